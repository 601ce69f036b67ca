"""Nobody holds two certificates in force for the same occupation, trade and level."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_23_13"
down_revision = "2026_11_23_12"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(
        op.f("uq_certificate_in_force"),
        "certificate",
        ["person_id", "occupation_id", "level", "trade_id"],
        unique=True,
        postgresql_nulls_not_distinct=True,
        postgresql_where=sa.text("revoked_on is null and cancelled_on is null"),
    )
