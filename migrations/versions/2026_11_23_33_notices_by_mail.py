"""Notices by mail: the outbox, and the addresses of those who consent."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_23_33"
down_revision = "2026_11_23_32"
branch_labels = None
depends_on = None


def upgrade() -> None:
    create_mail()
    add_addresses()


def create_mail() -> None:
    op.create_table(
        "mail",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("notice_id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "WAITING",
                "SENT",
                "GIVEN_UP",
                name="mail_status",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            server_default="WAITING",
            nullable=False,
        ),
        sa.Column("attempts", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column(
            "queued_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("clock_timestamp()"),
            nullable=False,
        ),
        sa.Column(
            "due_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("clock_timestamp()"),
            nullable=False,
        ),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_error", sa.Text(), nullable=True),
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
            "(status = 'SENT') = (sent_at is not null)", name=op.f("ck_mail_sent_at")
        ),
        sa.CheckConstraint("attempts >= 0", name=op.f("ck_mail_attempts")),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_mail_account_id")),
        sa.ForeignKeyConstraint(["notice_id"], ["notice.id"], name=op.f("fk_mail_notice_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mail")),
        sa.UniqueConstraint("notice_id", "account_id", name=op.f("uq_mail_notice_id_account_id")),
        comment="待发邮件 · Mail of a notice to an account",
    )
    op.create_index(op.f("ix_mail_account_id"), "mail", ["account_id"], unique=False)
    op.create_index(
        "ix_mail_waiting",
        "mail",
        ["due_at", "id"],
        unique=False,
        postgresql_where=sa.text("status = 'WAITING'"),
    )


def add_addresses() -> None:
    op.add_column("account", sa.Column("mail_address_sealed", sa.LargeBinary(), nullable=True))
    op.add_column(
        "account", sa.Column("mail_consent_at", sa.DateTime(timezone=True), nullable=True)
    )
    op.create_check_constraint(
        op.f("ck_account_mail_consent"),
        "account",
        "(mail_address_sealed is null) = (mail_consent_at is null)",
    )
