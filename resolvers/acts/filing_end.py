"""终止备案申请 An application ends without a decision when nothing can come of it (3.3)."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from models import Agency, FilingApplication, Institution
from resolvers.acts.filing_report import begin
from resolvers.write.writing import Outcome, Ref, Writing
from rules.entry import check_reason
from rules.lifecycle import UNDER_WAY

ACT = "endFilingApplication"


async def end(writing: Writing, given: Mapping[str, Any]) -> Outcome:
    """By hand: of an agency whose term has run out meanwhile, or that was removed long ago."""
    row, _ = await begin(writing, ACT, given)
    shown = Ref.of(row)
    writing.judge(check_reason(writing.clause, given["reason"]), filing_application=shown)
    _end(writing, row, given["reason"])
    return {"filing_application": shown}


async def of_agency(writing: Writing, agency_id: UUID) -> list[FilingApplication]:
    """What would adjust the agency, locked: before the agency itself, as a receipt does."""
    return await _under_way(writing, lambda row: row.agency_id == agency_id)


async def of_school(writing: Writing, institution_id: UUID) -> list[FilingApplication]:
    """What a school has handed in, locked: before the school itself, as a submission does."""
    return await _under_way(writing, lambda row: row.institution_id == institution_id)


async def _under_way(writing: Writing, of: Any) -> list[FilingApplication]:
    return await writing.seen(
        FilingApplication, of, lambda row: row.status.in_(UNDER_WAY), lock=True
    )


async def end_those_of_agency(writing: Writing, agency: Agency, reason: str) -> None:
    for row in await of_agency(writing, agency.id):
        _end(writing, row, reason)


async def end_those_of_school(writing: Writing, school: Institution, reason: str) -> None:
    for row in await of_school(writing, school.id):
        _end(writing, row, reason)


def _end(writing: Writing, row: FilingApplication, reason: str) -> None:
    row.reason = reason
    writing.move(ACT, row, reason=reason)
