"""Of one agency the directory says one thing of a day: entries that are held true do not overlap.

A range of ids that holds one id alone is equal to another exactly where they overlap: so the
constraint needs no extension of the server.
"""

from alembic import op

revision = "2026_11_23_52"
down_revision = "2026_11_23_51"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("create type uuid_range as range (subtype = uuid)")
    # Deferred: an act writes the new entries beside the old ones before it cuts these.
    op.execute("""
        alter table directory_entry add constraint ex_directory_entry_days
        exclude using gist (
          uuid_range(agency_id, agency_id, '[]') with &&,
          daterange(begins_on, ends_on, '[]') with &&
        ) where (known_to is null)
        deferrable initially deferred
    """)
