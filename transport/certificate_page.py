"""证书核验页 The public page that checks a certificate: each check apart, for any screen (4.4).

Every word that comes from the register is escaped. An unknown token gives one page, the same each
time, with the usual causes and whom to ask.
"""

from collections.abc import Iterable, Mapping
from html import escape
from typing import Any, Final

from permissions.request_facts import Language
from rules.vocabulary import CertificateCheckKind, CertificateValidity, CheckOutcome
from transport.public_page import Words, framed, listed, standing, term

CHINESE: Final = {
    "title": "职业技能等级证书核验",
    "UNKNOWN": "未查到该证书",
    "on": "按今日的登记情况；姓名仅显示首字，请与持证人所持证书核对。",
    "number": "证书编号",
    "holder": "姓名",
    "occupation": "职业名称",
    "trade": "工种/职业方向",
    "level": "职业技能等级",
    "agency": "评价机构名称",
    "issued": "发证日期",
    "checks": "核验结果",
    "causes": "常见原因",
    "credential": "电子凭证",
    "holders": "持证人可下载由评价机构签名的电子凭证（Open Badges 3.0）。",
    "whole": "持证人姓名（全名）",
    "fetch": "下载电子凭证",
    "refused": "姓名与登记的不一致。",
}
ENGLISH: Final = {
    "title": "Check of a skill-level certificate",
    "UNKNOWN": "No such certificate",
    "on": "As registered today. Of the name its first character is shown: compare the certificate.",
    "number": "Certificate",
    "holder": "Name",
    "occupation": "Occupation",
    "trade": "Trade",
    "level": "Level",
    "agency": "Agency",
    "issued": "Issued on",
    "checks": "What was checked",
    "causes": "Usual causes",
    "credential": "Electronic credential",
    "holders": "The holder may fetch a credential signed by the agency (Open Badges 3.0).",
    "whole": "The holder's full name",
    "fetch": "Fetch the credential",
    "refused": "The name is not the one registered.",
}
SIGNS: Final = {
    CheckOutcome.PASSED: "✓",
    CheckOutcome.FAILED: "✗",
    CheckOutcome.NOT_AVAILABLE: "–",
}


def certificate_page(
    certificate: Mapping[str, Any] | None,
    help_: Mapping[str, Any],
    language: Language,
    is_refused: bool = False,
) -> str:
    """The whole page, of what GraphQL answers. `certificate` None: nothing was found;
    `is_refused`: the name that was given for the credential does not match."""
    words = ENGLISH if language is Language.ENGLISH else CHINESE
    if certificate is None:
        body = [standing("UNKNOWN", words["UNKNOWN"], help_["whomToAsk"]), _causes(help_, words)]
    else:
        validity = CertificateValidity[certificate["validity"]]
        body = [
            standing(validity.name, term(validity, language), words["on"]),
            _facts(certificate, words),
            _checks(certificate["checks"], words, language),
        ]
        if _has_credential(certificate["checks"]):
            body.append(_form(words, is_refused))
    return framed(words["title"], body, language)


def _facts(certificate: Mapping[str, Any], words: Words) -> str:
    return listed(
        [
            (words["number"], certificate["number"]),
            (words["holder"], certificate["maskedHolderName"]),
            (words["occupation"], certificate["occupationName"]),
            (words["trade"], certificate["tradeName"]),
            (words["level"], certificate["levelWords"]),
            (words["agency"], certificate["agencyName"]),
            (words["issued"], certificate["issuedOn"]),
        ]
    )


def _checks(checks: Iterable[Mapping[str, Any]], words: Words, language: Language) -> str:
    shown = "".join(_check(check, language) for check in checks)
    return f'<h2>{words["checks"]}</h2><ul class="checks">{shown}</ul>'


def _check(check: Mapping[str, Any], language: Language) -> str:
    outcome = CheckOutcome[check["outcome"]]
    kind = term(CertificateCheckKind[check["kind"]], language)
    said = f"{kind} · {term(outcome, language)}"
    return (
        f'<li class="{outcome.name}"><b>{SIGNS[outcome]}</b><span>{escape(said)}</span>'
        f"<small>{escape(check['message'])}</small></li>"
    )


def _has_credential(checks: Iterable[Mapping[str, Any]]) -> bool:
    signature = CertificateCheckKind.SIGNATURE.name
    passed = CheckOutcome.PASSED.name
    return any(check["kind"] == signature and check["outcome"] == passed for check in checks)


def _form(words: Words, is_refused: bool) -> str:
    refused = f'<p class="FAILED"><b>{words["refused"]}</b></p>' if is_refused else ""
    return (
        f'<h2>{words["credential"]}</h2><p>{words["holders"]}</p>{refused}<form method="post">'
        f'<label for="name">{words["whole"]}</label>'
        '<input id="name" name="name" required maxlength="100" autocomplete="name">'
        f"<button>{words['fetch']}</button></form>"
    )


def _causes(help_: Mapping[str, Any], words: Words) -> str:
    shown = "".join(f"<li>{escape(cause)}</li>" for cause in help_["causes"])
    return f"<h2>{words['causes']}</h2><ul>{shown}</ul>"
