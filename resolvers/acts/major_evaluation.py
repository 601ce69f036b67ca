"""专业评估论证 The school asks, the center opens and concludes (1.2)."""

from collections.abc import Mapping
from typing import Any

from models import Institution, Major, MajorEvaluation, MajorOccupation, Occupation
from models.base import new_id
from resolvers.write.writing import Outcome, Ref, Writing
from rules.clause_1_2_candidates import MajorEvaluation as EvaluationFact
from rules.clause_1_2_candidates import check_evaluation_request
from rules.clause_1_3_items import Major as MajorFact
from rules.clause_1_3_items import check_levels, check_majors
from rules.entry import check_number, check_order_of_days, check_reason
from rules.finding import Findings
from rules.occupation import OccupationKey
from rules.vocabulary import Level, MajorEvaluationStatus


async def request(writing: Writing, given: Mapping[str, Any]) -> Outcome:
    """For one major of the own and one occupation that it matches, up to a level."""
    major = await writing.get(Major, given["major_id"], ("majorId",))
    occupation = await writing.get(Occupation, given["occupation_id"], ("occupationId",))
    level = given["highest_level"]
    writing.judge(check_number(writing.clause, level, ("highestLevel",), least=1, most=5))
    findings = await _check_request(writing, major, occupation, Level(level))
    writing.judge(findings)
    row = MajorEvaluation(
        id=new_id(),
        institution_id=major.institution_id,
        major_id=major.id,
        occupation_id=occupation.id,
        highest_level=level,
        status=MajorEvaluationStatus.REQUESTED,
    )
    writing.add(row)
    writing.record("requestMajorEvaluation", row)
    return {"major_evaluation": Ref.of(row), "findings": findings}


async def _check_request(
    writing: Writing, major: Major, occupation: Occupation, level: Level
) -> Findings:
    key = OccupationKey(occupation.edition, occupation.code)
    (school,) = await writing.seen(Institution, lambda row: row.id == major.institution_id)
    return (
        check_majors([await _fact(writing, major)], key, ("occupationId",))
        + check_levels([level], school.kind, [major.training_level], ("highestLevel",))
        + check_evaluation_request(
            await _known(writing, major, occupation), major.catalogue_code, key, ("occupationId",)
        )
    )


async def _fact(writing: Writing, major: Major) -> MajorFact:
    ties = await writing.seen(MajorOccupation, lambda tie: tie.major_id == major.id)
    matched = {tie.occupation_id for tie in ties}
    occupations = await writing.seen(Occupation, lambda row: row.id.in_(matched))
    keys = frozenset(OccupationKey(row.edition, row.code) for row in occupations)
    return MajorFact(major.catalogue_code, major.training_level, major.standing, keys)


async def _known(writing: Writing, major: Major, occupation: Occupation) -> list[EvaluationFact]:
    rows = await writing.seen(
        MajorEvaluation,
        lambda row: row.major_id == major.id,
        lambda row: row.occupation_id == occupation.id,
    )
    key = OccupationKey(occupation.edition, occupation.code)
    return [
        EvaluationFact(
            major.catalogue_code, key, Level(row.highest_level), row.status, row.valid_to
        )
        for row in rows
    ]


async def open_evaluation(writing: Writing, given: Mapping[str, Any]) -> Outcome:
    row = await writing.lock(MajorEvaluation, given)
    writing.may("openMajorEvaluation", row.status, major_evaluation=Ref.of(row))
    writing.move("openMajorEvaluation", row)
    return {"major_evaluation": Ref.of(row)}


async def conclude(writing: Writing, given: Mapping[str, Any]) -> Outcome:
    """Passed or not, with the reason; the level may be lower than what was asked for."""
    row = await writing.lock(MajorEvaluation, given)
    shown = Ref.of(row)
    writing.may("concludeMajorEvaluation", row.status, major_evaluation=shown)
    given_level, valid_to = given.get("highest_level"), given.get("valid_to")
    level = row.highest_level if given_level is None else given_level
    findings = check_reason(writing.clause, given["reason"])
    highest = row.highest_level
    findings += check_number(writing.clause, level, ("highestLevel",), least=highest, most=5)
    findings += check_order_of_days(writing.clause, writing.today, valid_to, ("validTo",))
    writing.judge(findings, major_evaluation=shown)
    outcome = MajorEvaluationStatus.PASSED
    if not given["is_passed"]:
        outcome = MajorEvaluationStatus.NOT_PASSED
    row.highest_level, row.valid_to, row.reason = level, valid_to, given["reason"]
    row.concluded_on = writing.today
    writing.move("concludeMajorEvaluation", row, outcome=outcome, reason=given["reason"])
    return {"major_evaluation": shown}
