"""Staffing ratios and the classes that staff teach."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_23_22"
down_revision = "2026_11_23_21"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "staffing_ratio",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("standard_id", sa.Uuid(), nullable=True),
        sa.Column("specification_id", sa.Uuid(), nullable=True),
        sa.Column("candidates_per_invigilator", sa.SmallInteger(), nullable=False),
        sa.Column("invigilators_minimum", sa.SmallInteger(), nullable=False),
        sa.Column("candidates_per_assessor", sa.SmallInteger(), nullable=False),
        sa.Column("assessors_minimum", sa.SmallInteger(), nullable=False),
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
            "assessors_minimum % 2 = 1", name=op.f("ck_staffing_ratio_assessors_odd")
        ),
        sa.CheckConstraint(
            "least(candidates_per_invigilator, invigilators_minimum,"
            " candidates_per_assessor, assessors_minimum) > 0",
            name=op.f("ck_staffing_ratio_positive"),
        ),
        sa.CheckConstraint(
            "num_nonnulls(standard_id, specification_id) = 1",
            name=op.f("ck_staffing_ratio_one_basis"),
        ),
        sa.ForeignKeyConstraint(
            ["specification_id"],
            ["evaluation_specification.id"],
            name=op.f("fk_staffing_ratio_specification_id"),
        ),
        sa.ForeignKeyConstraint(
            ["standard_id"], ["standard.id"], name=op.f("fk_staffing_ratio_standard_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staffing_ratio")),
        sa.UniqueConstraint("specification_id", name=op.f("uq_staffing_ratio_specification_id")),
        sa.UniqueConstraint("standard_id", name=op.f("uq_staffing_ratio_standard_id")),
        comment="考务人员配比 · Staffing ratio of a basis of evaluation (4.1)",
    )
    op.add_column(
        "staff_member",
        sa.Column(
            "taught_classes", sa.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False
        ),
    )
