"""Occupations in the order of their entry: every order has its index."""

from alembic import op

revision = "2026_11_23_15"
down_revision = "2026_11_23_14"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(
        op.f("ix_occupation_created_at_id"), "occupation", ["created_at", "id"], unique=False
    )
