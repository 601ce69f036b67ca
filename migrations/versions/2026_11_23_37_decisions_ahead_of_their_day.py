"""What is decided of an agency may hold from a day to come: the days say so, not the state."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_23_37"
down_revision = "2026_11_23_36"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_constraint(op.f("ck_agency_removed_on"), "agency")
    op.create_check_constraint(
        op.f("ck_agency_removed_on"), "agency", "status <> 'REMOVED' or removed_on is not null"
    )
    op.drop_index("uq_agency_institution_id", "agency")
    op.create_index(
        "uq_agency_institution_id",
        "agency",
        ["institution_id"],
        unique=True,
        postgresql_where=sa.text("removed_on is null"),
    )
