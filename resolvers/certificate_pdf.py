"""证书文件 The certificate as PDF: set by typst with the program's own font, the same bytes again.

PDF/A-2u refuses a glyph that the font does not have: a gap in a name is an error, no document.
"""

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any, Final

import segno
import typst

ROOT: Final = Path(__file__).parent.parent
TEMPLATE: Final = ROOT / "web" / "certificate" / "certificate.typ"
FONTS: Final = ROOT / "data" / "fonts"
TITLE: Final = "职业技能等级证书"
STATEMENT: Final = (
    "本证书由经备案的职业技能等级评价机构颁发，"
    "表明持证人通过本机构组织的职业技能等级评价，具备该职业（工种）相应技能等级水平。"
)
CERTIFICATES_AT: Final = "http://jndj.osta.org.cn"  # 人社鉴发〔2021〕1号: on every face
AGENCIES_AT: Final = "http://pjjg.osta.org.cn"


class UnprintableError(Exception):
    """The certificate cannot be set; its text names what the font lacks."""


@dataclass(frozen=True, slots=True)
class CertificateFace:
    """What stands on a certificate; `address` is where its QR code leads. `photograph` is a JPEG or
    PNG file; without one its frame stays empty."""

    number: str
    agency_name: str
    holder_name: str
    document_type: str
    identity_number: str
    occupation_name: str
    trade_name: str
    level_name: str
    issued_on: date
    address: str
    photograph: bytes | None = None


@cache
def _fonts() -> Any:
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)]
    )


def certificate_pdf(face: CertificateFace) -> bytes:
    """Raises UnprintableError. It computes for some ten milliseconds: not in the event loop."""
    compiler = typst.Compiler(
        TEMPLATE.read_bytes(),
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"face": json.dumps(_shown(face), ensure_ascii=False)},
    )
    try:
        made = compiler.compile(
            format="pdf",
            pdf_standards=["a-2u"],
            timestamp=datetime.combine(face.issued_on, time(), UTC),
        )
    except typst.TypstError as error:
        raise UnprintableError(error.message) from error
    assert isinstance(made, bytes)
    return made


def _shown(face: CertificateFace) -> dict[str, Any]:
    day = face.issued_on
    return {
        "title": TITLE,
        "number": face.number,
        "agency": face.agency_name,
        "statement": STATEMENT,
        "facts": [
            ("姓名", face.holder_name),
            ("证件类型", face.document_type),
            ("证件号码", face.identity_number),
            ("职业名称", face.occupation_name),
            ("工种/职业方向", face.trade_name),
            ("职业技能等级", face.level_name),
            ("证书编号", face.number),
        ],
        "issued": f"{day.year}年{day.month}月{day.day}日",
        "certificates_at": CERTIFICATES_AT,
        "agencies_at": AGENCIES_AT,
        "photograph": None if face.photograph is None else list(face.photograph),
        "qr": segno.make(face.address, error="m").svg_inline(border=0, scale=4),
    }
