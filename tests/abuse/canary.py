"""The canary: whatever a second school does not show others is marked, in every text column."""

from sqlalchemy import CheckConstraint, Table, Text
from sqlalchemy.dialects.postgresql import CITEXT

from models import Base
from tests.permissions.two_schools import School

CANARY = "CANARY-B"
# What everybody may read of a school: its name, its agency in force, and what was published.
PUBLIC = {
    "institution",
    "agency",
    "agency_code",
    "agency_item",
    "receipt",
    "filed_specification",
    "filed_specified_part",
    "filed_competence",
    "published_certificate",
    "recorded_extension",
    "public_entry",
}
# Texts that have a form, or name something else: another text would not be taken.
FORMED = {
    "act",
    "after",
    "before",
    "catalogue_code",
    "code",
    "country",
    "district_code",
    "media_type",
    "noun",
    "number",
    "print_number",
    "school_code",
    "sha256",
    "uscc",
}


def mark(school: School) -> int:
    """Mark every text of the rows that only the school and authorities see; how many there are."""
    marked = 0
    for name, row in school.rows.items():
        for column in texts(row) if name not in PUBLIC else ():
            value = getattr(row, column)
            if value is None and is_checked(row, column):
                continue  # whether there may be a text depends on the state
            setattr(row, column, f"{value or ''} {CANARY}".strip())
            marked += 1
    return marked


def is_checked(row: Base, column: str) -> bool:
    """Whether a constraint of the table speaks of the column."""
    table = row.__table__
    assert isinstance(table, Table)
    checks = (c for c in table.constraints if isinstance(c, CheckConstraint))
    return any(column in str(check.sqltext) for check in checks)


def texts(row: Base) -> list[str]:
    """The columns of the row that hold words."""
    mapper = type(row).__mapper__
    return [
        attribute.key
        for attribute in mapper.column_attrs
        if isinstance(attribute.columns[0].type, (Text, CITEXT))
        and attribute.key not in FORMED
        and attribute.columns[0].computed is None
    ]
