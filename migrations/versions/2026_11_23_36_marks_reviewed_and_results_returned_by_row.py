"""Marks reviewed and results returned by row."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_23_36"
down_revision = "2026_11_23_35"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "mark_review",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("result_id", sa.Uuid(), nullable=False),
        sa.Column("part_id", sa.Uuid(), nullable=False),
        sa.Column("objected_on", sa.Date(), nullable=False),
        sa.Column("old_mark", sa.Numeric(precision=5, scale=1), nullable=False),
        sa.Column("new_mark", sa.Numeric(precision=5, scale=1), nullable=False),
        sa.Column("reviewed_by", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("register_now()"),
            nullable=False,
        ),
        sa.Column(
            "updated_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("register_now()"),
            nullable=False,
        ),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint("old_mark between 0 and 1000", name=op.f("ck_mark_review_old_mark")),
        sa.CheckConstraint("new_mark between 0 and 1000", name=op.f("ck_mark_review_new_mark")),
        sa.CheckConstraint("reason <> '' and reviewed_by <> ''", name=op.f("ck_mark_review_texts")),
        sa.ForeignKeyConstraint(
            ["result_id"],
            ["result.id"],
            name=op.f("fk_mark_review_result_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["part_id"], ["plan_part.id"], name=op.f("fk_mark_review_part_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mark_review")),
        comment="成绩复核 · Review of a mark on objection (4.3)",
    )
    op.create_index(op.f("ix_mark_review_part_id"), "mark_review", ["part_id"], unique=False)
    op.create_index(
        op.f("ix_mark_review_result_id_created_at_id"),
        "mark_review",
        ["result_id", "created_at", "id"],
        unique=False,
    )
    op.add_column("result", sa.Column("total", sa.Numeric(precision=4, scale=1), nullable=True))
    op.add_column("result", sa.Column("returned_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("result", sa.Column("return_reason", sa.Text(), nullable=True))
    op.create_check_constraint(op.f("ck_result_total"), "result", "total between 0 and 100")
    op.create_check_constraint(
        op.f("ck_result_returned"), "result", "(returned_at is null) = (return_reason is null)"
    )
    op.drop_constraint(op.f("ck_result_mark_mark"), "result_mark", type_="check")
    op.alter_column(
        "result_mark",
        "mark",
        type_=sa.Numeric(precision=5, scale=1),
        existing_type=sa.Numeric(precision=4, scale=1),
        existing_nullable=False,
    )
    op.create_check_constraint(
        op.f("ck_result_mark_mark"), "result_mark", "mark between 0 and 1000"
    )
