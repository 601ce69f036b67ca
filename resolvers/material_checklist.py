"""材料清单 Checklists: which one is in force on a day."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Date, and_, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from models import MaterialChecklist, MaterialChecklistLine
from permissions.declaration import Arguments, Related
from rules.clause_3_1_checklist import Required
from rules.vocabulary import ApplicationKind


def in_force(row: Any, day: Any) -> Any:
    """Both ends included."""
    return and_(row.begins_on <= day, or_(row.ends_on.is_(None), row.ends_on >= day))


def of_kind_on_day(row: Any, given: Arguments) -> Any:
    today = func.register_today(type_=Date)
    on = given.get("on")
    return and_(
        row.kind == given["kind"], in_force(row, today if on is None else func.coalesce(on, today))
    )


lines_in_order = Related(lambda line, row: line.checklist_id == row.id, order=("place",))


async def required_materials(
    session: AsyncSession, kind: ApplicationKind, day: date
) -> tuple[Required, ...]:
    """What an application of the kind must bring when it is submitted on the day."""
    line, whole = MaterialChecklistLine, MaterialChecklist
    asked = (
        select(line.material, line.is_per_item)
        .join(whole, whole.id == line.checklist_id)
        .where(whole.kind == kind, in_force(whole, day), line.is_required)
        .order_by(line.place)
    )
    return tuple(Required(*row) for row in await session.execute(asked))


async def beginnings(session: AsyncSession, kind: ApplicationKind) -> dict[UUID, date]:
    """The first days of all checklists of the kind, locked: their last days follow from them."""
    asked = select(MaterialChecklist.id, MaterialChecklist.begins_on)
    of_kind = asked.where(MaterialChecklist.kind == kind).with_for_update()
    found = await session.execute(of_kind)
    return {row.id: row.begins_on for row in found}
