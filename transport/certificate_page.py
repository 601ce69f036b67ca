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
}
SIGNS: Final = {
    CheckOutcome.PASSED: "✓",
    CheckOutcome.FAILED: "✗",
    CheckOutcome.NOT_AVAILABLE: "–",
}


def certificate_page(
    certificate: Mapping[str, Any] | None, help_: Mapping[str, Any], language: Language
) -> str:
    """The whole page, of what GraphQL answers. `certificate` None: nothing was found."""
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


def _causes(help_: Mapping[str, Any], words: Words) -> str:
    shown = "".join(f"<li>{escape(cause)}</li>" for cause in help_["causes"])
    return f"<h2>{words['causes']}</h2><ul>{shown}</ul>"
