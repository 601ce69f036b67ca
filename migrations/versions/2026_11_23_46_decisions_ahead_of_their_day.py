"""What is decided of an agency may hold from a day to come: the days say so, not the state."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_23_46"
down_revision = "2026_11_23_45"
branch_labels = None
depends_on = None


# An end that is still to come has not taken place: a removal that is taken back takes it along.
KEEP = """
create or replace function keep_agency_codes() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' then
    if (new.code, new.category, new.scope, new.agency_id, new.valid_from)
      is not distinct from (old.code, old.category, old.scope, old.agency_id, old.valid_from)
      and (old.valid_to is null or old.valid_to > register_today()
        or new.valid_to is not distinct from old.valid_to)
    then
      return new;
    end if;
  end if;
  raise exception 'An agency code is ended once, never changed and never deleted'
    using errcode = 'check_violation';
end $$
"""


def upgrade() -> None:
    op.execute(KEEP)
    op.drop_constraint(op.f("ck_agency_removed_on"), "agency")
    op.create_check_constraint(
        op.f("ck_agency_removed_on"), "agency", "status <> 'REMOVED' or removed_on is not null"
    )
    op.drop_index("uq_agency_institution_id", "agency")
    op.create_index(
        "uq_agency_institution_id",
        "agency",
        ["institution_id"],
        unique=True,
        postgresql_where=sa.text("removed_on is null"),
    )
