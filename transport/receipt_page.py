"""回执查验页 The public page that checks a receipt: written here, without script, for any screen.

Every word that comes from the register is escaped. An unknown token gives the same page with the
same parts, so that its shape says nothing.
"""

from collections.abc import Iterable, Mapping
from html import escape
from typing import Any, Final

from permissions.request_facts import Language
from rules.vocabulary import AgencyScope, ApplicationKind, ReceiptStanding
from transport.public_page import Words, framed, listed, standing, term

CHINESE: Final = {
    "title": "备案回执查验",
    "UNKNOWN": "未查到该回执",
    "ask": "请核对网址；如有疑问，请联系出具回执的机构或市职鉴中心。",
    "on": "按今日的登记情况",
    "number": "回执编号",
    "agency_name": "评价机构名称",
    "uscc": "统一社会信用代码",
    "agency_code": "备案号",
    "address": "地址",
    "contact": "联系方式",
    "kind": "申请类别",
    "scope": "评价范围",
    "issued": "出具日期",
    "term": "有效期",
    "to": "至",
    "colon": "：",
    "items": "评价职业（工种）及等级范围",
    "pdf": "回执文件（PDF）",
}
ENGLISH: Final = {
    "title": "Check of a filing receipt",
    "UNKNOWN": "No such receipt",
    "ask": "Check the address; if in doubt, ask the agency that showed it, or the center.",
    "on": "As registered today",
    "number": "Receipt",
    "agency_name": "Agency",
    "uscc": "Credit code",
    "agency_code": "Agency code",
    "address": "Address",
    "contact": "Contact",
    "kind": "Application",
    "scope": "Whose students",
    "issued": "Issued on",
    "term": "Valid",
    "to": " to ",
    "colon": ": ",
    "items": "Occupations and levels",
    "pdf": "The receipt (PDF)",
}


def receipt_page(receipt: Mapping[str, Any] | None, token: str, language: Language) -> str:
    """The whole page. `receipt` is as GraphQL answers it; None: nothing was found."""
    words = ENGLISH if language is Language.ENGLISH else CHINESE
    body = [_standing(receipt, words, language), _facts(receipt, words, language)]
    body += [_items(receipt["items"], words, language), _link(token, words)] if receipt else []
    return framed(words["title"], body, language)


def _standing(receipt: Mapping[str, Any] | None, words: Words, language: Language) -> str:
    if receipt is None:
        return standing("UNKNOWN", words["UNKNOWN"], words["ask"])
    found = ReceiptStanding[receipt["standing"]]
    return standing(found.name, term(found, language), words["on"])


def _facts(receipt: Mapping[str, Any] | None, words: Words, language: Language) -> str:
    if receipt is None:
        return listed((words["number"], "--") for _ in range(1))
    return listed(
        [
            (words["number"], receipt["number"]),
            (words["agency_name"], receipt["agencyName"]),
            (words["uscc"], receipt["uscc"]),
            (words["agency_code"], receipt["agencyCode"]),
            (words["address"], receipt["address"]),
            (words["contact"], receipt["contact"]),
            (words["kind"], term(ApplicationKind[receipt["kind"]], language)),
            (words["scope"], term(AgencyScope[receipt["scope"]], language)),
            (words["issued"], receipt["issuedOn"]),
            (words["term"], f"{receipt['validFrom']}{words['to']}{receipt['validTo']}"),
        ]
    )


def _items(items: Iterable[Mapping[str, Any]], words: Words, language: Language) -> str:
    shown = "".join(_item(item, words, language) for item in items)
    return f"<h2>{words['items']}</h2><ol>{shown}</ol>" if shown else ""


def _item(item: Mapping[str, Any], words: Words, language: Language) -> str:
    name = " · ".join(part for part in (item["occupation"], item["trade"]) if part)
    levels = item["levels"]
    if language is Language.ENGLISH:
        span = sorted({item["levelFrom"], item["levelTo"]}, reverse=True)
        levels = "Level " + words["to"].join(map(str, span))
    code = f"{item['occupationCode']} ({item['edition']})"
    return (
        f"<li>{escape(name)}{words['colon']}{escape(levels)}"
        f"<small>{escape(code)} · {escape(item['basis'])}</small></li>"
    )


def _link(token: str, words: Words) -> str:
    return f'<p><a href="/r/{escape(token)}.pdf">{words["pdf"]}</a></p>'
