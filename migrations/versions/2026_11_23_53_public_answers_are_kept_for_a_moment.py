"""Public answers are kept for a moment, and told when what they say has changed."""

from alembic import op

revision = "2026_11_23_53"
down_revision = "2026_11_23_52"
branch_labels = None
depends_on = None

TELL = """
create function tell_public_changed() returns trigger language plpgsql as $$
begin
  perform pg_notify('public_changed', tg_table_name);
  return null;
end $$
"""
EACH = """
create trigger tell_public_changed after insert or update or delete or truncate on {table}
  for each statement execute function tell_public_changed()
"""
TABLES = (
    "agency",
    "agency_code",
    "agency_decision",
    "agency_decision_item",
    "agency_item",
    "agency_suspension",
    "directory_change",
    "directory_entry",
    "directory_entry_item",
    "district",
    "evaluation_specification",
    "exclusion",
    "former_name",
    "institution",
    "occupation",
    "occupation_succession",
    "register_clock",
    "search_text",
    "specification_competence",
    "specification_part",
    "standard",
    "standard_trade",
    "trade",
)


def upgrade() -> None:
    op.execute(TELL)
    for table in TABLES:
        op.execute(EACH.format(table=table))
