"""不良行为记录 Center, department or bureau record what a school has done (1.1.2)."""

from collections.abc import Mapping
from typing import Any

from models import Institution, Violation
from models.base import new_id
from resolvers.write.writing import Outcome, Ref, Writing
from rules.clause_1_1_supervision import check_closing_day, check_known_clause
from rules.entry import check_order_of_days, check_past, check_reason, check_text
from rules.finding import Findings


def check_facts(writing: Writing, given: Mapping[str, Any]) -> Findings:
    clause, happened_on = writing.clause, given["happened_on"]
    return (
        check_text(clause, given["description"], ("description",))
        + check_past(clause, happened_on, writing.today, ("happenedOn",))
        + check_known_clause(given.get("broken_clause"))
        + check_order_of_days(clause, happened_on, given.get("closed_on"), ("closedOn",))
    )


async def record(writing: Writing, given: Mapping[str, Any]) -> Outcome:
    institution = await writing.get(Institution, given["institution_id"], ("institutionId",))
    findings = writing.judge(check_facts(writing, given))
    row = Violation(
        id=new_id(),
        institution_id=institution.id,
        happened_on=given["happened_on"],
        description=given["description"],
        kind=given["kind"],
        source=given.get("source"),
        broken_clause=given.get("broken_clause"),
        is_public=given["is_public"],
        is_listing=given["is_listing"],
        closed_on=given.get("closed_on"),
        recorded_by_id=writing.viewer.account_id,
    )
    writing.add(row)
    writing.record("recordViolation", row, reason=given["description"])
    return {"violation": Ref.of(row), "findings": findings}


async def close(writing: Writing, given: Mapping[str, Any]) -> Outcome:
    """Its last day; from then on the years are counted after which it only warns."""
    row = await writing.lock(Violation, given)
    closed_on = given.get("closed_on") or writing.today
    findings = writing.judge(
        check_reason(writing.clause, given["reason"])
        + check_closing_day(closed_on, row.happened_on, writing.today),
        violation=Ref.of(row),
    )
    row.closed_on = closed_on
    writing.record("closeViolation", row, reason=given["reason"])
    return {"violation": Ref.of(row), "findings": findings}
