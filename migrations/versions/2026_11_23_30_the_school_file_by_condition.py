"""A school's file by condition: enrolment of years, its own words, the material a document is."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_23_30"
down_revision = "2026_11_23_29"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "condition_statement",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("institution_id", sa.Uuid(), nullable=False),
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
        sa.Column("text", sa.Text(), nullable=False),
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
        sa.CheckConstraint("text <> ''", name=op.f("ck_condition_statement_text")),
        sa.ForeignKeyConstraint(
            ["institution_id"],
            ["institution.id"],
            name=op.f("fk_condition_statement_institution_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_condition_statement")),
        sa.UniqueConstraint(
            "institution_id",
            "condition",
            name=op.f("uq_condition_statement_institution_id_condition"),
        ),
        comment="条件自述 · What a school says of itself on a condition (1.1)",
    )
    op.create_table(
        "institution_enrolment",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("institution_id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("enrolled", sa.Integer(), nullable=False),
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
        sa.CheckConstraint("enrolled >= 0", name=op.f("ck_institution_enrolment_enrolled")),
        sa.CheckConstraint(
            "year between 1900 and 9999", name=op.f("ck_institution_enrolment_year")
        ),
        sa.ForeignKeyConstraint(
            ["institution_id"],
            ["institution.id"],
            name=op.f("fk_institution_enrolment_institution_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_institution_enrolment")),
        sa.UniqueConstraint(
            "institution_id", "year", name=op.f("uq_institution_enrolment_institution_id_year")
        ),
        comment="招生记录 · Enrolment of a year in a school's file (1.1.2)",
    )
    op.add_column(
        "document",
        sa.Column(
            "material",
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
                "TERM_REPORT",
                "CHANGE_EVIDENCE",
                "REDUCTION_STATEMENT",
                name="material_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
    )
