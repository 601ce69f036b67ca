"""暂停期间 A restoration or a removal ends what is suspended (3.3)."""

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import or_, select

from models import Agency, AgencyItem, AgencySuspension
from resolvers.candidate_facts import any_of
from resolvers.write.writing import Writing


async def end_suspensions(
    writing: Writing,
    agency: Agency,
    items: Sequence[AgencyItem] | None,
    on: date | None = None,
) -> list[UUID]:
    """The day before (before today if none is given) is the last; one that has not begun by then
    never does. Gives the decisions that had suspended. Without items: the whole agency, whose items
    stay as suspended as they are by themselves."""
    day = on or writing.today
    item_id = AgencySuspension.agency_item_id
    of_it = item_id.is_(None) if items is None else any_of(item_id, [item.id for item in items])
    is_open = or_(AgencySuspension.ends_on.is_(None), AgencySuspension.ends_on >= day)
    found = await writing.session.scalars(
        select(AgencySuspension).where(AgencySuspension.agency_id == agency.id, of_it, is_open)
    )
    decisions = []
    for row in found.all():
        row.ends_on = max(day, row.begins_on) - timedelta(days=1)
        decisions.append(row.decision_id)
    return decisions
