"""The day results were accepted; the name on a certificate is compared in one spelling."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_23_12"
down_revision = "2026_11_23_11"
branch_labels = None
depends_on = None

# Everything that is written for the dot in a transliterated name becomes the middle dot, and
# blanks go: NFKC has turned the full-width ones into U+0020 before.
COMPARABLE_NAME = """
create function comparable_name(name text) returns text
immutable strict parallel safe language sql as $$
  select translate(
    lower(normalize(name, NFKC)),
    U&'\\2022\\2027\\2219\\22C5\\2E31\\30FB\\002E\\0020\\0009\\000A\\000D\\200B\\FEFF',
    U&'\\00B7\\00B7\\00B7\\00B7\\00B7\\00B7\\00B7'
  )
$$
"""


def upgrade() -> None:
    op.add_column("result_filing", sa.Column("accepted_on", sa.Date(), nullable=True))
    op.create_check_constraint(
        op.f("ck_result_filing_accepted_on"),
        "result_filing",
        "accepted_on is null or status = 'ACCEPTED'",
    )
    op.create_index(
        op.f("ix_result_filing_id_created_at_id"),
        "result",
        ["filing_id", "created_at", "id"],
        unique=False,
    )
    op.drop_index(op.f("ix_result_filing_id_id"), table_name="result")
    op.execute(COMPARABLE_NAME)
    op.add_column(
        "certificate",
        sa.Column(
            "holder_name_key",
            sa.Text(),
            sa.Computed("comparable_name(holder_name)", persisted=True),
            nullable=False,
        ),
    )
    op.create_index(
        op.f("ix_certificate_institution_id_issued_on_id"),
        "certificate",
        ["institution_id", "issued_on", "id"],
        unique=False,
    )
