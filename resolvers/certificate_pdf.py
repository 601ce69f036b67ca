"""证书文件 What the certificate as PDF says."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import segno

from resolvers.typesetting import TEMPLATES, typeset

TEMPLATE: Final = TEMPLATES / "certificate" / "certificate.typ"
TITLE: Final = "职业技能等级证书"
STATEMENT: Final = (
    "本证书由经备案的职业技能等级评价机构颁发，"
    "表明持证人通过本机构组织的职业技能等级评价，具备该职业（工种）相应技能等级水平。"
)
CERTIFICATES_AT: Final = "http://jndj.osta.org.cn"  # 人社鉴发〔2021〕1号: on every face
AGENCIES_AT: Final = "http://pjjg.osta.org.cn"


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


def certificate_pdf(face: CertificateFace) -> bytes:
    """Raises UnprintableError. Not in the event loop."""
    return typeset(TEMPLATE, _shown(face), face.issued_on)


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
