"""Marks carried over to a resit."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_23_39"
down_revision = "2026_11_23_38"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("result_mark", sa.Column("carried_from_id", sa.Uuid(), nullable=True))
    op.create_foreign_key(
        op.f("fk_result_mark_carried_from_id"),
        "result_mark",
        "result_mark",
        ["carried_from_id"],
        ["id"],
    )
    op.create_index(
        op.f("ix_result_mark_carried_from_id"), "result_mark", ["carried_from_id"], unique=False
    )
