"""The register log: acts are added, never changed, never deleted."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_23_8"
down_revision = "2026_11_23_7"
branch_labels = None
depends_on = None


def upgrade() -> None:
    create_register_entry()
    op.execute(KEEP)
    op.execute(KEEP_ROWS)
    op.execute(KEEP_TABLE)


def create_register_entry() -> None:
    op.create_table(
        "register_entry",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("noun", sa.Text(), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("institution_id", sa.Uuid(), nullable=True),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("clause", sa.Text(), nullable=True),
        sa.Column(
            "role",
            sa.Enum(
                "PUBLIC",
                "SCHOOL",
                "DEPARTMENT",
                "COMMISSION",
                "CENTER",
                "BUREAU",
                "EXPERT",
                "SUPERVISOR",
                "ADMINISTRATOR",
                name="role",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.Column("before", sa.Text(), nullable=True),
        sa.Column("after", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("is_public", sa.Boolean(), server_default=sa.text("false"), nullable=False),
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
            ["account_id"], ["account.id"], name=op.f("fk_register_entry_account_id")
        ),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institution.id"], name=op.f("fk_register_entry_institution_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_register_entry")),
        comment="登记簿 · Register entry: an act, never changed, never deleted (3.3, 4.4)",
    )
    op.create_index(
        op.f("ix_register_entry_account_id"), "register_entry", ["account_id"], unique=False
    )
    op.create_index(
        op.f("ix_register_entry_created_at_id"),
        "register_entry",
        ["created_at", "id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_register_entry_institution_id_created_at_id"),
        "register_entry",
        ["institution_id", "created_at", "id"],
        unique=False,
    )
    op.create_index(
        "ix_register_entry_public",
        "register_entry",
        ["created_at", "id"],
        unique=False,
        postgresql_where=sa.text("is_public"),
    )
    op.create_index(
        op.f("ix_register_entry_subject_id_created_at_id"),
        "register_entry",
        ["subject_id", "created_at", "id"],
        unique=False,
    )


KEEP = """
create function keep_register_entries() returns trigger language plpgsql as $$
begin
  raise exception 'An entry of the register is never changed and never deleted'
    using errcode = 'check_violation';
end $$
"""

KEEP_ROWS = """
create trigger keep_register_entries before update or delete on register_entry
  for each row execute function keep_register_entries()
"""

KEEP_TABLE = """
create trigger keep_register_entries_table before truncate on register_entry
  for each statement execute function keep_register_entries()
"""
