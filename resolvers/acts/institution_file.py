"""院校档案 A school keeps the records of its file: enrolment, and what it says of itself (1.1)."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from models import ConditionStatement, Institution, InstitutionEnrolment
from resolvers.write.writing import Outcome, Ref, Writing
from rules.entry import check_distinct, check_enrolments, check_text
from rules.finding import Findings


def check_entered(clause: str, given: Mapping[str, Any]) -> Findings:
    """Each year and each condition once; no statement is blank."""
    enrolled = [(stated["year"], stated["enrolled"]) for stated in given["enrolments"]]
    found = check_enrolments(clause, enrolled)
    conditions = [said["condition"] for said in given["statements"]]
    found += check_distinct(clause, conditions, ("statements",))
    for place, said in enumerate(given["statements"]):
        found += check_text(clause, said["text"], ("statements", place, "text"))
    return found


async def save(writing: Writing, given: Mapping[str, Any]) -> Outcome:
    """The whole records at once. They are the school's word: it stays verified as it is."""
    row = await writing.lock(Institution, given)
    findings = writing.judge(check_entered(writing.clause, given), institution=Ref.of(row))
    enrolments = {stated["year"]: stated["enrolled"] for stated in given["enrolments"]}
    await _keep(writing, InstitutionEnrolment, row, ("year", "enrolled"), enrolments)
    statements = {said["condition"]: said["text"].strip() for said in given["statements"]}
    await _keep(writing, ConditionStatement, row, ("condition", "text"), statements)
    row.updated_at = writing.now
    writing.record("saveInstitutionFile", row, institution_id=row.id)
    return {"institution": Ref.of(row), "findings": findings}


async def _keep(
    writing: Writing,
    model: type[Any],
    school: Institution,
    names: tuple[str, str],
    wanted: Mapping[Any, Any],
) -> None:
    """One row for each key, with its value: a row that is there is changed, not entered anew."""
    key, value = names
    left = dict(wanted)
    there = await writing.session.scalars(select(model).filter_by(institution_id=school.id))
    for row in there.all():
        if getattr(row, key) in left:
            setattr(row, value, left.pop(getattr(row, key)))
        else:
            await writing.session.delete(row)
    for of_key, of_value in left.items():
        writing.add(model(institution_id=school.id, **{key: of_key, value: of_value}))
