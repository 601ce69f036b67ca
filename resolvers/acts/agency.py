"""评价机构 The center suspends, restores, reduces and removes; plans follow (3.3)."""

from collections.abc import Sequence
from uuid import UUID

from models import (
    Agency,
    AgencyDecision,
    AgencyDecisionItem,
    AgencyItem,
    AgencySuspension,
    Violation,
)
from resolvers.acts.agency_code import end_codes, reopen_codes
from resolvers.acts.agency_decision import (
    Deciding,
    Given,
    begin,
    decide,
    effective_day,
    named_items,
)
from resolvers.acts.agency_item import Ranges, give_up
from resolvers.acts.filing_end import end_those_of_agency, of_agency
from resolvers.acts.plan_stop import Changed, resume_plans, stop_plans
from resolvers.acts.suspension import end_suspensions
from resolvers.write.saving import find_all
from resolvers.write.writing import Outcome, Ref, Writing
from rules.clause_3_3_agency import (
    Standing,
    Suspension,
    check_items,
    check_reduction,
    check_restoration,
    check_suspension,
    check_until,
    is_restorable,
)
from rules.finding import Findings
from rules.level_range import levels_between
from rules.vocabulary import DecisionExtent, Level


async def suspend(writing: Writing, given: Given) -> Outcome:
    """The whole agency, or items of it; until a day, or until it is restored."""
    deciding = await begin(writing, "suspendAgency", given)
    items = await _wanted(deciding, given)
    until_on, begins_on = given.get("until_on"), effective_day(writing, given)
    findings = deciding.check_day(begins_on) + check_until(until_on, begins_on)
    if items is not None:
        statuses = deciding.statuses(items, begins_on)
        findings += check_items(statuses) + check_suspension(statuses)
    findings = deciding.judge(findings)
    decision = decide(deciding, given, until_on=until_on)
    blocked = Suspension(begins_on, until_on)
    await writing.session.flush()
    for item in [None] if items is None else items:
        writing.add(_suspension(decision, item, blocked))
    _name_all(deciding, decision, items)
    _move(deciding, given, items)
    changed = await stop_plans(writing, decision, deciding.agency)
    return _outcome(deciding, decision, findings, changed)


async def restore(writing: Writing, given: Given) -> Outcome:
    """From today it is in force again, and what was decided ahead of its day is taken back; what
    was stopped is resumed where it still can be held."""
    deciding = await begin(writing, "restoreAgency", given)
    items = await _wanted(deciding, given)
    findings = () if items is None else check_items(deciding.statuses(items))
    known = deciding.standings
    findings += check_restoration(
        _extent(items),
        known.status,
        is_restorable(known.agency, writing.today),
        [
            is_restorable(Standing(known.of(item).suspensions), writing.today)
            for item in items or ()
        ],
    )
    findings = deciding.judge(findings)
    decision = decide(deciding, given)
    ended = await end_suspensions(writing, deciding.agency, items)
    if items is None:
        ended += await _take_removal_back(writing, deciding.agency)
    _name_all(deciding, decision, items)
    _move(deciding, given, items)
    await writing.session.flush()
    changed = await resume_plans(writing, ended)
    return _outcome(deciding, decision, findings, changed)


async def reduce(writing: Writing, given: Given) -> Outcome:
    """Items keep fewer levels, or none: then they end. What they were stays with the decision."""
    deciding = await begin(writing, "reduceAgency", given)
    wanted = given["items"]
    items = await named_items(deciding, [one["item_id"] for one in wanted], ("items",), ("itemId",))
    left, from_day = [_levels_left(one) for one in wanted], effective_day(writing, given)
    findings = deciding.check_day(from_day)
    findings += check_items(deciding.statuses(items, from_day), ("items",))
    for place, (item, levels) in enumerate(zip(items, left, strict=True)):
        findings += check_reduction(_levels_of(item), levels, ("items", place))
    findings = deciding.judge(findings)
    decision = decide(deciding, given)
    await writing.session.flush()
    for item, levels in zip(items, left, strict=True):
        given_up = _levels_of(item) - levels
        for part in await give_up(writing, item, given_up, from_day, writing.today):
            writing.add(AgencyDecisionItem(decision_id=decision.id, **part.columns))
    _move(deciding, given, items)
    changed = await stop_plans(writing, decision, deciding.agency)
    return _outcome(deciding, decision, findings, changed)


