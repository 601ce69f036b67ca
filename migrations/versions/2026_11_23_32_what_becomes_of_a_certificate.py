"""What becomes of a certificate."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_23_32"
down_revision = "2026_11_23_31"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "certificate_correction",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("certificate_id", sa.Uuid(), nullable=False),
        sa.Column("institution_id", sa.Uuid(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "REQUESTED",
                "CONSENTED",
                "REFUSED",
                name="correction_status",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            server_default="REQUESTED",
            nullable=False,
        ),
        sa.Column("name_before", sa.Text(), nullable=False),
        sa.Column("name_after", sa.Text(), nullable=False),
        sa.Column(
            "document_type_before",
            sa.Enum(
                "RESIDENT_IDENTITY_CARD",
                "RESIDENCE_PERMIT",
                "MAINLAND_TRAVEL_PERMIT",
                "PERMANENT_RESIDENCE_PERMIT",
                "PASSPORT",
                name="document_type_before",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "document_type_after",
            sa.Enum(
                "RESIDENT_IDENTITY_CARD",
                "RESIDENCE_PERMIT",
                "MAINLAND_TRAVEL_PERMIT",
                "PERMANENT_RESIDENCE_PERMIT",
                "PASSPORT",
                name="document_type_after",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("country_after", sa.Text(), nullable=True),
        sa.Column("identity_before_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("identity_after_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("request_reason", sa.Text(), nullable=False),
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
            "(status = 'REQUESTED') = (decided_at is null)",
            name=op.f("ck_certificate_correction_decided"),
        ),
        sa.CheckConstraint(
            "status <> 'REFUSED' or reason is not null",
            name=op.f("ck_certificate_correction_reason"),
        ),
        sa.ForeignKeyConstraint(
            ["certificate_id"],
            ["certificate.id"],
            name=op.f("fk_certificate_correction_certificate_id"),
        ),
        sa.ForeignKeyConstraint(
            ["institution_id"],
            ["institution.id"],
            name=op.f("fk_certificate_correction_institution_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certificate_correction")),
        comment="证书更正 · Correction of a certificate's face (4.4)",
    )
    op.create_index(
        op.f("ix_certificate_correction_certificate_id_created_at"),
        "certificate_correction",
        ["certificate_id", "created_at"],
        unique=False,
    )
    op.create_index(
        op.f("ix_certificate_correction_institution_id"),
        "certificate_correction",
        ["institution_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_certificate_correction_status_created_at_id"),
        "certificate_correction",
        ["status", "created_at", "id"],
        unique=False,
    )
    op.create_index(
        "uq_certificate_correction_open",
        "certificate_correction",
        ["certificate_id"],
        unique=True,
        postgresql_where=sa.text("status = 'REQUESTED'"),
    )
    op.create_table(
        "certificate_print",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("certificate_id", sa.Uuid(), nullable=False),
        sa.Column("institution_id", sa.Uuid(), nullable=False),
        sa.Column("print_number", sa.Text(), nullable=False),
        sa.Column("printed_on", sa.Date(), nullable=False),
        sa.Column(
            "cause",
            sa.Enum(
                "LOST",
                "DAMAGED",
                "CORRECTED",
                name="print_cause",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
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
        sa.CheckConstraint(
            "print_number ~ '^[A-Za-z0-9-]{1,32}$'", name=op.f("ck_certificate_print_print_number")
        ),
        sa.ForeignKeyConstraint(
            ["certificate_id"], ["certificate.id"], name=op.f("fk_certificate_print_certificate_id")
        ),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institution.id"], name=op.f("fk_certificate_print_institution_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certificate_print")),
        sa.UniqueConstraint(
            "institution_id",
            "print_number",
            name=op.f("uq_certificate_print_institution_id_print_number"),
        ),
        comment="证书补发 · Certificate printed again under its number (4.4)",
    )
    op.create_index(
        op.f("ix_certificate_print_certificate_id_printed_on"),
        "certificate_print",
        ["certificate_id", "printed_on"],
        unique=False,
    )
