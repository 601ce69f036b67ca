"""A search reads its own words once, not once for every row that it may find."""

from alembic import op

revision = "2026_11_23_53"
down_revision = "2026_11_23_52"
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


def upgrade() -> None:
    op.execute(PATTERNS)
    op.execute(SEARCH)
    op.execute("drop function search_meets")
