"""Certificates keep the day by which they are reported."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_23_23"
down_revision = "2026_11_23_22"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("certificate", sa.Column("report_due_on", sa.Date(), nullable=True))
    op.add_column(
        "certificate",
        sa.Column(
            "is_report_due_provisional",
            sa.Boolean(),
            server_default=sa.text("false"),
            nullable=False,
        ),
    )
