"""考务人员配比 The center enters the ratio that a standard or specification sets (4.1)."""

from collections.abc import Mapping
from typing import Any

from models import StaffingRatio
from resolvers.acts.of_basis import check_only_one, row_of_basis
from resolvers.write.saving import enter
from resolvers.write.writing import Outcome, Ref, Writing
from rules.clause_4_1_sessions import StaffingRatio as Ratio
from rules.clause_4_1_sessions import check_ratio
from rules.entry import check_text

FACTS = (
    "candidates_per_invigilator",
    "invigilators_minimum",
    "candidates_per_assessor",
    "assessors_minimum",
    "source",
)


async def save(writing: Writing, given: Mapping[str, Any]) -> Outcome:
    """One for each basis: plans not yet filed are judged by it from now on."""
    row = await row_of_basis(writing, StaffingRatio, given)
    shown = {"staffing_ratio": Ref.of(row)}
    findings = check_text(writing.clause, given["source"], ("source",))
    findings += check_ratio(Ratio(*(given[name] for name in FACTS[:4])))
    findings += await check_only_one(writing, row)
    writing.judge(findings, **shown)
    enter(writing, row, given, FACTS)
    writing.add(row)
    writing.record("saveStaffingRatio", row)
    return {**shown, "findings": findings}
