"""The conclusion on a major is proposed by the center and confirmed by the department."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_23_31"
down_revision = "2026_11_23_30"
branch_labels = None
depends_on = None

STATES = ("REQUESTED", "OPENED", "CONCLUSION_PROPOSED", "PASSED", "NOT_PASSED", "WITHDRAWN")


def upgrade() -> None:
    op.create_table(
        "evaluation_expert",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("evaluation_id", sa.Uuid(), nullable=False),
        sa.Column("expert_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("employer_name", sa.Text(), nullable=True),
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
        sa.ForeignKeyConstraint(
            ["evaluation_id"],
            ["major_evaluation.id"],
            name=op.f("fk_evaluation_expert_evaluation_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["expert_id"], ["expert.id"], name=op.f("fk_evaluation_expert_expert_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evaluation_expert")),
        sa.UniqueConstraint(
            "evaluation_id", "expert_id", name=op.f("uq_evaluation_expert_evaluation_id_expert_id")
        ),
        comment="论证专家 · Expert of a major evaluation (1.2)",
    )
    op.create_index(
        op.f("ix_evaluation_expert_expert_id"), "evaluation_expert", ["expert_id"], unique=False
    )
    op.add_column("major_evaluation", sa.Column("standard_id", sa.Uuid(), nullable=True))
    op.add_column("major_evaluation", sa.Column("specification_id", sa.Uuid(), nullable=True))
    op.add_column("major_evaluation", sa.Column("renews_id", sa.Uuid(), nullable=True))
    op.add_column("major_evaluation", sa.Column("minutes", sa.Text(), nullable=True))
    op.add_column("major_evaluation", sa.Column("proposed_pass", sa.Boolean(), nullable=True))
    op.add_column("major_evaluation", sa.Column("proposed_level", sa.SmallInteger(), nullable=True))
    op.add_column("major_evaluation", sa.Column("proposed_valid_to", sa.Date(), nullable=True))
    op.add_column("major_evaluation", sa.Column("proposed_reason", sa.Text(), nullable=True))
    op.add_column("major_evaluation", sa.Column("return_reason", sa.Text(), nullable=True))
    op.add_column("major_evaluation", sa.Column("proposed_by_id", sa.Uuid(), nullable=True))
    op.add_column("major_evaluation", sa.Column("confirmed_by_id", sa.Uuid(), nullable=True))
    op.create_index(
        op.f("ix_major_evaluation_confirmed_by_id"),
        "major_evaluation",
        ["confirmed_by_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_major_evaluation_proposed_by_id"),
        "major_evaluation",
        ["proposed_by_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_major_evaluation_renews_id"), "major_evaluation", ["renews_id"], unique=False
    )
    op.create_index(
        op.f("ix_major_evaluation_specification_id"),
        "major_evaluation",
        ["specification_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_major_evaluation_standard_id"), "major_evaluation", ["standard_id"], unique=False
    )
    op.create_index(
        "uq_major_evaluation_under_way",
        "major_evaluation",
        ["major_id", "occupation_id"],
        unique=True,
        postgresql_where=sa.text("status in ('REQUESTED', 'OPENED', 'CONCLUSION_PROPOSED')"),
    )
    op.create_foreign_key(
        op.f("fk_major_evaluation_standard_id"),
        "major_evaluation",
        "standard",
        ["standard_id"],
        ["id"],
    )
    op.create_foreign_key(
        op.f("fk_major_evaluation_proposed_by_id"),
        "major_evaluation",
        "account",
        ["proposed_by_id"],
        ["id"],
    )
    op.create_foreign_key(
        op.f("fk_major_evaluation_renews_id"),
        "major_evaluation",
        "major_evaluation",
        ["renews_id"],
        ["id"],
    )
    op.create_foreign_key(
        op.f("fk_major_evaluation_confirmed_by_id"),
        "major_evaluation",
        "account",
        ["confirmed_by_id"],
        ["id"],
    )
    op.create_foreign_key(
        op.f("fk_major_evaluation_specification_id"),
        "major_evaluation",
        "evaluation_specification",
        ["specification_id"],
        ["id"],
    )
    _check()


def _check() -> None:
    table = "major_evaluation"
    listed = ", ".join(f"'{state}'" for state in STATES)
    op.drop_constraint(op.f(f"ck_{table}_major_evaluation_status"), table)
    for name, condition in (
        ("major_evaluation_status", f"status in ({listed})"),
        ("proposed_level", "proposed_level between 1 and 5"),
        ("two_accounts", "confirmed_by_id <> proposed_by_id"),
        ("one_edition", "standard_id is null or specification_id is null"),
        (
            "proposed",
            "status <> 'CONCLUSION_PROPOSED'"
            " or proposed_pass is not null and proposed_level is not null"
            " and proposed_by_id is not null",
        ),
    ):
        op.create_check_constraint(op.f(f"ck_{table}_{name}"), table, condition)
