"""The eleven columns of the certificates' data."""

from datetime import date

import pytest

from rules.certificate_column import COLUMNS, ReportedCertificate, cells_of
from rules.vocabulary import DocumentType


def reported(document_type: DocumentType) -> dict[str, str]:
    one = ReportedCertificate(
        holder_name="欧阳小明",
        document_type=document_type,
        identity_number="31010120040901001X",
        school_name="第一职业学院",
        occupation_name="车工",
        trade_name="--",
        level=3,
        number="Y000031000001263000001",
        issued_on=date(2026, 6, 30),
        agency_name="第一职业学院评价中心",
    )
    return dict(zip(COLUMNS, cells_of(one), strict=True))


def test_each_certificate_is_a_line_of_eleven_columns() -> None:
    assert list(reported(DocumentType.RESIDENT_IDENTITY_CARD).values()) == [
        "欧阳小明", "201", "31010120040901001X", "第一职业学院", "车工", "--", "3",
        "Y000031000001263000001", "2026-06-30", "第一职业学院评价中心", "第一职业学院评价中心",
    ]  # fmt: skip


@pytest.mark.parametrize("kind", list(DocumentType)[1:], ids=str)
def test_a_document_without_a_known_code_is_named(kind: DocumentType) -> None:
    assert reported(kind)["证件类型"] == kind.zh
