"""Marking rules and the courses of modules."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_23_37"
down_revision = "2026_11_23_36"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "marking_rule",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("standard_id", sa.Uuid(), nullable=True),
        sa.Column("specification_id", sa.Uuid(), nullable=True),
        sa.Column("theory_pass_mark", sa.SmallInteger(), nullable=False),
        sa.Column("practice_pass_mark", sa.SmallInteger(), nullable=False),
        sa.Column("module_pass_mark", sa.SmallInteger(), nullable=False),
        sa.Column("theory_weight", sa.SmallInteger(), nullable=True),
        sa.Column("practice_weight", sa.SmallInteger(), nullable=True),
        sa.Column("resit_months", sa.SmallInteger(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
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
        sa.CheckConstraint(
            "num_nonnulls(standard_id, specification_id) = 1",
            name=op.f("ck_marking_rule_one_basis"),
        ),
        sa.CheckConstraint(
            "least(theory_pass_mark, practice_pass_mark, module_pass_mark) >= 60"
            " and greatest(theory_pass_mark, practice_pass_mark, module_pass_mark) <= 100",
            name=op.f("ck_marking_rule_pass_marks"),
        ),
        sa.CheckConstraint(
            "(theory_weight is null) = (practice_weight is null)"
            " and theory_weight + practice_weight = 100"
            " and least(theory_weight, practice_weight) > 0",
            name=op.f("ck_marking_rule_weights"),
        ),
        sa.CheckConstraint("resit_months > 0", name=op.f("ck_marking_rule_resit_months")),
        sa.ForeignKeyConstraint(
            ["specification_id"],
            ["evaluation_specification.id"],
            name=op.f("fk_marking_rule_specification_id"),
        ),
        sa.ForeignKeyConstraint(
            ["standard_id"], ["standard.id"], name=op.f("fk_marking_rule_standard_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_marking_rule")),
        sa.UniqueConstraint("specification_id", name=op.f("uq_marking_rule_specification_id")),
        sa.UniqueConstraint("standard_id", name=op.f("uq_marking_rule_standard_id")),
        comment="评分规定 · Marking rule of a basis of evaluation (2.2, 4.3)",
    )
    op.add_column(
        "plan_part",
        sa.Column("courses", sa.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
    )
