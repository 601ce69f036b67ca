"""Filing and assessment: from the application to the report to the ministry."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_23_4"
down_revision = "2026_11_23_3"
branch_labels = None
depends_on = None


def upgrade() -> None:
    create_evaluation_specification()
    create_major_evaluation()
    create_filing_application()
    create_filing_item()
    create_filing_item_major()
    create_filing_material()
    create_filing_report()
    create_ministry_report()
    create_technical_assessment()
    create_assessment_step()
    create_panel_member()
    create_expert_opinion()


def create_evaluation_specification() -> None:
    op.create_table(
        "evaluation_specification",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("institution_id", sa.Uuid(), nullable=False),
        sa.Column("occupation_id", sa.Uuid(), nullable=False),
        sa.Column("trade_id", sa.Uuid(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("edition", sa.Text(), nullable=False),
        sa.Column("level_from", sa.SmallInteger(), nullable=False),
        sa.Column("level_to", sa.SmallInteger(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "DRAFT",
                "SUBMITTED",
                "RETURNED",
                "EXAMINED",
                "FILED",
                "REFUSED",
                name="specification_status",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            server_default="DRAFT",
            nullable=False,
        ),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("filed_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
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
            "status <> 'FILED' or filed_on is not null",
            name=op.f("ck_evaluation_specification_filed_on"),
        ),
        sa.CheckConstraint(
            "1 <= level_to and level_to <= level_from and level_from <= 5",
            name=op.f("ck_evaluation_specification_levels"),
        ),
        sa.CheckConstraint("ends_on >= filed_on", name=op.f("ck_evaluation_specification_ends_on")),
        sa.ForeignKeyConstraint(
            ["institution_id"],
            ["institution.id"],
            name=op.f("fk_evaluation_specification_institution_id"),
        ),
        sa.ForeignKeyConstraint(
            ["occupation_id"],
            ["occupation.id"],
            name=op.f("fk_evaluation_specification_occupation_id"),
        ),
        sa.ForeignKeyConstraint(
            ["trade_id"], ["trade.id"], name=op.f("fk_evaluation_specification_trade_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evaluation_specification")),
        comment="评价规范 · Evaluation specification of a school's own (2.1)",
    )
    op.create_index(
        op.f("ix_evaluation_specification_created_at_id"),
        "evaluation_specification",
        ["created_at", "id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_evaluation_specification_institution_id_created_at_id"),
        "evaluation_specification",
        ["institution_id", "created_at", "id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_evaluation_specification_name_id"),
        "evaluation_specification",
        ["name", "id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_evaluation_specification_occupation_id"),
        "evaluation_specification",
        ["occupation_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_evaluation_specification_trade_id"),
        "evaluation_specification",
        ["trade_id"],
        unique=False,
    )


def create_major_evaluation() -> None:
    op.create_table(
        "major_evaluation",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("institution_id", sa.Uuid(), nullable=False),
        sa.Column("major_id", sa.Uuid(), nullable=False),
        sa.Column("occupation_id", sa.Uuid(), nullable=False),
        sa.Column("highest_level", sa.SmallInteger(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "REQUESTED",
                "OPENED",
                "PASSED",
                "NOT_PASSED",
                name="major_evaluation_status",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            server_default="REQUESTED",
            nullable=False,
        ),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("concluded_on", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
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
            "(status in ('PASSED', 'NOT_PASSED')) = (concluded_on is not null)",
            name=op.f("ck_major_evaluation_concluded_on"),
        ),
        sa.CheckConstraint(
            "highest_level between 1 and 5", name=op.f("ck_major_evaluation_highest_level")
        ),
        sa.CheckConstraint(
            "valid_to is null or valid_to >= concluded_on",
            name=op.f("ck_major_evaluation_validity"),
        ),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institution.id"], name=op.f("fk_major_evaluation_institution_id")
        ),
        sa.ForeignKeyConstraint(
            ["major_id"], ["major.id"], name=op.f("fk_major_evaluation_major_id")
        ),
        sa.ForeignKeyConstraint(
            ["occupation_id"], ["occupation.id"], name=op.f("fk_major_evaluation_occupation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_major_evaluation")),
        comment="专业评估论证 · Evaluation of a major for an occupation (1.2)",
    )
    op.create_index(
        op.f("ix_major_evaluation_created_at_id"),
        "major_evaluation",
        ["created_at", "id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_major_evaluation_institution_id_created_at_id"),
        "major_evaluation",
        ["institution_id", "created_at", "id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_major_evaluation_major_id_occupation_id"),
        "major_evaluation",
        ["major_id", "occupation_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_major_evaluation_occupation_id"),
        "major_evaluation",
        ["occupation_id"],
        unique=False,
    )


def create_filing_application() -> None:
    op.create_table(
        "filing_application",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("institution_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Text(), nullable=True),
        sa.Column(
            "status",
            sa.Enum(
                "DRAFT",
                "SUBMITTED",
                "RETURNED",
                "DECLINED",
                "ACCEPTED",
                "IN_ASSESSMENT",
                "ASSESSED",
                "CONSENTED",
                "REFUSED",
                "REPORTED_TO_MINISTRY",
                "MINISTRY_RETURNED",
                "FILED",
                "RECEIPT_ISSUED",
                "WITHDRAWN",
                name="filing_status",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            server_default="DRAFT",
            nullable=False,
        ),
        sa.Column(
            "scope",
            sa.Enum(
                "OWN_STUDENTS",
                "OTHER_SCHOOLS",
                name="agency_scope",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            server_default="OWN_STUDENTS",
            nullable=False,
        ),
        sa.Column(
            "declares_truthful", sa.Boolean(), server_default=sa.text("false"), nullable=False
        ),
        sa.Column(
            "declares_non_profit", sa.Boolean(), server_default=sa.text("false"), nullable=False
        ),
        sa.Column(
            "declares_accepting_supervision",
            sa.Boolean(),
            server_default=sa.text("false"),
            nullable=False,
        ),
        sa.Column("declared_by_id", sa.Uuid(), nullable=True),
        sa.Column("declared_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("refusals_checked_version", sa.Integer(), nullable=True),
        sa.Column("refusal_count", sa.Integer(), nullable=True),
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
            "status = 'DRAFT' or submitted_at is not null",
            name=op.f("ck_filing_application_submitted_at"),
        ),
        sa.CheckConstraint(
            "(declared_by_id is null) = (declared_at is null)",
            name=op.f("ck_filing_application_declared"),
        ),
        sa.CheckConstraint(
            "(refusals_checked_version is null) = (refusal_count is null)",
            name=op.f("ck_filing_application_refusals_checked"),
        ),
        sa.CheckConstraint("refusal_count >= 0", name=op.f("ck_filing_application_refusal_count")),
        sa.ForeignKeyConstraint(
            ["declared_by_id"], ["account.id"], name=op.f("fk_filing_application_declared_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["institution_id"],
            ["institution.id"],
            name=op.f("fk_filing_application_institution_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_filing_application")),
        sa.UniqueConstraint("number", name=op.f("uq_filing_application_number")),
        comment="备案申请 · Filing application of a school (3.1-3.3)",
    )
    op.create_index(
        op.f("ix_filing_application_created_at_id"),
        "filing_application",
        ["created_at", "id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_filing_application_declared_by_id"),
        "filing_application",
        ["declared_by_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_filing_application_institution_id_created_at_id"),
        "filing_application",
        ["institution_id", "created_at", "id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_filing_application_status_created_at_id"),
        "filing_application",
        ["status", "created_at", "id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_filing_application_updated_at_id"),
        "filing_application",
        ["updated_at", "id"],
        unique=False,
    )


def create_filing_item() -> None:
    op.create_table(
        "filing_item",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column("occupation_id", sa.Uuid(), nullable=False),
        sa.Column("trade_id", sa.Uuid(), nullable=True),
        sa.Column("level_from", sa.SmallInteger(), nullable=False),
        sa.Column("level_to", sa.SmallInteger(), nullable=False),
        sa.Column(
            "basis",
            sa.Enum(
                "NATIONAL_STANDARD",
                "EVALUATION_SPECIFICATION",
                name="basis",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("standard_id", sa.Uuid(), nullable=True),
        sa.Column("specification_id", sa.Uuid(), nullable=True),
        sa.Column(
            "method",
            sa.Enum(
                "RESULT_ASSESSMENT",
                "PROCESS_ASSESSMENT",
                name="evaluation_method",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "priority_reason",
            sa.Enum(
                "SOCIAL_EVALUATION_LACKING",
                "DUAL_CERTIFICATE_REFORM",
                "NONE",
                name="priority_reason",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            server_default="NONE",
            nullable=False,
        ),
        sa.Column("site_id", sa.Uuid(), nullable=True),
        sa.Column("is_passed", sa.Boolean(), nullable=True),
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
            "specification_id is null or basis = 'EVALUATION_SPECIFICATION'",
            name=op.f("ck_filing_item_specification_is_the_basis"),
        ),
        sa.CheckConstraint(
            "standard_id is null or basis = 'NATIONAL_STANDARD'",
            name=op.f("ck_filing_item_standard_is_the_basis"),
        ),
        sa.CheckConstraint(
            "1 <= level_to and level_to <= level_from and level_from <= 5",
            name=op.f("ck_filing_item_levels"),
        ),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["filing_application.id"],
            name=op.f("fk_filing_item_application_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["occupation_id"], ["occupation.id"], name=op.f("fk_filing_item_occupation_id")
        ),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_filing_item_site_id")),
        sa.ForeignKeyConstraint(
            ["specification_id"],
            ["evaluation_specification.id"],
            name=op.f("fk_filing_item_specification_id"),
        ),
        sa.ForeignKeyConstraint(
            ["standard_id"], ["standard.id"], name=op.f("fk_filing_item_standard_id")
        ),
        sa.ForeignKeyConstraint(["trade_id"], ["trade.id"], name=op.f("fk_filing_item_trade_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_filing_item")),
        comment="申请项目 · Item of a filing application (1.3, 2.1)",
    )
    op.create_index(
        op.f("ix_filing_item_application_id"), "filing_item", ["application_id"], unique=False
    )
    op.create_index(
        op.f("ix_filing_item_occupation_id"), "filing_item", ["occupation_id"], unique=False
    )
    op.create_index(op.f("ix_filing_item_site_id"), "filing_item", ["site_id"], unique=False)
    op.create_index(
        op.f("ix_filing_item_specification_id"), "filing_item", ["specification_id"], unique=False
    )
    op.create_index(
        op.f("ix_filing_item_standard_id"), "filing_item", ["standard_id"], unique=False
    )
    op.create_index(op.f("ix_filing_item_trade_id"), "filing_item", ["trade_id"], unique=False)


def create_filing_item_major() -> None:
    op.create_table(
        "filing_item_major",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("item_id", sa.Uuid(), nullable=False),
        sa.Column("major_id", sa.Uuid(), nullable=False),
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
            ["item_id"],
            ["filing_item.id"],
            name=op.f("fk_filing_item_major_item_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["major_id"], ["major.id"], name=op.f("fk_filing_item_major_major_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_filing_item_major")),
        sa.UniqueConstraint(
            "item_id", "major_id", name=op.f("uq_filing_item_major_item_id_major_id")
        ),
        comment="项目对应专业 · Major that an item serves (1.3.3)",
    )
    op.create_index(
        op.f("ix_filing_item_major_major_id"), "filing_item_major", ["major_id"], unique=False
    )


def create_filing_material() -> None:
    op.create_table(
        "filing_material",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "ESTABLISHMENT_APPROVAL",
                "LEGAL_PERSON_CERTIFICATE",
                "ENROLMENT_QUALIFICATION",
                "FINANCE_RULES",
                "MANAGEMENT_RULES",
                "CREDIT_RECORD",
                "EXPERIENCE_AND_DEMAND",
                "SITE_AND_EQUIPMENT",
                "STAFF_LIST",
                "QUALITY_CONTROL_RULES",
                "FEE_LIST",
                "CERTIFICATE_SAMPLE",
                name="material_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("document_id", sa.Uuid(), nullable=True),
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
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["filing_application.id"],
            name=op.f("fk_filing_material_application_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_filing_material_document_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_filing_material")),
        comment="申请材料 · Material of a filing application (3.1)",
    )
    op.create_index(
        op.f("ix_filing_material_application_id"),
        "filing_material",
        ["application_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_filing_material_document_id"), "filing_material", ["document_id"], unique=False
    )


def create_filing_report() -> None:
    op.create_table(
        "filing_report",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column(
            "authority",
            sa.Enum(
                "BUREAU",
                "COMMISSION",
                name="authority",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("round_number", sa.SmallInteger(), server_default=sa.text("1"), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "REPORTED",
                "CONSENTED",
                "REFUSED",
                "SENT_BACK",
                name="branch_status",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            server_default="REPORTED",
            nullable=False,
        ),
        sa.Column("reported_by_id", sa.Uuid(), nullable=False),
        sa.Column(
            "reported_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("register_now()"),
            nullable=False,
        ),
        sa.Column("decided_by_id", sa.Uuid(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
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
            "(status = 'REPORTED') = (decided_at is null)", name=op.f("ck_filing_report_decided")
        ),
        sa.CheckConstraint(
            "(decided_by_id is null) = (decided_at is null)",
            name=op.f("ck_filing_report_decided_by"),
        ),
        sa.CheckConstraint(
            "decided_by_id <> reported_by_id", name=op.f("ck_filing_report_two_accounts")
        ),
        sa.CheckConstraint("round_number > 0", name=op.f("ck_filing_report_round_number")),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["filing_application.id"],
            name=op.f("fk_filing_report_application_id"),
        ),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["account.id"], name=op.f("fk_filing_report_decided_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["reported_by_id"], ["account.id"], name=op.f("fk_filing_report_reported_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_filing_report")),
        sa.UniqueConstraint(
            "application_id",
            "authority",
            "round_number",
            name=op.f("uq_filing_report_application_id_authority_round_number"),
        ),
        comment="报送 · Report of an application to one authority, and its consent (3.3)",
    )
    op.create_index(
        op.f("ix_filing_report_decided_by_id"), "filing_report", ["decided_by_id"], unique=False
    )
    op.create_index(
        op.f("ix_filing_report_reported_by_id"), "filing_report", ["reported_by_id"], unique=False
    )
    op.create_index(
        op.f("ix_filing_report_status_reported_at_id"),
        "filing_report",
        ["status", "reported_at", "id"],
        unique=False,
    )


def create_ministry_report() -> None:
    op.create_table(
        "ministry_report",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column("round_number", sa.SmallInteger(), server_default=sa.text("1"), nullable=False),
        sa.Column("reported_on", sa.Date(), nullable=False),
        sa.Column("reported_by_id", sa.Uuid(), nullable=False),
        sa.Column(
            "outcome",
            sa.Enum(
                "FILED",
                "RETURNED",
                name="ministry_outcome",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("outcome_on", sa.Date(), nullable=True),
        sa.Column("reference", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
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
            "(outcome is null) = (outcome_on is null)", name=op.f("ck_ministry_report_outcome")
        ),
        sa.CheckConstraint("outcome_on >= reported_on", name=op.f("ck_ministry_report_outcome_on")),
        sa.CheckConstraint("round_number > 0", name=op.f("ck_ministry_report_round_number")),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["filing_application.id"],
            name=op.f("fk_ministry_report_application_id"),
        ),
        sa.ForeignKeyConstraint(
            ["reported_by_id"], ["account.id"], name=op.f("fk_ministry_report_reported_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ministry_report")),
        sa.UniqueConstraint(
            "application_id",
            "round_number",
            name=op.f("uq_ministry_report_application_id_round_number"),
        ),
        comment="报备 · Report to the ministry's center and its outcome (3.3)",
    )
    op.create_index(
        op.f("ix_ministry_report_reported_by_id"),
        "ministry_report",
        ["reported_by_id"],
        unique=False,
    )


def create_technical_assessment() -> None:
    op.create_table(
        "technical_assessment",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column("institution_id", sa.Uuid(), nullable=False),
        sa.Column("round_number", sa.SmallInteger(), server_default=sa.text("1"), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "OPENED",
                "PANEL_CONFIRMED",
                "CONCLUSION_PROPOSED",
                "CONCLUDED",
                name="assessment_status",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            server_default="OPENED",
            nullable=False,
        ),
        sa.Column(
            "conclusion",
            sa.Enum(
                "PASSED",
                "PASSED_IN_PART",
                "TO_BE_IMPROVED",
                "NOT_PASSED",
                name="assessment_conclusion",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("proposed_by_id", sa.Uuid(), nullable=True),
        sa.Column("confirmed_by_id", sa.Uuid(), nullable=True),
        sa.Column("concluded_on", sa.Date(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
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
            "due_on is null or conclusion is not null and conclusion = 'TO_BE_IMPROVED'",
            name=op.f("ck_technical_assessment_due_on"),
        ),
        sa.CheckConstraint(
            "status <> 'CONCLUDED' or conclusion is not null and confirmed_by_id is not null",
            name=op.f("ck_technical_assessment_concluded"),
        ),
        sa.CheckConstraint(
            "confirmed_by_id <> proposed_by_id", name=op.f("ck_technical_assessment_two_accounts")
        ),
        sa.CheckConstraint("round_number > 0", name=op.f("ck_technical_assessment_round_number")),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["filing_application.id"],
            name=op.f("fk_technical_assessment_application_id"),
        ),
        sa.ForeignKeyConstraint(
            ["confirmed_by_id"],
            ["account.id"],
            name=op.f("fk_technical_assessment_confirmed_by_id"),
        ),
        sa.ForeignKeyConstraint(
            ["institution_id"],
            ["institution.id"],
            name=op.f("fk_technical_assessment_institution_id"),
        ),
        sa.ForeignKeyConstraint(
            ["proposed_by_id"], ["account.id"], name=op.f("fk_technical_assessment_proposed_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_technical_assessment")),
        sa.UniqueConstraint(
            "application_id",
            "round_number",
            name=op.f("uq_technical_assessment_application_id_round_number"),
        ),
        comment="技术评估 · Technical assessment of an application (3.2)",
    )
    op.create_index(
        op.f("ix_technical_assessment_confirmed_by_id"),
        "technical_assessment",
        ["confirmed_by_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_technical_assessment_created_at_id"),
        "technical_assessment",
        ["created_at", "id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_technical_assessment_institution_id"),
        "technical_assessment",
        ["institution_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_technical_assessment_proposed_by_id"),
        "technical_assessment",
        ["proposed_by_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_technical_assessment_status_created_at_id"),
        "technical_assessment",
        ["status", "created_at", "id"],
        unique=False,
    )


def create_assessment_step() -> None:
    op.create_table(
        "assessment_step",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("assessment_id", sa.Uuid(), nullable=False),
        sa.Column(
            "method",
            sa.Enum(
                "DOCUMENT_REVIEW",
                "MATERIAL_VERIFICATION",
                "EXPERT_ARGUMENT",
                "QUESTIONING",
                "SITE_VISIT",
                name="assessment_method",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
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
            name=op.f("fk_assessment_step_assessment_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assessment_step")),
        sa.UniqueConstraint(
            "assessment_id",
            "method",
            "day",
            name=op.f("uq_assessment_step_assessment_id_method_day"),
        ),
        comment="评估方式 · Use of a method in a technical assessment (3.2)",
    )


def create_panel_member() -> None:
    op.create_table(
        "panel_member",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("assessment_id", sa.Uuid(), nullable=False),
        sa.Column("expert_id", sa.Uuid(), nullable=False),
        sa.Column("is_recused", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
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
            "is_recused = (reason is not null)", name=op.f("ck_panel_member_recused")
        ),
        sa.ForeignKeyConstraint(
            ["assessment_id"],
            ["technical_assessment.id"],
            name=op.f("fk_panel_member_assessment_id"),
        ),
        sa.ForeignKeyConstraint(
            ["expert_id"], ["expert.id"], name=op.f("fk_panel_member_expert_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_panel_member")),
        sa.UniqueConstraint(
            "assessment_id", "expert_id", name=op.f("uq_panel_member_assessment_id_expert_id")
        ),
        comment="评估专家组成员 · Expert on the panel of an assessment (3.2)",
    )
    op.create_index(
        op.f("ix_panel_member_expert_id_assessment_id"),
        "panel_member",
        ["expert_id", "assessment_id"],
        unique=False,
    )


def create_expert_opinion() -> None:
    op.create_table(
        "expert_opinion",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("assessment_id", sa.Uuid(), nullable=False),
        sa.Column("expert_id", sa.Uuid(), nullable=False),
        sa.Column(
            "condition",
            sa.Enum(
                "CONDITION_1_1_1",
                "CONDITION_1_1_2",
                "CONDITION_1_1_3",
                "CONDITION_1_1_4",
                "CONDITION_1_1_5",
                "CONDITION_1_1_6",
                name="condition_code",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "opinion",
            sa.Enum(
                "MET",
                "NOT_MET",
                name="opinion",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("reason", sa.Text(), nullable=True),
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
            "opinion = 'MET' or reason is not null", name=op.f("ck_expert_opinion_reason")
        ),
        sa.ForeignKeyConstraint(
            ["assessment_id", "expert_id"],
            ["panel_member.assessment_id", "panel_member.expert_id"],
            name="fk_expert_opinion_panel_member",
        ),
        sa.ForeignKeyConstraint(
            ["assessment_id"],
            ["technical_assessment.id"],
            name=op.f("fk_expert_opinion_assessment_id"),
        ),
        sa.ForeignKeyConstraint(
            ["expert_id"], ["expert.id"], name=op.f("fk_expert_opinion_expert_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_expert_opinion")),
        sa.UniqueConstraint(
            "assessment_id",
            "expert_id",
            "condition",
            name=op.f("uq_expert_opinion_assessment_id_expert_id_condition"),
        ),
        comment="专家意见 · Expert's opinion on a condition of 1.1 (3.2)",
    )
    op.create_index(
        op.f("ix_expert_opinion_expert_id"), "expert_opinion", ["expert_id"], unique=False
    )
