"""计划变更 The sessions of a plan in words, and how a change differs from what was filed (4.2)."""

import json
from collections import defaultdict
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Text, cast, select
from sqlalchemy.ext.asyncio import AsyncSession

from models import PlanPart, PlanSession, PlanStaff, Room, Site
from permissions.declaration import Asked, Batch, Related
from resolvers.plan_session_facts import FIELDS
from rules.filing_round import FORM, changes_between
from rules.working_days import SHANGHAI

Document = dict[str, Any]


async def sessions_in_words(session: AsyncSession, plan_id: UUID) -> Document:
    """The sessions in the order of their beginning; staff by id: the words outlive a person's
    wish to be forgotten."""
    staff = await _staff(session, plan_id)
    found = await session.execute(
        select(
            PlanSession.id, PlanPart.name, Site.name, Room.name, PlanSession.starts_at,
            PlanSession.ends_at,
        )
        .join(PlanPart, PlanPart.id == PlanSession.part_id)
        .join(Site, Site.id == PlanSession.site_id)
        .join(Room, Room.id == PlanSession.room_id)
        .where(PlanSession.plan_id == plan_id)
        .order_by(PlanSession.starts_at, PlanSession.id)
    )  # fmt: skip
    return {
        "form": FORM,
        "sessions": [
            {
                "sessionId": f"PlanSession:{own}",
                "part": part,
                "roomId": f"{site} {room}",
                "startsAt": starts_at.astimezone(SHANGHAI).isoformat(),
                "endsAt": ends_at.astimezone(SHANGHAI).isoformat(),
                **{name: staff[own, name] for name in FIELDS.values()},
            }
            for own, part, site, room, starts_at, ends_at in found
        ],
    }


async def _staff(session: AsyncSession, plan_id: UUID) -> dict[tuple[UUID, str], list[str]]:
    found = await session.execute(
        select(PlanStaff.session_id, PlanStaff.duty, PlanStaff.staff_member_id)
        .join(PlanSession, PlanSession.id == PlanStaff.session_id)
        .where(PlanSession.plan_id == plan_id)
        .order_by(PlanStaff.staff_member_id)
    )
    staff: dict[tuple[UUID, str], list[str]] = defaultdict(list)
    for session_id, duty, member in found:
        staff[session_id, FIELDS[duty]].append(f"StaffMember:{member}")
    return staff


def _text_of(column: str) -> Any:
    def of_row(row: Any) -> Any:
        return cast(getattr(row, column), Text)

    return of_row


async def _differences(rows: Sequence[tuple[str, str]], asked: Asked) -> list[list[Document]]:
    return [
        [
            {
                "path": [str(step) for step in change.path],
                "kind": change.kind,
                "before": change.before,
                "after": change.after,
            }
            for change in changes_between(json.loads(before), json.loads(after))
        ]
        for before, after in rows
    ]


differences = Batch(_differences, (_text_of("content_before"), _text_of("content_after")))


def _of_plan(change: Any, plan: Any) -> Any:
    return change.plan_id == plan.id


changes_in_order = Related(_of_plan, order=("created_at",))
