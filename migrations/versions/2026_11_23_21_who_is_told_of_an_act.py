"""Who is told of an act."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_23_21"
down_revision = "2026_11_23_20"
branch_labels = None
depends_on = None

ROLES = (
    "PUBLIC", "SCHOOL", "DEPARTMENT", "COMMISSION", "CENTER", "BUREAU", "EXPERT", "SUPERVISOR",
    "ADMINISTRATOR",
)  # fmt: skip


def _role(name: str) -> sa.Enum:
    return sa.Enum(*ROLES, name=name, native_enum=False, create_constraint=True, length=40)


def upgrade() -> None:
    create_notice()
    create_notice_reading()
    create_notice_read()


def create_notice() -> None:
    op.create_table(
        "notice",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.Column("role", _role("role"), nullable=False),
        sa.Column("institution_id", sa.Uuid(), nullable=True),
        sa.Column("expert_id", sa.Uuid(), nullable=True),
        sa.Column("district_code", sa.Text(), nullable=True),
        sa.Column("noun", sa.Text(), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("clause", sa.Text(), nullable=True),
        sa.Column("by_role", _role("by_role"), nullable=False),
        sa.Column("before", sa.Text(), nullable=True),
        sa.Column("after", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("about_id", sa.Uuid(), nullable=True),
        sa.Column("school_name", sa.Text(), server_default=sa.text("''"), nullable=False),
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
            "(role = 'EXPERT') = (expert_id is not null)", name=op.f("ck_notice_expert")
        ),
        sa.CheckConstraint(
            "(role = 'SCHOOL') = (institution_id is not null)", name=op.f("ck_notice_school")
        ),
        sa.CheckConstraint(
            "role = 'SUPERVISOR' or district_code is null", name=op.f("ck_notice_supervisor")
        ),
        sa.ForeignKeyConstraint(["about_id"], ["institution.id"], name=op.f("fk_notice_about_id")),
        sa.ForeignKeyConstraint(
            ["district_code"], ["district.code"], name=op.f("fk_notice_district_code")
        ),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["register_entry.id"], name=op.f("fk_notice_entry_id")
        ),
        sa.ForeignKeyConstraint(["expert_id"], ["expert.id"], name=op.f("fk_notice_expert_id")),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institution.id"], name=op.f("fk_notice_institution_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice")),
        sa.UniqueConstraint(
            "entry_id",
            "role",
            "institution_id",
            "expert_id",
            "district_code",
            name="uq_notice_recipient",
            postgresql_nulls_not_distinct=True,
        ),
        comment="通知 · Notice: who is told of an act",
    )
    op.create_index(op.f("ix_notice_about_id"), "notice", ["about_id"], unique=False)
    op.create_index(op.f("ix_notice_created_at_id"), "notice", ["created_at", "id"], unique=False)
    op.create_index(op.f("ix_notice_district_code"), "notice", ["district_code"], unique=False)
    op.create_index(
        op.f("ix_notice_expert_id_created_at_id"),
        "notice",
        ["expert_id", "created_at", "id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_notice_institution_id_created_at_id"),
        "notice",
        ["institution_id", "created_at", "id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_notice_role_created_at_id"), "notice", ["role", "created_at", "id"], unique=False
    )


def create_notice_reading() -> None:
    op.create_table(
        "notice_reading",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("role", _role("role"), nullable=False),
        sa.Column("institution_id", sa.Uuid(), nullable=True),
        sa.Column("expert_id", sa.Uuid(), nullable=True),
        sa.Column("district_code", sa.Text(), nullable=True),
        sa.Column("read_until", sa.DateTime(timezone=True), nullable=False),
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
            ["account_id"], ["account.id"], name=op.f("fk_notice_reading_account_id")
        ),
        sa.ForeignKeyConstraint(
            ["district_code"], ["district.code"], name=op.f("fk_notice_reading_district_code")
        ),
        sa.ForeignKeyConstraint(
            ["expert_id"], ["expert.id"], name=op.f("fk_notice_reading_expert_id")
        ),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institution.id"], name=op.f("fk_notice_reading_institution_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice_reading")),
        sa.UniqueConstraint(
            "account_id",
            "role",
            "institution_id",
            "expert_id",
            "district_code",
            name="uq_notice_reading_recipient",
            postgresql_nulls_not_distinct=True,
        ),
        comment="通知阅读进度 · How far an account has read the notices of a role",
    )
    op.create_index(
        op.f("ix_notice_reading_district_code"), "notice_reading", ["district_code"], unique=False
    )
    op.create_index(
        op.f("ix_notice_reading_expert_id"), "notice_reading", ["expert_id"], unique=False
    )
    op.create_index(
        op.f("ix_notice_reading_institution_id"), "notice_reading", ["institution_id"], unique=False
    )


def create_notice_read() -> None:
    op.create_table(
        "notice_read",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("notice_id", sa.Uuid(), nullable=False),
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
            ["account_id"], ["account.id"], name=op.f("fk_notice_read_account_id")
        ),
        sa.ForeignKeyConstraint(
            ["notice_id"], ["notice.id"], name=op.f("fk_notice_read_notice_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice_read")),
        sa.UniqueConstraint(
            "account_id", "notice_id", name=op.f("uq_notice_read_account_id_notice_id")
        ),
        comment="已读通知 · Notice that an account has read",
    )
    op.create_index(op.f("ix_notice_read_notice_id"), "notice_read", ["notice_id"], unique=False)
