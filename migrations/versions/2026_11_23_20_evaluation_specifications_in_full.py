"""Evaluation specifications have parts, competences and editions; standards end and name trades."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_23_20"
down_revision = "2026_11_23_19"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "filing_delegation",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("begins_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("delegated_by_id", sa.Uuid(), nullable=False),
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
            ["delegated_by_id"], ["account.id"], name=op.f("fk_filing_delegation_delegated_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_filing_delegation")),
        comment="备案委托 · Delegation of filing to the center (2.1)",
    )
    op.create_index(
        op.f("ix_filing_delegation_begins_on_id"),
        "filing_delegation",
        ["begins_on", "id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_filing_delegation_delegated_by_id"),
        "filing_delegation",
        ["delegated_by_id"],
        unique=False,
    )
    op.create_table(
        "standard_trade",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("standard_id", sa.Uuid(), nullable=False),
        sa.Column("trade_id", sa.Uuid(), nullable=False),
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
            ["standard_id"],
            ["standard.id"],
            name=op.f("fk_standard_trade_standard_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["trade_id"], ["trade.id"], name=op.f("fk_standard_trade_trade_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_standard_trade")),
        sa.UniqueConstraint(
            "standard_id", "trade_id", name=op.f("uq_standard_trade_standard_id_trade_id")
        ),
        comment="标准覆盖工种 · Trade that a standard is limited to (2.1)",
    )
    op.create_index(
        op.f("ix_standard_trade_trade_id"), "standard_trade", ["trade_id"], unique=False
    )
    op.create_table(
        "specification_competence",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("specification_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.SmallInteger(), nullable=False),
        sa.Column("level", sa.SmallInteger(), nullable=False),
        sa.Column("function", sa.Text(), nullable=False),
        sa.Column("work", sa.Text(), nullable=False),
        sa.Column("skills", sa.Text(), nullable=False),
        sa.Column("knowledge", sa.Text(), nullable=False),
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
        sa.CheckConstraint("level between 1 and 5", name=op.f("ck_specification_competence_level")),
        sa.ForeignKeyConstraint(
            ["specification_id"],
            ["evaluation_specification.id"],
            name=op.f("fk_specification_competence_specification_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_specification_competence")),
        sa.UniqueConstraint(
            "specification_id",
            "position",
            name=op.f("uq_specification_competence_specification_id_position"),
        ),
        comment="能力要求 · What a specification asks for at a level (2.1)",
    )
    op.create_table(
        "specification_part",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("specification_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.SmallInteger(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "THEORY",
                "PRACTICE",
                "COURSE_EXAMINATION",
                "MODULE",
                name="part_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("weight", sa.SmallInteger(), nullable=False),
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
            "kind in ('THEORY', 'PRACTICE', 'MODULE')",
            name=op.f("ck_specification_part_kind_of_specification"),
        ),
        sa.CheckConstraint("position > 0", name=op.f("ck_specification_part_position")),
        sa.CheckConstraint("weight between 1 and 100", name=op.f("ck_specification_part_weight")),
        sa.ForeignKeyConstraint(
            ["specification_id"],
            ["evaluation_specification.id"],
            name=op.f("fk_specification_part_specification_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_specification_part")),
        sa.UniqueConstraint(
            "specification_id",
            "position",
            name=op.f("uq_specification_part_specification_id_position"),
        ),
        comment="评价规范科目 · Part of an evaluation specification (2.1)",
    )
    op.add_column("evaluation_specification", sa.Column("document_id", sa.Uuid(), nullable=True))
    op.add_column("evaluation_specification", sa.Column("predecessor_id", sa.Uuid(), nullable=True))
    op.add_column(
        "evaluation_specification",
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
    )
    op.add_column("evaluation_specification", sa.Column("examined_by_id", sa.Uuid(), nullable=True))
    op.add_column("evaluation_specification", sa.Column("examination", sa.Text(), nullable=True))
    op.add_column(
        "evaluation_specification",
        sa.Column("is_delegated", sa.Boolean(), server_default=sa.text("false"), nullable=False),
    )
    op.add_column("evaluation_specification", sa.Column("begins_on", sa.Date(), nullable=True))
    op.add_column("evaluation_specification", sa.Column("ended_by_id", sa.Uuid(), nullable=True))
    op.add_column(
        "evaluation_specification",
        sa.Column("refusals_checked_version", sa.Integer(), nullable=True),
    )
    op.add_column(
        "evaluation_specification", sa.Column("refusal_count", sa.Integer(), nullable=True)
    )
    op.create_index(
        op.f("ix_evaluation_specification_document_id"),
        "evaluation_specification",
        ["document_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_evaluation_specification_ended_by_id"),
        "evaluation_specification",
        ["ended_by_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_evaluation_specification_examined_by_id"),
        "evaluation_specification",
        ["examined_by_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_evaluation_specification_predecessor_id"),
        "evaluation_specification",
        ["predecessor_id"],
        unique=False,
    )
    op.create_index(
        "uq_evaluation_specification_successor",
        "evaluation_specification",
        ["predecessor_id"],
        unique=True,
        postgresql_where=sa.text("status = 'FILED'"),
    )
    op.create_foreign_key(
        op.f("fk_evaluation_specification_document_id"),
        "evaluation_specification",
        "document",
        ["document_id"],
        ["id"],
    )
    op.create_foreign_key(
        op.f("fk_evaluation_specification_ended_by_id"),
        "evaluation_specification",
        "standard",
        ["ended_by_id"],
        ["id"],
    )
    op.create_foreign_key(
        op.f("fk_evaluation_specification_examined_by_id"),
        "evaluation_specification",
        "account",
        ["examined_by_id"],
        ["id"],
    )
    op.create_foreign_key(
        op.f("fk_evaluation_specification_predecessor_id"),
        "evaluation_specification",
        "evaluation_specification",
        ["predecessor_id"],
        ["id"],
    )
    op.add_column("occupation", sa.Column("standard_known_on", sa.Date(), nullable=True))
    op.add_column("occupation", sa.Column("standard_known_source", sa.Text(), nullable=True))
    op.add_column("standard", sa.Column("ends_on", sa.Date(), nullable=True))
    op.create_index(
        op.f("ix_standard_edition_year_id"), "standard", ["edition_year", "id"], unique=False
    )
    op.create_check_constraint(op.f("ck_standard_ends_on"), "standard", "ends_on >= begins_on")
    _check_specifications()


def _check_specifications() -> None:
    """A specification that is filed has its first day: until now the day of the filing."""
    table = "evaluation_specification"
    op.execute("update evaluation_specification set begins_on = filed_on where status = 'FILED'")
    op.drop_constraint(op.f(f"ck_{table}_filed_on"), table)
    for name, condition in (
        ("filed_on", "status <> 'FILED' or filed_on is not null and begins_on is not null"),
        ("predecessor", "predecessor_id <> id"),
        ("refusal_count", "refusal_count >= 0"),
        ("refusals_checked", "(refusals_checked_version is null) = (refusal_count is null)"),
    ):
        op.create_check_constraint(op.f(f"ck_{table}_{name}"), table, condition)
