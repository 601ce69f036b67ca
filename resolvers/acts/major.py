"""专业 A school keeps its majors, with the occupations that they match (1.3.3)."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import and_

from models import Institution, Major, MajorOccupation, Occupation
from resolvers.occupation import is_an_occupation
from resolvers.write.saving import enter, find_all, keep_exactly, own_row
from resolvers.write.writing import Outcome, Ref, Writing
from rules.clause_1_3_items import check_major_code
from rules.entry import already_registered, check_distinct, check_number, check_text
from rules.finding import Findings
from rules.identifiers import Identifier, major_code
from rules.vocabulary import InstitutionStatus, Term

FACTS = ("name", "training_level", "standing", "expected_graduates", "is_active")


def check_facts(writing: Writing, given: Mapping[str, Any]) -> Findings:
    return (
        check_major_code(given["catalogue_code"], given["training_level"], ("catalogueCode",))
        + check_text(writing.clause, given["name"], ("name",))
        + check_number(writing.clause, given["expected_graduates"], ("expectedGraduates",))
        + check_distinct(writing.clause, given["occupation_ids"], ("occupationIds",))
    )


async def check_single(writing: Writing, row: Major) -> Findings:
    """A school enters a major once."""
    is_taken = await writing.exists(
        Major,
        lambda other: and_(
            other.institution_id == row.institution_id,
            other.catalogue_code == row.catalogue_code,
            other.name == row.name,
            other.id != row.id,
        ),
    )
    return already_registered(writing.clause, ("name",)) if is_taken else ()


async def save(writing: Writing, given: Mapping[str, Any]) -> Outcome:
    row = await own_row(writing, Major, given)
    findings = writing.judge(check_facts(writing, given), major=Ref.of(row))
    ids = {("occupationIds", place): node for place, node in enumerate(given["occupation_ids"])}
    occupations = await find_all(writing, Occupation, ids, is_an_occupation)
    before = words_of(row)
    enter(writing, row, given, FACTS)
    code = major_code(given["catalogue_code"])
    assert isinstance(code, Identifier)  # judged above
    row.catalogue_code = code.value
    findings += writing.judge(await check_single(writing, row), major=Ref.of(row))
    matched = [{"occupation_id": occupation.id} for occupation in occupations.values()]
    await keep_exactly(writing, MajorOccupation, {"major_id": row.id}, matched)
    writing.record("saveMajor", row)
    await tell_department(writing, row, before)
    return {"major": Ref.of(row), "findings": findings}


def words_of(row: Major) -> dict[str, str]:
    """What the department vouched for when it verified the school, in the field's words."""
    facts: dict[str, Any] = {
        "专业代码": row.catalogue_code,
        "培养层次": row.training_level,
        "专业地位": row.standing,
    }
    return {
        name: value.zh if isinstance(value, Term) else value
        for name, value in facts.items()
        if value is not None
    }


async def tell_department(writing: Writing, row: Major, before: Mapping[str, str]) -> None:
    """Levels and priority rest on these facts: once the school is verified, the history of the
    school, which the department reads, says what they were and what they are now."""
    school = await writing.session.get_one(Institution, row.institution_id)
    after = words_of(row)
    changed = [
        f"{name} {before.get(name, '—')} → {now}"
        for name, now in after.items()
        if before.get(name) != now
    ]
    if changed and school.status is InstitutionStatus.VERIFIED:
        said = f"专业“{row.name}”：{'；'.join(changed)}"
        writing.record(
            "saveMajor", school, before=school.status, institution_id=school.id, reason=said
        )
