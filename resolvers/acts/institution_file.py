"""院校档案 A school keeps the records of its file: enrolment, and what it says of itself (1.1)."""

from collections.abc import Mapping
from typing import Any

from models import ConditionStatement, InstitutionEnrolment
from resolvers.acts.institution import lock_own
from resolvers.write.saving import keep_exactly
from resolvers.write.writing import Outcome, Ref, Writing
from rules.entry import check_distinct, check_number, check_text
from rules.finding import Findings


def check_entered(clause: str, given: Mapping[str, Any]) -> Findings:
    """Each year and each condition once; no statement is blank."""
    years = [stated["year"] for stated in given["enrolments"]]
    found = check_distinct(clause, years, ("enrolments",))
    for place, stated in enumerate(given["enrolments"]):
        path = ("enrolments", place)
        found += check_number(clause, stated["year"], (*path, "year"), least=1900, most=9999)
        found += check_number(clause, stated["enrolled"], (*path, "enrolled"))
    conditions = [said["condition"] for said in given["statements"]]
    found += check_distinct(clause, conditions, ("statements",))
    for place, said in enumerate(given["statements"]):
        found += check_text(clause, said["text"], ("statements", place, "text"))
    return found


async def save(writing: Writing, given: Mapping[str, Any]) -> Outcome:
    """The whole records at once. They are the school's word: it stays verified as it is."""
    row = await lock_own(writing, given)
    findings = writing.judge(check_entered(writing.clause, given), institution=Ref.of(row))
    of_row = {"institution_id": row.id}
    await keep_exactly(writing, InstitutionEnrolment, of_row, _plain(given["enrolments"]))
    statements = [{**said, "text": said["text"].strip()} for said in _plain(given["statements"])]
    await keep_exactly(writing, ConditionStatement, of_row, statements)
    row.updated_at = writing.now
    writing.record("saveInstitutionFile", row, institution_id=row.id)
    return {"institution": Ref.of(row), "findings": findings}


def _plain(parts: Any) -> list[dict[str, Any]]:
    return [dict(part) for part in parts]
