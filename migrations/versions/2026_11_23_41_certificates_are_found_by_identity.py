"""Certificates are found by identity, and such look-ups are counted."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_23_41"
down_revision = "2026_11_23_40"
branch_labels = None
depends_on = None


def upgrade() -> None:
    create_identity_query()
    op.add_column("certificate", sa.Column("identity_end_index", sa.LargeBinary(), nullable=True))
    op.create_index(
        op.f("ix_certificate_identity_index"), "certificate", ["identity_index"], unique=False
    )
    op.create_index(
        "ix_certificate_without_identity_end",
        "certificate",
        ["id"],
        unique=False,
        postgresql_where=sa.text("identity_end_index is null"),
    )


def create_identity_query() -> None:
    op.create_table(
        "identity_query",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("identity_index", sa.LargeBinary(), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("asked", sa.Integer(), nullable=False),
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
        sa.CheckConstraint("asked > 0", name=op.f("ck_identity_query_asked")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_identity_query")),
        sa.UniqueConstraint("identity_index", name=op.f("uq_identity_query_identity_index")),
        comment="按证件号码的查询次数 · Look-ups by one identity number on a day (4.4)",
    )
    op.create_index(
        op.f("ix_identity_query_asked_on"), "identity_query", ["asked_on"], unique=False
    )
