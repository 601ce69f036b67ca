"""What followers are told: that a row has changed.

A message names a table and a row. Equal ones of one transaction are told once, at its end.
"""

from alembic import op

revision = "2026_11_23_38"
down_revision = "2026_11_23_37"
branch_labels = None
depends_on = None

TELL = """
create function tell_changed() returns trigger language plpgsql as $$
begin
  if tg_level = 'STATEMENT' then
    perform pg_notify('row_changed', tg_argv[0] || ' ');
  else
    perform pg_notify('row_changed', tg_argv[0] || ' ' || (to_jsonb(new) ->> tg_argv[1]));
  end if;
  return null;
end $$
"""

EACH = """
create trigger tell_changed after insert or update on {table}
  for each row execute function tell_changed('{told}', '{key}')
"""
# Whose change is a change of which row: what is decided about it in tables beside its own.
ROWS = (
    ("filing_application", "filing_application", "id"),
    ("technical_assessment", "filing_application", "application_id"),
    ("filing_report", "filing_application", "application_id"),
    ("ministry_report", "filing_application", "application_id"),
    ("filing_receipt", "filing_application", "application_id"),
    ("evaluation_plan", "evaluation_plan", "id"),
    ("result_filing", "evaluation_plan", "plan_id"),
    ("certificate_report", "evaluation_plan", "plan_id"),
)
# Every act writes the register, and what waits for whom is read from the states.
TASKS = """
create trigger tell_changed after insert on register_entry
  for each statement execute function tell_changed('task')
"""


def upgrade() -> None:
    op.execute(TELL)
    for table, told, key in ROWS:
        op.execute(EACH.format(table=table, told=told, key=key))
    op.execute(TASKS)
