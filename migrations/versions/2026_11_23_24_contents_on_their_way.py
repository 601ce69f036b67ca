"""Contents are uploaded, kept by digest, versioned, and tied to the conditions they prove."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_23_24"
down_revision = "2026_11_23_23"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "upload",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column(
            "purpose",
            sa.Enum(
                "DOCUMENT",
                "PHOTOGRAPH",
                name="upload_purpose",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("most_bytes", sa.BigInteger(), nullable=False),
        sa.Column("announced_size", sa.BigInteger(), nullable=True),
        sa.Column("announced_sha256", sa.LargeBinary(), nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("media_type", sa.Text(), nullable=True),
        sa.Column("sha256", sa.LargeBinary(), nullable=True),
        sa.Column("size", sa.BigInteger(), nullable=True),
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
            "num_nonnulls(received_at, media_type, sha256, size) in (0, 4)",
            name=op.f("ck_upload_received"),
        ),
        sa.CheckConstraint(
            "octet_length(announced_sha256) = 32", name=op.f("ck_upload_announced_sha256")
        ),
        sa.CheckConstraint("octet_length(sha256) = 32", name=op.f("ck_upload_sha256")),
        sa.CheckConstraint(
            "size > 0 and most_bytes > 0 and announced_size > 0", name=op.f("ck_upload_sizes")
        ),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_upload_account_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_upload")),
        comment="上传 · Content on its way into the register (3.1)",
    )
    op.create_index(
        op.f("ix_upload_account_id_created_at"),
        "upload",
        ["account_id", "created_at"],
        unique=False,
    )
    op.create_index(op.f("ix_upload_expires_at"), "upload", ["expires_at"], unique=False)
    op.create_index(op.f("ix_upload_sha256"), "upload", ["sha256"], unique=False)
    op.create_table(
        "document_evidence",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("document_id", sa.Uuid(), nullable=False),
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
            ["document_id"],
            ["document.id"],
            name=op.f("fk_document_evidence_document_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document_evidence")),
        sa.UniqueConstraint(
            "document_id", "condition", name=op.f("uq_document_evidence_document_id_condition")
        ),
        comment="证明关系 · Condition that a document proves (1.1)",
    )
    op.add_column("document", sa.Column("upload_id", sa.Uuid(), nullable=True))
    op.add_column(
        "document",
        sa.Column(
            "series_id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False
        ),
    )
    op.add_column(
        "document",
        sa.Column("version_number", sa.Integer(), server_default=sa.text("1"), nullable=False),
    )
    op.add_column("document", sa.Column("replaces_id", sa.Uuid(), nullable=True))
    op.drop_constraint(op.f("uq_document_stored_name"), "document", type_="unique")
    op.create_index(op.f("ix_document_sha256"), "document", ["sha256"], unique=False)
    op.create_unique_constraint(op.f("uq_document_replaces_id"), "document", ["replaces_id"])
    op.create_unique_constraint(
        op.f("uq_document_series_id_version_number"), "document", ["series_id", "version_number"]
    )
    op.create_unique_constraint(op.f("uq_document_upload_id"), "document", ["upload_id"])
    op.create_foreign_key(
        op.f("fk_document_upload_id"), "document", "upload", ["upload_id"], ["id"]
    )
    op.create_foreign_key(
        op.f("fk_document_replaces_id"), "document", "document", ["replaces_id"], ["id"]
    )
    op.drop_column("document", "stored_name")
    op.create_check_constraint(
        op.f("ck_document_version_number"),
        "document",
        "(replaces_id is null) = (version_number = 1)",
    )
