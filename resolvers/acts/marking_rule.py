"""评分规定 The center enters what a standard or specification says of marks (2.2)."""

from collections.abc import Mapping
from typing import Any

from models import MarkingRule
from resolvers.acts.of_basis import check_only_one, row_of_basis
from resolvers.write.saving import enter
from resolvers.write.writing import Outcome, Ref, Writing
from rules.clause_2_2_marking import MarkingRule as Rule
from rules.clause_2_2_marking import check_marking
from rules.entry import check_text

FACTS = (
    "theory_pass_mark",
    "practice_pass_mark",
    "module_pass_mark",
    "theory_weight",
    "practice_weight",
    "resit_months",
)


async def save(writing: Writing, given: Mapping[str, Any]) -> Outcome:
    """One for each basis: plans accepted from now on are marked by it."""
    row = await row_of_basis(writing, MarkingRule, given)
    shown = {"marking_rule": Ref.of(row)}
    findings = check_text(writing.clause, given["source"], ("source",))
    values: dict[str, Any] = {name: given.get(name) for name in FACTS}
    findings += check_marking(Rule(**values))
    findings += await check_only_one(writing, row)
    writing.judge(findings, **shown)
    enter(writing, row, given, (*FACTS, "source"))
    writing.add(row)
    writing.record("saveMarkingRule", row)
    return {**shown, "findings": findings}
