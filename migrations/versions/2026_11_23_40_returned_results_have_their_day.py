"""Returned results have their day."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_23_40"
down_revision = "2026_11_23_39"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("result_filing", sa.Column("returned_on", sa.Date(), nullable=True))
    op.add_column(
        "result_filing",
        sa.Column(
            "is_round_due_provisional",
            sa.Boolean(),
            server_default=sa.text("false"),
            nullable=False,
        ),
    )
