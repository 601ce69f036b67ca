"""机构现状 What was decided of an agency and of its items, as the rules see it (3.3)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from models import Agency, AgencyItem, AgencySuspension
from rules.clause_3_3_agency import Standing, Suspension, status_on
from rules.vocabulary import AgencyStatus


@dataclass
class Standings:
    """Of one agency, and of each of its items that was ever suspended; `today` is the register's
    day."""

    today: date
    agency: Standing
    suspended: dict[UUID, list[Suspension]] = field(default_factory=dict)

    def of(self, item: AgencyItem) -> Standing:
        return Standing(tuple(self.suspended.get(item.id, ())), item.ended_on)

    @property
    def status(self) -> AgencyStatus:
        return status_on(self.agency, self.today)

    def statuses(self, items: Iterable[AgencyItem], on: date | None = None) -> list[AgencyStatus]:
        return [status_on(self.of(item), on or self.today) for item in items]


def standing_of(agency: Agency) -> Standing:
    """Of an agency whose suspensions are loaded."""
    of_it = [each for each in agency.suspensions if each.agency_item_id is None]
    suspended = tuple(Suspension(each.begins_on, each.ends_on) for each in of_it)
    return Standing(suspended, agency.removed_on)


async def standings(session: AsyncSession, agency: Agency) -> Standings:
    """In one statement."""
    found = await session.execute(
        select(
            func.register_today(),
            AgencySuspension.agency_item_id,
            AgencySuspension.begins_on,
            AgencySuspension.ends_on,
        )
        .select_from(Agency)
        .outerjoin(AgencySuspension, AgencySuspension.agency_id == Agency.id)
        .where(Agency.id == agency.id)
        .order_by(AgencySuspension.begins_on)
    )
    rows = found.all()
    suspended: dict[UUID | None, list[Suspension]] = defaultdict(list)
    for _, item_id, begins_on, ends_on in rows:
        if begins_on is not None:
            suspended[item_id].append(Suspension(begins_on, ends_on))
    of_agency = Standing(tuple(suspended.pop(None, ())), agency.removed_on)
    of_items = {key: each for key, each in suspended.items() if key is not None}
    return Standings(rows[0][0], of_agency, of_items)
