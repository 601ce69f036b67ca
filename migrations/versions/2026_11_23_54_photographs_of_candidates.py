"""Photographs of candidates, and the pixels of pictures as they are received (4.4)."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_23_54"
down_revision = "2026_11_23_53"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("upload", sa.Column("width", sa.Integer(), nullable=True))
    op.add_column("upload", sa.Column("height", sa.Integer(), nullable=True))
    op.create_check_constraint(
        op.f("ck_upload_pixels"), "upload", "(width is null) = (height is null)"
    )
    op.create_check_constraint(op.f("ck_upload_some_pixels"), "upload", "width > 0 and height > 0")
    op.add_column("candidate", sa.Column("photograph_id", sa.Uuid(), nullable=True))
    op.create_index(
        op.f("ix_candidate_photograph_id"), "candidate", ["photograph_id"], unique=False
    )
    op.create_foreign_key(
        op.f("fk_candidate_photograph_id"), "candidate", "document", ["photograph_id"], ["id"]
    )
