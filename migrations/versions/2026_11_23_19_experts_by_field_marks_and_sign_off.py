"""Experts by coded field, their conflicts and marks; opinions are signed off; items in question."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_23_19"
down_revision = "2026_11_23_18"
branch_labels = None
depends_on = None


CHECKS = (
    ("expert_opinion", "condition_or_item", "(condition is null) <> (item_id is null)"),
    ("technical_assessment", "improved", "(improvement is null) = (improved_on is null)"),
)
# What was proposed or concluded rests on opinions that stand.
SIGN_OFF = """
update panel_member set signed_off_at = register_now()
from technical_assessment
where technical_assessment.id = panel_member.assessment_id
  and technical_assessment.status in ('CONCLUSION_PROPOSED', 'CONCLUDED')
  and not panel_member.is_recused
"""


def upgrade() -> None:
    op.create_table(
        "expert_conflict",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("expert_id", sa.Uuid(), nullable=False),
        sa.Column("institution_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "EMPLOYMENT",
                "TEACHING",
                "FAMILY",
                "INTEREST",
                name="conflict_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("declared_by_id", sa.Uuid(), nullable=True),
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
            ["declared_by_id"], ["account.id"], name=op.f("fk_expert_conflict_declared_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["expert_id"], ["expert.id"], name=op.f("fk_expert_conflict_expert_id")
        ),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institution.id"], name=op.f("fk_expert_conflict_institution_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_expert_conflict")),
        sa.UniqueConstraint(
            "expert_id",
            "institution_id",
            "kind",
            name=op.f("uq_expert_conflict_expert_id_institution_id_kind"),
        ),
        comment="利益冲突 · Conflict of interest of an expert with a school (3.2)",
    )
    op.create_index(
        op.f("ix_expert_conflict_declared_by_id"),
        "expert_conflict",
        ["declared_by_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_expert_conflict_institution_id"),
        "expert_conflict",
        ["institution_id"],
        unique=False,
    )
    op.create_table(
        "expert_field",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("expert_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "OCCUPATION",
                "EVALUATION_MANAGEMENT",
                "VOCATIONAL_EDUCATION",
                "FINANCE",
                name="expert_field_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("occupation_id", sa.Uuid(), nullable=True),
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
            "(kind = 'OCCUPATION') = (occupation_id is not null)",
            name=op.f("ck_expert_field_occupation"),
        ),
        sa.ForeignKeyConstraint(
            ["expert_id"], ["expert.id"], name=op.f("fk_expert_field_expert_id")
        ),
        sa.ForeignKeyConstraint(
            ["occupation_id"], ["occupation.id"], name=op.f("fk_expert_field_occupation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_expert_field")),
        sa.UniqueConstraint(
            "expert_id",
            "kind",
            "occupation_id",
            name=op.f("uq_expert_field_expert_id_kind_occupation_id"),
            postgresql_nulls_not_distinct=True,
        ),
        comment="专家领域 · Field of an expert (3.2)",
    )
    op.create_index(
        op.f("ix_expert_field_occupation_id"), "expert_field", ["occupation_id"], unique=False
    )
    op.create_table(
        "filing_self_mark",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column("criterion_id", sa.Uuid(), nullable=False),
        sa.Column("marks", sa.SmallInteger(), nullable=True),
        sa.Column("is_fulfilled", sa.Boolean(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
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
            "(marks is null) <> (is_fulfilled is null)",
            name=op.f("ck_filing_self_mark_marks_or_veto"),
        ),
        sa.CheckConstraint("marks >= 0", name=op.f("ck_filing_self_mark_marks")),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["filing_application.id"],
            name=op.f("fk_filing_self_mark_application_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["criterion_id"],
            ["assessment_criterion.id"],
            name=op.f("fk_filing_self_mark_criterion_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_filing_self_mark")),
        sa.UniqueConstraint(
            "application_id",
            "criterion_id",
            name=op.f("uq_filing_self_mark_application_id_criterion_id"),
        ),
        comment="学校自评 · Mark of the school for itself by a criterion (3.2)",
    )
    op.create_index(
        op.f("ix_filing_self_mark_criterion_id"), "filing_self_mark", ["criterion_id"], unique=False
    )
    op.create_table(
        "assessment_item",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("assessment_id", sa.Uuid(), nullable=False),
        sa.Column("item_id", sa.Uuid(), nullable=False),
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
            ["assessment_id"],
            ["technical_assessment.id"],
            name=op.f("fk_assessment_item_assessment_id"),
        ),
        sa.ForeignKeyConstraint(
            ["item_id"], ["filing_item.id"], name=op.f("fk_assessment_item_item_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assessment_item")),
        sa.UniqueConstraint(
            "assessment_id", "item_id", name=op.f("uq_assessment_item_assessment_id_item_id")
        ),
        comment="评估项目 · Item in question in a round of assessment (3.2)",
    )
    op.create_index(
        op.f("ix_assessment_item_item_id"), "assessment_item", ["item_id"], unique=False
    )
    op.create_table(
        "expert_mark",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("assessment_id", sa.Uuid(), nullable=False),
        sa.Column("expert_id", sa.Uuid(), nullable=False),
        sa.Column("criterion_id", sa.Uuid(), nullable=False),
        sa.Column("marks", sa.SmallInteger(), nullable=True),
        sa.Column("is_fulfilled", sa.Boolean(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
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
            "(marks is null) <> (is_fulfilled is null)", name=op.f("ck_expert_mark_marks_or_veto")
        ),
        sa.CheckConstraint("marks >= 0", name=op.f("ck_expert_mark_marks")),
        sa.ForeignKeyConstraint(
            ["assessment_id", "expert_id"],
            ["panel_member.assessment_id", "panel_member.expert_id"],
            name="fk_expert_mark_panel_member",
        ),
        sa.ForeignKeyConstraint(
            ["assessment_id"],
            ["technical_assessment.id"],
            name=op.f("fk_expert_mark_assessment_id"),
        ),
        sa.ForeignKeyConstraint(
            ["criterion_id"], ["assessment_criterion.id"], name=op.f("fk_expert_mark_criterion_id")
        ),
        sa.ForeignKeyConstraint(
            ["expert_id"], ["expert.id"], name=op.f("fk_expert_mark_expert_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_expert_mark")),
        sa.UniqueConstraint(
            "assessment_id",
            "expert_id",
            "criterion_id",
            name=op.f("uq_expert_mark_assessment_id_expert_id_criterion_id"),
        ),
        comment="专家评分 · Expert's mark for a criterion (3.2)",
    )
    op.create_index(
        op.f("ix_expert_mark_criterion_id"), "expert_mark", ["criterion_id"], unique=False
    )
    op.create_index(op.f("ix_expert_mark_expert_id"), "expert_mark", ["expert_id"], unique=False)
    op.add_column(
        "assessment_step",
        sa.Column("participants", sa.ARRAY(sa.Text()), server_default="{}", nullable=False),
    )
    op.add_column("assessment_step", sa.Column("minutes", sa.Text(), nullable=True))
    op.add_column("assessment_step", sa.Column("minutes_document_id", sa.Uuid(), nullable=True))
    op.create_index(
        op.f("ix_assessment_step_minutes_document_id"),
        "assessment_step",
        ["minutes_document_id"],
        unique=False,
    )
    op.create_foreign_key(
        op.f("fk_assessment_step_minutes_document_id"),
        "assessment_step",
        "document",
        ["minutes_document_id"],
        ["id"],
    )
    op.add_column(
        "expert",
        sa.Column(
            "status",
            sa.Enum(
                "NOMINATED",
                "ENLISTED",
                "RETIRED",
                name="expert_status",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            server_default="ENLISTED",
            nullable=False,
        ),
    )
    op.add_column("expert_opinion", sa.Column("item_id", sa.Uuid(), nullable=True))
    op.alter_column(
        "expert_opinion", "condition", existing_type=sa.VARCHAR(length=40), nullable=True
    )
    op.create_index(op.f("ix_expert_opinion_item_id"), "expert_opinion", ["item_id"], unique=False)
    op.create_unique_constraint(
        op.f("uq_expert_opinion_assessment_id_expert_id_item_id"),
        "expert_opinion",
        ["assessment_id", "expert_id", "item_id"],
    )
    op.create_foreign_key(
        op.f("fk_expert_opinion_item_id"), "expert_opinion", "filing_item", ["item_id"], ["id"]
    )
    op.create_table_comment(
        "expert_opinion",
        "专家意见 · Expert's opinion on a condition of 1.1, or on an item (3.2)",
        existing_comment="专家意见 · Expert's opinion on a condition of 1.1 (3.2)",
        schema=None,
    )
    op.add_column(
        "panel_member", sa.Column("signed_off_at", sa.DateTime(timezone=True), nullable=True)
    )
    op.add_column("technical_assessment", sa.Column("criteria_id", sa.Uuid(), nullable=True))
    op.add_column("technical_assessment", sa.Column("deviation_reason", sa.Text(), nullable=True))
    op.add_column("technical_assessment", sa.Column("return_reason", sa.Text(), nullable=True))
    op.add_column("technical_assessment", sa.Column("improvement", sa.Text(), nullable=True))
    op.add_column("technical_assessment", sa.Column("improved_on", sa.Date(), nullable=True))
    op.create_index(
        op.f("ix_technical_assessment_criteria_id"),
        "technical_assessment",
        ["criteria_id"],
        unique=False,
    )
    op.create_foreign_key(
        op.f("fk_technical_assessment_criteria_id"),
        "technical_assessment",
        "assessment_criteria",
        ["criteria_id"],
        ["id"],
    )
    for table, name, condition in CHECKS:
        op.create_check_constraint(op.f(f"ck_{table}_{name}"), table, condition)
    op.execute(SIGN_OFF)
