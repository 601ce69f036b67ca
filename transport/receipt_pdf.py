"""回执文件 What the receipt as PDF says."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

import segno

from resolvers.typesetting import TEMPLATES, typeset
from rules.vocabulary import AgencyScope, ApplicationKind, Role

TEMPLATE: Final = TEMPLATES / "receipt" / "receipt.typ"
TITLE: Final = "职业技能等级评价机构备案回执"
STATEMENT: Final = (
    "本回执载明出具之日的备案内容。机构及其职业（工种）此后是否有效，以扫码查验的结果为准。"
)


def receipt_pdf(receipt: Mapping[str, Any], address: str) -> bytes:
    """The PDF of a receipt as GraphQL answers it; `address` is where its QR code leads.

    Raises UnprintableError. Not in the event loop.
    """
    issued_on = date.fromisoformat(receipt["issuedOn"])
    return typeset(TEMPLATE, _face(receipt, address), issued_on)


def _face(receipt: Mapping[str, Any], address: str) -> dict[str, Any]:
    """What the template sets: every word of it plain text."""
    return {
        "title": TITLE,
        "number": receipt["number"],
        "facts": _facts(receipt),
        "items": [_row(place, item) for place, item in enumerate(receipt["items"], 1)],
        "statement": STATEMENT,
        "issuer": Role.CENTER.zh,
        "issued": in_chinese(receipt["issuedOn"]),
        "qr": segno.make(address, error="m").svg_inline(border=0, scale=4),
    }


def _facts(receipt: Mapping[str, Any]) -> list[tuple[str, str]]:
    term = f"{in_chinese(receipt['validFrom'])}至{in_chinese(receipt['validTo'])}（首尾两日均含）"
    return [
        ("评价机构名称", receipt["agencyName"]),
        ("统一社会信用代码", receipt["uscc"]),
        ("备案号", receipt["agencyCode"]),
        ("地址", receipt["address"]),
        ("联系方式", receipt["contact"]),
        ("申请类别", ApplicationKind[receipt["kind"]].zh),
        ("评价范围", AgencyScope[receipt["scope"]].zh),
        ("有效期", term),
    ]


def _row(place: int, item: Mapping[str, Any]) -> list[str]:
    code = f"{item['occupationCode']}（{item['edition']}）"
    return [
        str(place), code, item["occupation"], item["trade"] or "--", item["levels"], item["basis"],
    ]  # fmt: skip


def in_chinese(day: str) -> str:
    """2026-11-23 as 2026年11月23日."""
    found = date.fromisoformat(day)
    return f"{found.year}年{found.month}月{found.day}日"
