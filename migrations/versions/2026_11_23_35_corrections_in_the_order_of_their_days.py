"""Corrections in the order of their days."""

from alembic import op

revision = "2026_11_23_35"
down_revision = "2026_11_23_34"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(
        op.f("ix_certificate_correction_created_at_id"),
        "certificate_correction",
        ["created_at", "id"],
        unique=False,
    )
