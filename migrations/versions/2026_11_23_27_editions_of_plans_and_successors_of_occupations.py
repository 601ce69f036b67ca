"""A plan names the edition by which it evaluates; occupations have their successors."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_23_27"
down_revision = "2026_11_23_26"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "occupation_succession",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("predecessor_id", sa.Uuid(), nullable=False),
        sa.Column("predecessor_trade_id", sa.Uuid(), nullable=True),
        sa.Column("successor_id", sa.Uuid(), nullable=False),
        sa.Column("successor_trade_id", sa.Uuid(), nullable=True),
        sa.Column("succeeded_on", sa.Date(), nullable=False),
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
            "predecessor_id <> successor_id", name=op.f("ck_occupation_succession_two_occupations")
        ),
        sa.ForeignKeyConstraint(
            ["predecessor_id"],
            ["occupation.id"],
            name=op.f("fk_occupation_succession_predecessor_id"),
        ),
        sa.ForeignKeyConstraint(
            ["predecessor_trade_id"],
            ["trade.id"],
            name=op.f("fk_occupation_succession_predecessor_trade_id"),
        ),
        sa.ForeignKeyConstraint(
            ["successor_id"], ["occupation.id"], name=op.f("fk_occupation_succession_successor_id")
        ),
        sa.ForeignKeyConstraint(
            ["successor_trade_id"],
            ["trade.id"],
            name=op.f("fk_occupation_succession_successor_trade_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_occupation_succession")),
        sa.UniqueConstraint(
            "predecessor_id",
            "predecessor_trade_id",
            "successor_id",
            "successor_trade_id",
            name="uq_occupation_succession_mapping",
            postgresql_nulls_not_distinct=True,
        ),
        comment="职业衔接 · What an occupation became in a later edition (1.3.1)",
    )
    op.create_index(
        op.f("ix_occupation_succession_predecessor_trade_id"),
        "occupation_succession",
        ["predecessor_trade_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_occupation_succession_successor_id_id"),
        "occupation_succession",
        ["successor_id", "id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_occupation_succession_successor_trade_id"),
        "occupation_succession",
        ["successor_trade_id"],
        unique=False,
    )
    op.add_column("evaluation_plan", sa.Column("standard_id", sa.Uuid(), nullable=True))
    op.add_column("evaluation_plan", sa.Column("specification_id", sa.Uuid(), nullable=True))
    op.create_index(
        op.f("ix_evaluation_plan_specification_id"),
        "evaluation_plan",
        ["specification_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_evaluation_plan_standard_id"), "evaluation_plan", ["standard_id"], unique=False
    )
    op.create_foreign_key(
        op.f("fk_evaluation_plan_specification_id"),
        "evaluation_plan",
        "evaluation_specification",
        ["specification_id"],
        ["id"],
    )
    op.create_foreign_key(
        op.f("fk_evaluation_plan_standard_id"),
        "evaluation_plan",
        "standard",
        ["standard_id"],
        ["id"],
    )
    op.create_check_constraint(
        op.f("ck_evaluation_plan_one_edition"),
        "evaluation_plan",
        "standard_id is null or specification_id is null",
    )
