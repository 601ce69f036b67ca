"""The directory is searched by any part of a name."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_23_43"
down_revision = "2026_11_23_42"
branch_labels = None
depends_on = None

# What is looked for is read like what is kept: letters in their one form and small, words apart.
# The marks are named one by one: what a letter is depends on the locale, this does not.
MARKS = '!"#$%&()*+,./:;<=>?@[]^_`{|}~、。《》〈〉「」『』【】“”‘’·…—'
BLANKS = "U&'\\0009\\000A\\000D\\0027\\005C\\200B\\FEFF'"
SEARCH_WORDS = """
create function search_words(given text) returns text[]
immutable strict parallel safe language sql as $body$
  select coalesce(array_agg(word order by place), '{}')
  from unnest(string_to_array(
    translate(
      lower(normalize(given, NFKC)), '<marks>' || <blanks>, repeat(' ', 60)
    ), ' ')) with ordinality found(word, place)
  where word <> ''
$body$
"""
# The cost is what it says of the rows that are not asked by the index: they are never asked.
SEARCH_PARTS = """
create function search_parts(given text) returns text[]
immutable strict parallel safe cost 1000000 language sql as $$
  select coalesce(array_agg(distinct part collate "C"), '{}') from (
    select substr(word, place, length) as part
    from unnest(string_to_array(given, ' ')) word,
         generate_series(1, length(word)) place,
         generate_series(1, 3) length
    where place + length - 1 <= length(word)
  ) found
$$
"""
# A longer word is asked by its parts of three characters: they are rarer.
SEARCH_NEEDLES = """
create function search_needles(given text) returns text[]
immutable strict parallel safe language sql as $$
  select coalesce(array_agg(distinct part collate "C"), '{}') from (
    select substr(word, place, 3) as part
    from unnest(search_words(given)) word,
         generate_series(1, greatest(length(word) - 2, 1)) place
  ) found
$$
"""
SEARCH_MEETS = """
create function search_meets(words text, given text) returns boolean
immutable strict parallel safe language sql as $$
  select not exists (
    select from unnest(search_words(given)) word where length(word) > 3 and strpos(words, word) = 0
  )
$$
"""


def upgrade() -> None:
    for function in (SEARCH_WORDS, SEARCH_PARTS, SEARCH_NEEDLES, SEARCH_MEETS):
        op.execute(function.replace("<marks>", MARKS).replace("<blanks>", BLANKS))
    op.create_table(
        "search_text",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("agency_id", sa.Uuid(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
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
            ["agency_id"], ["agency.id"], name=op.f("fk_search_text_agency_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_text")),
        sa.UniqueConstraint("agency_id", name=op.f("uq_search_text_agency_id")),
        comment="检索文本 · Words under which an agency is found (3.4)",
    )
    op.create_index(
        "ix_search_text_words",
        "search_text",
        [sa.text("search_parts(words)")],
        postgresql_using="gin",
        postgresql_with={"fastupdate": "off"},
    )
