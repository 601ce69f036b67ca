"""Certificates: reports, faces, serials."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_23_7"
down_revision = "2026_11_23_6"
branch_labels = None
depends_on = None


def upgrade() -> None:
    create_certificate_report()
    create_certificate()
    create_certificate_counter()


def create_certificate_report() -> None:
    op.create_table(
        "certificate_report",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("agency_id", sa.Uuid(), nullable=False),
        sa.Column("institution_id", sa.Uuid(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "ISSUED",
                "REPORTED",
                "RETURNED",
                "PUBLISHED",
                name="certificate_status",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            server_default="REPORTED",
            nullable=False,
        ),
        sa.Column(
            "reported_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("register_now()"),
            nullable=False,
        ),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column(
            "is_due_provisional", sa.Boolean(), server_default=sa.text("false"), nullable=False
        ),
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
            "(status = 'REPORTED') = (decided_at is null)",
            name=op.f("ck_certificate_report_decided"),
        ),
        sa.CheckConstraint("status <> 'ISSUED'", name=op.f("ck_certificate_report_reported")),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_certificate_report_agency_id")
        ),
        sa.ForeignKeyConstraint(
            ["institution_id"],
            ["institution.id"],
            name=op.f("fk_certificate_report_institution_id"),
        ),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["evaluation_plan.id"], name=op.f("fk_certificate_report_plan_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certificate_report")),
        comment="证书报送 · Report of certificates to the center (4.4)",
    )
    op.create_index(
        op.f("ix_certificate_report_agency_id"), "certificate_report", ["agency_id"], unique=False
    )
    op.create_index(
        op.f("ix_certificate_report_institution_id"),
        "certificate_report",
        ["institution_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_certificate_report_plan_id"), "certificate_report", ["plan_id"], unique=False
    )
    op.create_index(
        op.f("ix_certificate_report_reported_at_id"),
        "certificate_report",
        ["reported_at", "id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_certificate_report_status_reported_at_id"),
        "certificate_report",
        ["status", "reported_at", "id"],
        unique=False,
    )


def create_certificate() -> None:
    op.create_table(
        "certificate",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("institution_id", sa.Uuid(), nullable=False),
        sa.Column("agency_id", sa.Uuid(), nullable=False),
        sa.Column("agency_code_id", sa.Uuid(), nullable=False),
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("candidate_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("occupation_id", sa.Uuid(), nullable=False),
        sa.Column("trade_id", sa.Uuid(), nullable=True),
        sa.Column("report_id", sa.Uuid(), nullable=True),
        sa.Column("level", sa.SmallInteger(), nullable=False),
        sa.Column("agency_name", sa.Text(), nullable=False),
        sa.Column("holder_name", sa.Text(), nullable=False),
        sa.Column(
            "document_type",
            sa.Enum(
                "RESIDENT_IDENTITY_CARD",
                "RESIDENCE_PERMIT",
                "MAINLAND_TRAVEL_PERMIT",
                "PERMANENT_RESIDENCE_PERMIT",
                "PASSPORT",
                name="document_type",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("identity_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("identity_index", sa.LargeBinary(), nullable=False),
        sa.Column("occupation_name", sa.Text(), nullable=False),
        sa.Column("trade_name", sa.Text(), server_default=sa.text("'--'"), nullable=False),
        sa.Column("level_name", sa.Text(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "ISSUED",
                "REPORTED",
                "RETURNED",
                "PUBLISHED",
                name="certificate_status",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            server_default="ISSUED",
            nullable=False,
        ),
        sa.Column("revoked_on", sa.Date(), nullable=True),
        sa.Column("cancelled_on", sa.Date(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("verification_token", sa.LargeBinary(), nullable=False),
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
        sa.CheckConstraint("number ~ '^[YS][0-9]{21}$'", name=op.f("ck_certificate_number")),
        sa.CheckConstraint(
            "status = 'ISSUED' or report_id is not null", name=op.f("ck_certificate_reported")
        ),
        sa.CheckConstraint("trade_name <> ''", name=op.f("ck_certificate_trade_name")),
        sa.CheckConstraint("level between 1 and 5", name=op.f("ck_certificate_level")),
        sa.CheckConstraint(
            "octet_length(verification_token) = 16", name=op.f("ck_certificate_verification_token")
        ),
        sa.CheckConstraint(
            "revoked_on >= issued_on and cancelled_on >= issued_on",
            name=op.f("ck_certificate_ended"),
        ),
        sa.CheckConstraint(
            "substr(number, 16, 1) = level::text", name=op.f("ck_certificate_level_in_the_number")
        ),
        sa.ForeignKeyConstraint(
            ["agency_code_id"], ["agency_code.id"], name=op.f("fk_certificate_agency_code_id")
        ),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_certificate_agency_id")
        ),
        sa.ForeignKeyConstraint(
            ["candidate_id"], ["candidate.id"], name=op.f("fk_certificate_candidate_id")
        ),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institution.id"], name=op.f("fk_certificate_institution_id")
        ),
        sa.ForeignKeyConstraint(
            ["occupation_id"], ["occupation.id"], name=op.f("fk_certificate_occupation_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_certificate_person_id")
        ),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["evaluation_plan.id"], name=op.f("fk_certificate_plan_id")
        ),
        sa.ForeignKeyConstraint(
            ["report_id"], ["certificate_report.id"], name=op.f("fk_certificate_report_id")
        ),
        sa.ForeignKeyConstraint(["trade_id"], ["trade.id"], name=op.f("fk_certificate_trade_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certificate")),
        sa.UniqueConstraint("candidate_id", name=op.f("uq_certificate_candidate_id")),
        sa.UniqueConstraint("number", name=op.f("uq_certificate_number")),
        sa.UniqueConstraint("verification_token", name=op.f("uq_certificate_verification_token")),
        comment="证书 · Certificate of a skill level (4.4)",
    )
    op.create_index(
        op.f("ix_certificate_agency_code_id"), "certificate", ["agency_code_id"], unique=False
    )
    op.create_index(
        op.f("ix_certificate_agency_id_issued_on"),
        "certificate",
        ["agency_id", "issued_on"],
        unique=False,
    )
    op.create_index(
        op.f("ix_certificate_created_at_id"), "certificate", ["created_at", "id"], unique=False
    )
    op.create_index(
        op.f("ix_certificate_holder_name_id"), "certificate", ["holder_name", "id"], unique=False
    )
    op.create_index(
        op.f("ix_certificate_holder_name_identity_index"),
        "certificate",
        ["holder_name", "identity_index"],
        unique=False,
    )
    op.create_index(
        op.f("ix_certificate_institution_id_number_id"),
        "certificate",
        ["institution_id", "number", "id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_certificate_issued_on_id"), "certificate", ["issued_on", "id"], unique=False
    )
    op.create_index(op.f("ix_certificate_number_id"), "certificate", ["number", "id"], unique=False)
    op.create_index(
        op.f("ix_certificate_occupation_id"), "certificate", ["occupation_id"], unique=False
    )
    op.create_index(
        op.f("ix_certificate_person_id_occupation_id_level"),
        "certificate",
        ["person_id", "occupation_id", "level"],
        unique=False,
    )
    op.create_index(op.f("ix_certificate_plan_id"), "certificate", ["plan_id"], unique=False)
    op.create_index(op.f("ix_certificate_report_id"), "certificate", ["report_id"], unique=False)
    op.create_index(op.f("ix_certificate_trade_id"), "certificate", ["trade_id"], unique=False)
    op.create_index(
        op.f("ix_certificate_updated_at_id"), "certificate", ["updated_at", "id"], unique=False
    )


def create_certificate_counter() -> None:
    op.create_table(
        "certificate_counter",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("agency_code_id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("level", sa.SmallInteger(), nullable=False),
        sa.Column("last", sa.Integer(), server_default=sa.text("0"), nullable=False),
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
        sa.CheckConstraint("last between 0 and 999999", name=op.f("ck_certificate_counter_last")),
        sa.CheckConstraint("level between 1 and 5", name=op.f("ck_certificate_counter_level")),
        sa.ForeignKeyConstraint(
            ["agency_code_id"],
            ["agency_code.id"],
            name=op.f("fk_certificate_counter_agency_code_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certificate_counter")),
        sa.UniqueConstraint(
            "agency_code_id",
            "year",
            "level",
            name=op.f("uq_certificate_counter_agency_code_id_year_level"),
        ),
        comment="证书流水号 · Last serial of an agency code, year and level (4.4)",
    )
