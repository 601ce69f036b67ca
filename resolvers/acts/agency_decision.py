"""机构决定 What every decision on an agency has in common: the agency, the items, the row (3.3)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from models import Agency, AgencyDecision, AgencyItem
from models.base import new_id
from resolvers.agency_standing import Standings, standings
from resolvers.identity import NodeId
from resolvers.write.saving import find_all
from resolvers.write.writing import Ref, Writing
from rules.clause_3_3_agency import check_effective_day, last_day
from rules.entry import check_distinct, check_reason
from rules.finding import Findings, Path
from rules.vocabulary import AgencyStatus

Given = Mapping[str, Any]


@dataclass(frozen=True)
class Deciding:
    """One agency, locked, with what was decided of it so far."""

    writing: Writing
    act: str
    agency: Agency
    standings: Standings
    findings: Findings

    @property
    def payload(self) -> dict[str, Any]:
        return {"agency": Ref.of(self.agency)}

    def statuses(self, items: Sequence[AgencyItem], on: date | None = None) -> list[AgencyStatus]:
        """On the day; today if none."""
        return self.standings.statuses(items, on)

    def check_day(self, effective_on: date) -> Findings:
        last = last_day(self.standings.agency, self.agency.valid_to)
        return check_effective_day(effective_on, self.writing.today, last)

    def judge(self, findings: Findings) -> Findings:
        return self.writing.judge(self.findings + findings, **self.payload)


async def begin(writing: Writing, act: str, given: Given) -> Deciding:
    """The agency, locked: plans that are accepted at the same time wait for the decision."""
    agency = await writing.lock(Agency, given)
    known = await standings(writing.session, agency)
    # A suspension may have begun, or ended, by itself since the last decision.
    agency.status = known.status
    writing.may(act, agency.status, agency=Ref.of(agency))
    reason = check_reason(writing.clause, given["reason"])
    return Deciding(writing, act, agency, known, reason)


async def named_items(
    deciding: Deciding, node_ids: Sequence[NodeId], path: Path = ("itemIds",), leaf: Path = ()
) -> list[AgencyItem]:
    """The items of the agency in the order of their ids, each named once."""
    writing, agency_id = deciding.writing, deciding.agency.id
    repeated = check_distinct(writing.clause, [id_.value for id_ in node_ids], path)
    writing.judge(repeated, **deciding.payload)
    wanted = {(*path, place, *leaf): node_id for place, node_id in enumerate(node_ids)}
    found = await find_all(writing, AgencyItem, wanted, lambda item: item.agency_id == agency_id)
    return list(found.values())


def effective_day(writing: Writing, given: Given) -> date:
    """From when the decision holds."""
    return given.get("effective_on") or writing.today


def decide(
    deciding: Deciding,
    given: Given,
    *,
    until_on: date | None = None,
    violation_id: UUID | None = None,
) -> AgencyDecision:
    """The row of the decision, good from its day, or from today."""
    writing, agency = deciding.writing, deciding.agency
    decision = AgencyDecision(
        id=new_id(),
        agency_id=agency.id,
        institution_id=agency.institution_id,
        act=deciding.act,
        clause=writing.clause,
        decided_on=writing.today,
        effective_on=effective_day(writing, given),
        until_on=until_on,
        reason=given["reason"],
        is_public=given["is_reason_public"],
        violation_id=violation_id,
        account_id=writing.viewer.account_id,
    )
    writing.add(decision)
    return decision
