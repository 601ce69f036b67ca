"""回执查验页 The public page that checks a receipt: written here, without script, for any screen.

Every word that comes from the register is escaped. An unknown token gives the same page with the
same parts, so that its shape says nothing.
"""

import hashlib
from base64 import b64encode
from collections.abc import Iterable, Mapping
from html import escape
from typing import Any, Final

from permissions.request_facts import Language
from rules.vocabulary import AgencyScope, ApplicationKind, ReceiptStanding

STYLE: Final = """
:root { color-scheme: light dark; --line: #8884; --good: #1a7f37; --bad: #b42318; }
body { margin: 0 auto; max-width: 42rem; padding: 1rem; line-height: 1.6;
  font-family: "Noto Serif SC", "Songti SC", SimSun, serif; overflow-wrap: anywhere; }
header { display: flex; justify-content: space-between; gap: 1rem; font-size: .9rem; }
h1 { font-size: 1.35rem; margin: 1rem 0; }
.standing { border-left: .35rem solid var(--bad); padding: .4rem .8rem; font-size: 1.1rem; }
.standing.VALID { border-color: var(--good); }
.standing small { display: block; font-size: .85rem; }
dl { display: grid; grid-template-columns: minmax(6rem, 10rem) 1fr; margin: 1rem 0; }
dt, dd { margin: 0; padding: .4rem 0; border-bottom: 1px solid var(--line); }
dt { opacity: .7; padding-right: .8rem; }
h2 { font-size: 1.05rem; }
ol { padding-left: 1.4rem; }
li { padding: .3rem 0; }
li small { display: block; opacity: .75; }
@media (max-width: 26rem) { dl { grid-template-columns: 1fr; } dt { border: 0; padding-bottom: 0; }
  dd { padding-top: 0; } }
"""
POLICY: Final = (
    "default-src 'none'; style-src 'sha256-"
    + b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
    + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)

CHINESE: Final = {
    "title": "备案回执查验",
    "other": "English",
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
    "other": "中文",
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
    other = "zh-CN" if language is Language.ENGLISH else "en"
    body = [_standing(receipt, words, language), _facts(receipt, words, language)]
    body += [_items(receipt["items"], words, language), _link(token, words)] if receipt else []
    return (
        f'<!doctype html>\n<html lang="{language.value}"><head><meta charset="utf-8">'
        f"<title>{words['title']}</title>"
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta name="robots" content="noindex"><style>{STYLE}</style></head><body>'
        f'<header><span>登记 Dengji</span><a href="?lang={other}" lang="{other}">'
        f"{words['other']}</a></header><main><h1>{words['title']}</h1>"
        f"{''.join(body)}</main></body></html>\n"
    )


def _standing(
    receipt: Mapping[str, Any] | None, words: Mapping[str, str], language: Language
) -> str:
    name = receipt["standing"] if receipt else "UNKNOWN"
    said = _term(ReceiptStanding[name], language) if receipt else words["UNKNOWN"]
    small = words["on"] if receipt else words["ask"]
    return f'<p class="standing {name}"><strong>{escape(said)}</strong><small>{small}</small></p>'


def _facts(receipt: Mapping[str, Any] | None, words: Mapping[str, str], language: Language) -> str:
    if receipt is None:
        return _list((words["number"], "--") for _ in range(1))
    return _list(
        [
            (words["number"], receipt["number"]),
            (words["agency_name"], receipt["agencyName"]),
            (words["uscc"], receipt["uscc"]),
            (words["agency_code"], receipt["agencyCode"]),
            (words["address"], receipt["address"]),
            (words["contact"], receipt["contact"]),
            (words["kind"], _term(ApplicationKind[receipt["kind"]], language)),
            (words["scope"], _term(AgencyScope[receipt["scope"]], language)),
            (words["issued"], receipt["issuedOn"]),
            (words["term"], f"{receipt['validFrom']}{words['to']}{receipt['validTo']}"),
        ]
    )


def _list(pairs: Iterable[tuple[str, str]]) -> str:
    shown = "".join(f"<dt>{word}</dt><dd>{escape(value)}</dd>" for word, value in pairs)
    return f"<dl>{shown}</dl>"


def _items(items: Iterable[Mapping[str, Any]], words: Mapping[str, str], language: Language) -> str:
    shown = "".join(_item(item, words, language) for item in items)
    return f"<h2>{words['items']}</h2><ol>{shown}</ol>" if shown else ""


def _item(item: Mapping[str, Any], words: Mapping[str, str], language: Language) -> str:
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


def _link(token: str, words: Mapping[str, str]) -> str:
    return f'<p><a href="/r/{escape(token)}.pdf">{words["pdf"]}</a></p>'


def _term(term: Any, language: Language) -> str:
    return str(term.en if language is Language.ENGLISH else term.zh)
