"""The clock: a rehearsal is moved forward, a register keeps the transaction's time."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_23_1"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "register_clock",
        sa.Column("is_only", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.Column("is_rehearsal", sa.Boolean(), nullable=False),
        sa.Column(
            "moved_by", sa.Interval(), server_default=sa.text("interval '0'"), nullable=False
        ),
        sa.CheckConstraint("is_only", name=op.f("ck_register_clock_one_row")),
        sa.CheckConstraint(
            "is_rehearsal or moved_by = interval '0'",
            name=op.f("ck_register_clock_moved_in_a_rehearsal"),
        ),
        sa.PrimaryKeyConstraint("is_only", name=op.f("pk_register_clock")),
        comment="登记时钟 The register's clock: one row; moved in a rehearsal only",
    )
    op.execute(KEEP)
    op.execute(KEEP_ROW)
    op.execute(KEEP_TABLE)
    op.execute(NOW)
    op.execute(TODAY)


KEEP = """
create function keep_register_clock() returns trigger language plpgsql as $$
begin
  if tg_op <> 'UPDATE' then
    raise exception 'The clock of a register is never removed' using errcode = 'check_violation';
  end if;
  if new.is_rehearsal is distinct from old.is_rehearsal then
    raise exception 'A register is a rehearsal from its creation, or never'
      using errcode = 'check_violation';
  end if;
  if new.moved_by < old.moved_by then
    raise exception 'The clock of a rehearsal is moved forward only'
      using errcode = 'check_violation';
  end if;
  return new;
end $$
"""

KEEP_ROW = """
create trigger keep_register_clock before update or delete on register_clock
  for each row execute function keep_register_clock()
"""

KEEP_TABLE = """
create trigger keep_register_clock_table before truncate on register_clock
  for each statement execute function keep_register_clock()
"""

NOW = """
create function register_now() returns timestamptz stable parallel safe language sql as $$
  select transaction_timestamp() + (select moved_by from register_clock)
$$
"""

# Shanghai has kept UTC+8 since 1991; by its name it has other offsets before 1992.
TODAY = """
create function register_today() returns date stable parallel safe language sql as $$
  select timezone(interval '8 hours', register_now())::date
$$
"""
