"""回执文件 The receipt as PDF: set by typst with the program's own font, the same bytes every time.

The export profile PDF/A-2u refuses a glyph that the font does not have: a gap in a name is an
error, not a document.
"""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any, Final

import segno
import typst

from rules.vocabulary import AgencyScope, ApplicationKind, Role

ROOT: Final = Path(__file__).parent.parent
TEMPLATE: Final = ROOT / "web" / "receipt" / "receipt.typ"
FONTS: Final = ROOT / "data" / "fonts"
TITLE: Final = "职业技能等级评价机构备案回执"
STATEMENT: Final = (
    "本回执载明出具之日的备案内容。机构及其职业（工种）此后是否有效，以扫码查验的结果为准。"
)


class UnprintableError(Exception):
    """The receipt cannot be set; its text names what the font lacks or the template refused."""


@cache
def _fonts() -> Any:
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)]
    )


def receipt_pdf(receipt: Mapping[str, Any], address: str) -> bytes:
    """The PDF of a receipt as GraphQL answers it; `address` is where its QR code leads.

    Raises UnprintableError. It computes for some ten milliseconds: not in the event loop.
    """
    compiler = typst.Compiler(
        TEMPLATE.read_bytes(),
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"face": json.dumps(_face(receipt, address), ensure_ascii=False)},
    )
    try:
        made = compiler.compile(
            format="pdf", pdf_standards=["a-2u"], timestamp=_instant(receipt["issuedOn"])
        )
    except typst.TypstError as error:
        raise UnprintableError(error.message) from error
    assert isinstance(made, bytes)
    return made


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


def _instant(day: str) -> datetime:
    return datetime.combine(date.fromisoformat(day), time(), UTC)
