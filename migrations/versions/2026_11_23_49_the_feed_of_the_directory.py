"""The feed of the directory; a search is a function that asks its index alone."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_23_49"
down_revision = "2026_11_23_48"
branch_labels = None
depends_on = None

TOLD = """
create trigger tell_changed after insert on directory_change
  for each row execute function tell_changed('directory_change', 'id')
"""
# The agencies of before are the beginning of the feed.
BEGUN = """
insert into directory_change (number, agency_id, kind, changed_on, name, codes)
select row_number() over (order by listed_on, id), id,
  case status when 'REMOVED' then 'REMOVED' else 'ADDED' end, listed_on, name,
  array(select code from agency_code
        where agency_id = agency.id and valid_to is null order by code)
from agency
"""


# Its own settings: the planner takes an index over a function for as dear as the function, and
# would rather compute that for every row.
SEARCH = """
create function search_agencies(given text) returns setof uuid
stable strict parallel safe rows 500 language sql
set enable_seqscan = off set enable_indexscan = off as $$
  select agency_id from search_text
  where search_parts(words) @> search_needles(given)
    and (length(given) <= 3 or search_meets(words, given))
$$
"""


def upgrade() -> None:
    op.execute("alter function search_parts cost 100")
    op.execute(SEARCH)
    op.create_table(
        "directory_change",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("agency_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "ADDED",
                "CHANGED",
                "REMOVED",
                name="directory_change_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("changed_on", sa.Date(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("codes", sa.ARRAY(sa.Text()), nullable=False),
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
            ["agency_id"], ["agency.id"], name=op.f("fk_directory_change_agency_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_directory_change")),
        comment="目录变动 · Change of the directory, in order (3.3, 3.4)",
    )
    op.create_index("uq_directory_change_number", "directory_change", ["number"], unique=True)
    op.create_index(
        op.f("ix_directory_change_number_id"), "directory_change", ["number", "id"], unique=False
    )
    op.create_index(
        op.f("ix_directory_change_agency_id_number"),
        "directory_change",
        ["agency_id", "number"],
        unique=False,
    )
    op.execute(BEGUN)
    op.execute(TOLD)
