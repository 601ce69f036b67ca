"""Credentials of certificates, signed by their agencies."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_23_42"
down_revision = "2026_11_23_41"
branch_labels = None
depends_on = None


def upgrade() -> None:
    create_agency_key()
    op.add_column("certificate", sa.Column("credential_key_id", sa.Uuid(), nullable=True))
    op.add_column("certificate", sa.Column("credential_signature", sa.LargeBinary(), nullable=True))
    op.create_foreign_key(
        op.f("fk_certificate_credential_key_id"),
        "certificate",
        "agency_key",
        ["credential_key_id"],
        ["id"],
    )
    op.create_check_constraint(
        op.f("ck_certificate_credential"),
        "certificate",
        "(credential_key_id is null) = (credential_signature is null)"
        " and octet_length(credential_signature) = 64",
    )
    op.create_index(
        op.f("ix_certificate_credential_key_id"), "certificate", ["credential_key_id"], unique=False
    )


def create_agency_key() -> None:
    op.create_table(
        "agency_key",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("agency_code_id", sa.Uuid(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("private_key_sealed", sa.LargeBinary(), nullable=False),
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
        sa.CheckConstraint("octet_length(public_key) = 32", name=op.f("ck_agency_key_public_key")),
        sa.ForeignKeyConstraint(
            ["agency_code_id"], ["agency_code.id"], name=op.f("fk_agency_key_agency_code_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agency_key")),
        sa.UniqueConstraint(
            "agency_code_id", "address", name=op.f("uq_agency_key_agency_code_id_address")
        ),
        comment="机构签名密钥 · Key by which an agency signs credentials (4.4)",
    )