async def remove(writing: Writing, given: Given) -> Outcome:
    """For good, from its day on: the school may apply again, and would be given another code."""
    await of_agency(writing, given["id"].of("Agency"))
    deciding = await begin(writing, "removeAgency", given)
    agency = deciding.agency
    violation_id = await _violation_id(deciding, given)
    removed_on = effective_day(writing, given)
    findings = deciding.judge(deciding.check_day(removed_on))
    decision = decide(deciding, given, violation_id=violation_id)
    agency.removed_on = removed_on
    _move(deciding, given, None)
    changed = await follow_end(writing, agency, decision)
    if removed_on == writing.today:
        await end_those_of_agency(writing, agency, given["reason"])
    return _outcome(deciding, decision, findings, changed)


async def follow_end(writing: Writing, agency: Agency, decision: AgencyDecision) -> Changed:
    """What follows from the end of an agency: from its day no suspension is open, no code in use,
    and what has not begun is stopped."""
    assert agency.removed_on is not None
    on = max(agency.removed_on, writing.today)
    await end_suspensions(writing, agency, None, on)
    await end_codes(writing, agency, on)
    await writing.session.flush()
    return await stop_plans(writing, decision, agency)


async def _take_removal_back(writing: Writing, agency: Agency) -> list[UUID]:
    """A removal whose day has not come never takes place; gives its decision. The codes that it
    would have ended go on."""
    removed_on, agency.removed_on = agency.removed_on, None
    if removed_on is None:
        return []
    await reopen_codes(writing, agency, removed_on)
    decisions = await writing.seen(
        AgencyDecision,
        lambda one: one.agency_id == agency.id,
        lambda one: one.act == "removeAgency",
        lambda one: one.effective_on == removed_on,
    )
    return [one.id for one in decisions]


async def _wanted(deciding: Deciding, given: Given) -> list[AgencyItem] | None:
    """The items named; None: the whole agency."""
    node_ids = given.get("item_ids")
    return None if node_ids is None else await named_items(deciding, node_ids)


async def _violation_id(deciding: Deciding, given: Given) -> UUID | None:
    """Of a violation of the agency's own school, where one is named."""
    writing, school = deciding.writing, deciding.agency.institution_id
    found = await find_all(
        writing,
        Violation,
        {("violationId",): given.get("violation_id")},
        lambda row: row.institution_id == school,
    )
    return next((row.id for row in found.values()), None)


def _extent(items: Sequence[AgencyItem] | None) -> DecisionExtent:
    return DecisionExtent.AGENCY if items is None else DecisionExtent.ITEMS


def _suspension(
    decision: AgencyDecision, item: AgencyItem | None, days: Suspension
) -> AgencySuspension:
    return AgencySuspension(
        agency_id=decision.agency_id,
        agency_item_id=item and item.id,
        decision_id=decision.id,
        begins_on=days.begins_on,
        ends_on=days.ends_on,
    )


def _levels_of(item: AgencyItem) -> frozenset[Level]:
    return levels_between(item.level_from, item.level_to)


def _levels_left(wanted: Given) -> frozenset[Level]:
    """The levels that stay; none ends the item. A range that runs the wrong way, or beyond the
    five levels, adds what no item has: it is no reduction."""
    lowest, highest = wanted.get("level_from"), wanted.get("level_to")
    if lowest is None or highest is None:
        return frozenset()
    is_range = 5 >= lowest >= highest >= 1
    return levels_between(lowest, highest) if is_range else frozenset(Level)


def _name_all(
    deciding: Deciding, decision: AgencyDecision, items: Sequence[AgencyItem] | None
) -> None:
    """Named, and of the same levels as before."""
    for item in items or ():
        levels = (item.level_from, item.level_to)
        same = Ranges(item.id, levels, levels, decision.effective_on)
        deciding.writing.add(AgencyDecisionItem(decision_id=decision.id, **same.columns))


def _move(deciding: Deciding, given: Given, items: Sequence[AgencyItem] | None) -> None:
    """The directory shows the decision, and the reason where it is public."""
    agency, extent = deciding.agency, _extent(items)
    if items is None:
        agency.reason = None if deciding.act == "restoreAgency" else given["reason"]
    agency.updated_at = deciding.writing.now  # the version rises also where only items change
    outcome = extent if deciding.act == "suspendAgency" else None
    deciding.writing.move(
        deciding.act, agency, outcome=outcome, reason=given["reason"], is_public=True
    )


def _outcome(
    deciding: Deciding, decision: AgencyDecision, findings: Findings, changed: Changed
) -> Outcome:
    return {
        **deciding.payload,
        "decision": Ref.of(decision),
        "stopped_plans": [Ref.of(plan) for plan in changed.stopped],
        "resumed_plans": [Ref.of(plan) for plan in changed.resumed],
        "findings": findings + changed.findings,
    }
