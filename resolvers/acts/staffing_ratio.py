"""考务人员配比 The center enters the ratio that a standard or specification sets (4.1)."""

from collections.abc import Mapping
from typing import Any

from models import EvaluationSpecification, StaffingRatio, Standard
from models.base import new_id
from resolvers.write.saving import enter, find_all
from resolvers.write.writing import Outcome, Ref, Writing
from rules.clause_4_1_sessions import StaffingRatio as Ratio
from rules.clause_4_1_sessions import check_ratio
from rules.entry import already_registered, check_text

FACTS = (
    "candidates_per_invigilator",
    "invigilators_minimum",
    "candidates_per_assessor",
    "assessors_minimum",
    "source",
)


async def save(writing: Writing, given: Mapping[str, Any]) -> Outcome:
    """One for each basis: plans not yet filed are judged by it from now on."""
    row = await _row(writing, given)
    shown = {"staffing_ratio": Ref.of(row)}
    await _name_basis(writing, row, given["of"])
    findings = check_text(writing.clause, given["source"], ("source",))
    findings += check_ratio(Ratio(*(given[name] for name in FACTS[:4])))
    if await _is_taken(writing, row):
        findings += already_registered(writing.clause, ("of",))
    writing.judge(findings, **shown)
    enter(writing, row, given, FACTS)
    writing.add(row)
    writing.record("saveStaffingRatio", row)
    return {**shown, "findings": findings}


async def _row(writing: Writing, given: Mapping[str, Any]) -> StaffingRatio:
    if given.get("id") is None:
        return StaffingRatio(id=new_id())
    return await writing.lock(StaffingRatio, given)


async def _name_basis(writing: Writing, row: StaffingRatio, of: Mapping[str, Any]) -> None:
    standards = await find_all(writing, Standard, {("of", "standardId"): of.get("standard_id")})
    specifications = await find_all(
        writing, EvaluationSpecification, {("of", "specificationId"): of.get("specification_id")}
    )
    row.standard_id = next((each.id for each in standards.values()), None)
    row.specification_id = next((each.id for each in specifications.values()), None)


async def _is_taken(writing: Writing, row: StaffingRatio) -> bool:
    column, value = (
        ("standard_id", row.standard_id)
        if row.standard_id is not None
        else ("specification_id", row.specification_id)
    )
    return await writing.exists(
        StaffingRatio, lambda other: (getattr(other, column) == value) & (other.id != row.id)
    )
