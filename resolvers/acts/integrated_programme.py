"""贯通培养 A school keeps its integrated programmes, stage by stage (1.1.1, 1.2)."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import and_

from models import IntegratedProgramme, Major
from resolvers.write.saving import enter, find_all, own_row
from resolvers.write.writing import Outcome, Ref, Writing
from rules.entry import already_registered, check_number, check_text
from rules.finding import Findings

FACTS = (
    "partner_institution_name", "first_stage_level", "first_stage_years", "second_stage_level",
    "second_stage_years",
)  # fmt: skip
LONGEST = 10  # years of a stage


def check_facts(writing: Writing, given: Mapping[str, Any]) -> Findings:
    """The second stage leads as high as the first at least: 3 is above 4."""
    first = given["first_stage_level"]
    clause = writing.clause
    return (
        check_text(clause, given["partner_institution_name"], ("partnerInstitutionName",))
        + check_number(clause, first, ("firstStageLevel",), least=1, most=5)
        + check_number(
            clause,
            given["second_stage_level"],
            ("secondStageLevel",),
            least=1,
            most=max(1, min(first, 5)),
        )
        + check_number(
            clause, given["first_stage_years"], ("firstStageYears",), least=1, most=LONGEST
        )
        + check_number(
            clause, given["second_stage_years"], ("secondStageYears",), least=1, most=LONGEST
        )
    )


async def check_single(writing: Writing, row: IntegratedProgramme) -> Findings:
    """One programme leads from a major to a partner."""
    is_taken = await writing.exists(
        IntegratedProgramme,
        lambda other: and_(
            other.major_id == row.major_id,
            other.partner_institution_name == row.partner_institution_name,
            other.id != row.id,
        ),
    )
    return already_registered(writing.clause, ("partnerInstitutionName",)) if is_taken else ()


async def save(writing: Writing, given: Mapping[str, Any]) -> Outcome:
    row = await own_row(writing, IntegratedProgramme, given)
    findings = writing.judge(check_facts(writing, given), integrated_programme=Ref.of(row))
    majors = await find_all(writing, Major, {("majorId",): given["major_id"]})
    enter(writing, row, given, FACTS)
    row.major_id = majors["majorId",].id
    findings += writing.judge(await check_single(writing, row), integrated_programme=Ref.of(row))
    writing.record("saveIntegratedProgramme", row)
    return {"integrated_programme": Ref.of(row), "findings": findings}
