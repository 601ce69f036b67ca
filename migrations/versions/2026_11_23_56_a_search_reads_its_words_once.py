"""A search reads its own words once, not once for every row that it may find; what the items of
an agency offer is kept beside its words."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_23_56"
down_revision = "2026_11_23_55"
branch_labels = None
depends_on = None

# Words keep no mark that `like` would take for a wildcard: `search_words` made them blanks.
PATTERNS = """
create function search_patterns(given text) returns text[]
immutable strict parallel safe language sql as $$
  select coalesce(array_agg('%' || word || '%'), '{}')
  from unnest(search_words(given)) word where length(word) > 3
$$
"""
# The subqueries are what makes it once.
SEARCH = """
create or replace function search_agencies(given text) returns setof uuid
stable strict parallel safe rows 500 language sql
set enable_seqscan = off set enable_indexscan = off as $$
  select agency_id from search_text
  where search_parts(words) @> (select search_needles(given))
    and words like all ((select search_patterns(given))::text[])
$$
"""
OFFERED = """
update search_text set occupation_ids = found.occupation_ids, levels = found.levels,
  methods = found.methods
from (
  select agency_id, array_agg(distinct occupation_id order by occupation_id) as occupation_ids,
    array_agg(distinct level order by level) as levels,
    array_agg(distinct method::text order by method::text) as methods
  from agency_item, generate_series(level_to::integer, level_from::integer) level
  group by agency_id
) found
where found.agency_id = search_text.agency_id
"""


def upgrade() -> None:
    op.execute(PATTERNS)
    op.execute(SEARCH)
    op.execute("drop function search_meets")
    for name, type_ in (
        ("occupation_ids", sa.Uuid()),
        ("levels", sa.Integer()),
        ("methods", sa.Text()),
    ):
        op.add_column(
            "search_text",
            sa.Column(name, sa.ARRAY(type_), server_default=sa.text("'{}'"), nullable=False),
        )
    op.execute(OFFERED)
