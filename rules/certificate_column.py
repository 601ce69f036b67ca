"""证书数据 The eleven columns in which the certificates of a batch are reported (4.4)."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from rules.vocabulary import DocumentType

COLUMNS: Final = (
    "姓名",
    "证件类型",
    "证件号码",
    "所在单位",
    "职业名称",
    "工种名称",
    "职业技能等级",
    "证书编号",
    "发证日期",
    "评价机构",
    "发证机构",
)
# The code of practice that is known; of the other documents the name is written.
RESIDENT_IDENTITY_CARD: Final = "201"


@dataclass(frozen=True, slots=True)
class ReportedCertificate:
    """A certificate as its face has it, and the school where its holder is enrolled."""

    holder_name: str
    document_type: DocumentType
    identity_number: str
    school_name: str
    occupation_name: str
    trade_name: str
    level: int
    number: str
    issued_on: date
    agency_name: str


def cells_of(one: ReportedCertificate) -> tuple[str, ...]:
    """The line of a certificate, in the order of `COLUMNS`. The agency issues what it evaluated:
    it stands in both of the last two."""
    is_card = one.document_type is DocumentType.RESIDENT_IDENTITY_CARD
    return (
        one.holder_name,
        RESIDENT_IDENTITY_CARD if is_card else one.document_type.zh,
        one.identity_number,
        one.school_name,
        one.occupation_name,
        one.trade_name,
        str(one.level),
        one.number,
        one.issued_on.isoformat(),
        one.agency_name,
        one.agency_name,
    )
