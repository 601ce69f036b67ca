"""What is raced: one object of every workflow that decides, in each state worth a race."""

from datetime import date, timedelta
from typing import Any

import models
from models.database import Database
from permissions.viewer import Viewer
from rules import vocabulary as words
from tests import rows
from tests.evaluated import City, evaluated, results
from tests.planned import Planning, planning, submitted
from tests.races.race import Races, Subject
from tests.register import Register

OF_AGENCY = "(select id from agency_decision where agency_id = $1)"
CLEARED = {
    "filing_application": (
        "delete from technical_assessment where application_id = $1",
        "delete from filing_round where application_id = $1",
    ),
    "evaluation_plan": ("delete from result_filing where plan_id = $1",),
    "agency": (
        "delete from agency_suspension where agency_id = $1",
        f"delete from agency_decision_item where decision_id in {OF_AGENCY}",
        "delete from agency_decision where agency_id = $1",
    ),
}
SUBMITTED = ", submitted_at = coalesce(submitted_at, register_now())"
CLOSABLE = ", answer = '已补装', answered_on = required_on"


async def races(database: Database, place: City) -> Races:
    """The objects, ready to be raced."""
    of, held = await planning(database, place), await evaluated(database, place)
    other = await planning(database, place)  # its agency is removed, and its code ends with that
    plan = await submitted(Register(database), of)
    await rows.write(database, *results(held, ("80", "80"), ("70", "90")))
    application = await _application(database, of)
    evaluation, rectification = _evaluation(of), _rectification(of)
    await rows.write(database, evaluation, rectification)
    number = plan["id"].removeprefix("EvaluationPlan:")
    made = Races(
        database,
        [
            _subject("institution", of, of.institution.id, "REGISTERED"),
            _subject("filing_application", of, application.id, "SUBMITTED", SUBMITTED),
            _subject("filing_application", of, application.id, "ACCEPTED", SUBMITTED),
            _subject("major_evaluation", of, evaluation.id, "REQUESTED"),
            _subject("rectification", of, rectification.id, "REQUIRED"),
            _subject("rectification", of, rectification.id, "ANSWERED", CLOSABLE),
            _subject("evaluation_plan", of, number, "SUBMITTED"),
            _subject("result_filing", held, held.filing.id, "SUBMITTED", SUBMITTED),
            _subject("agency", other, other.agency.id, "LISTED"),
        ],
    )
    await made.prepare()
    return made


def _subject(noun: str, of: Any, id_: Any, state: str, put: str = "") -> Subject:
    type_ = "".join(word.capitalize() for word in noun.split("_"))
    office = Viewer(words.Role.CENTER, account_id=of.school.account_id)
    return Subject(noun, type_, id_, state, of.school, office, put, CLEARED.get(noun, ()))


async def _application(database: Database, of: Planning) -> models.FilingApplication:
    made = rows.row(models.FilingApplication, institution_id=of.institution.id)
    await rows.write(database, made)
    return made


def _evaluation(of: Planning) -> models.MajorEvaluation:
    return rows.row(
        models.MajorEvaluation, institution_id=of.institution.id, major_id=of.major.id,
        occupation_id=of.item.occupation_id, highest_level=4,
        status=words.MajorEvaluationStatus.REQUESTED,
    )  # fmt: skip


def _rectification(of: Planning) -> models.Rectification:
    due: date = of.today + timedelta(days=30)
    return rows.row(
        models.Rectification, institution_id=of.institution.id, what="补齐监控录像",
        required_role=words.Role.CENTER, required_by_id=of.account.id, required_on=of.today,
        due_on=due,
    )  # fmt: skip
