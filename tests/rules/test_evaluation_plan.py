"""评价计划: one plan judged by all clauses that speak of it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from rules.clause_1_1_institution import Site
from rules.clause_1_2_candidates import Enrolment, MajorEvaluation
from rules.clause_2_2_methods import Part
from rules.clause_3_3_filing import Validity
from rules.clause_4_1_plan import FiledItem, HeldCertificate
from rules.clause_4_1_sessions import Session
from rules.clause_4_1_staff import Card
from rules.evaluation_plan import (
    Appointment,
    PlanFacts,
    PlannedCandidate,
    Target,
    check_eligibility,
    check_plan,
)
from rules.finding import FindingCode
from rules.occupation import OccupationKey
from rules.vocabulary import (
    AgencyStatus,
    EvaluationMethod,
    Level,
    MajorEvaluationStatus,
    PartKind,
    StaffDuty,
    TrainingLevel,
)
from rules.working_days import SHANGHAI
from tests.rules.asked import codes

NINE = datetime(2027, 5, 10, 9, tzinfo=SHANGHAI)
HOUR = timedelta(hours=1)
FILED_AT = NINE - timedelta(days=10)
LATHE = OccupationKey(2022, "6-18-01-01")
WIDE = Validity(date(2026, 9, 1), date(2029, 8, 31))
PERSON = PlannedCandidate(
    "Candidate:1", "p", "m", Enrolment(True, TrainingLevel.COLLEGE, date(2027, 6, 30)), "机电2301"
)
ASSESSOR = Appointment(1, "assessorIds", StaffDuty.ASSESSOR, frozenset({StaffDuty.ASSESSOR}), True)
THEORY = Session(
    PartKind.THEORY, "理论", NINE, NINE + HOUR, "A101", 30, "A", 60, frozenset("p"),
    invigilators=frozenset({"i1", "i2"}), internal_supervisors=frozenset({"s1"}),
)  # fmt: skip
PRACTICE = Session(
    PartKind.PRACTICE, "实操", NINE + HOUR, NINE + 2 * HOUR, "B101", 15, "A", 60, frozenset("p"),
    assessors=frozenset({"a1", "a2", "a3"}), internal_supervisors=frozenset({"s1"}),
)  # fmt: skip
FINE = PlanFacts(
    target=Target(LATHE, Level.ADVANCED),
    item=FiledItem(frozenset({Level.ADVANCED}), WIDE, AgencyStatus.LISTED, WIDE),
    has_agency_code=True,
    filed_method=EvaluationMethod.RESULT_ASSESSMENT,
    method=EvaluationMethod.RESULT_ASSESSMENT,
    work_scheme="工作方案",
    parts=(Part(PartKind.THEORY, "理论"), Part(PartKind.PRACTICE, "实操")),
    sessions=(THEORY, PRACTICE),
    sites=(Site(True, frozenset()), Site(True, frozenset())),
    candidates=(PERSON,),
    evaluations=(
        MajorEvaluation("m", LATHE, Level.ADVANCED, MajorEvaluationStatus.PASSED),
    ),
)  # fmt: skip
HELD = frozenset({HeldCertificate(LATHE, Level.ADVANCED)})
YEARS = timedelta(days=1000)
AFTER = replace(PRACTICE, starts_at=NINE + YEARS, ends_at=NINE + YEARS + HOUR)
UNSEATED = replace(THEORY, candidates=frozenset())

WRONG: list[tuple[FindingCode, Callable[[PlanFacts], PlanFacts]]] = [
    (FindingCode.LEVEL_NOT_OF_ITEM, lambda p: replace(p, item=replace(p.item, levels=frozenset()))),
    (
        FindingCode.METHOD_NOT_OF_ITEM,
        lambda p: replace(p, filed_method=EvaluationMethod.PROCESS_ASSESSMENT),
    ),
    (FindingCode.WORK_SCHEME_MISSING, lambda p: replace(p, work_scheme=" ")),
    (FindingCode.PART_REPEATED, lambda p: replace(p, parts=(*p.parts, p.parts[0]))),
    (FindingCode.AGENCY_NOT_IN_FORCE, lambda p: replace(p, has_agency_code=False)),
    (
        FindingCode.SESSION_OUTSIDE_VALIDITY,
        lambda p: replace(p, sessions=(THEORY, AFTER)),
    ),
    (
        FindingCode.SITE_WITHOUT_MONITORING,
        lambda p: replace(p, sites=(p.sites[0], Site(False, frozenset()))),
    ),
    (
        FindingCode.STAFF_WITHOUT_DUTY,
        lambda p: replace(
            p,
            appointments=(
                Appointment(0, "invigilatorIds", StaffDuty.INVIGILATOR, frozenset(), True),
            ),
        ),
    ),
    (FindingCode.CARD_MISSING, lambda p: replace(p, appointments=(ASSESSOR,))),
    (
        FindingCode.OWN_CLASS_ASSESSED,
        lambda p: replace(
            p, appointments=(replace(ASSESSOR, card=Card(), taught=frozenset({"机电2301"})),)
        ),
    ),
    (
        FindingCode.SITE_TOO_SMALL,
        lambda p: replace(p, sessions=(replace(THEORY, site_capacity=0), PRACTICE)),
    ),
    (FindingCode.ASSESSORS_EVEN, lambda p: replace(p, sessions=(
        THEORY, replace(PRACTICE, assessors=frozenset({"a1", "a2", "a3", "a4"}))))),
    (FindingCode.ROOM_TWICE_AT_ONE_TIME, lambda p: replace(p, elsewhere=(
        Session(PartKind.THEORY, "理论", NINE, NINE + HOUR, "A101", 30, "A", 60),))),
    (FindingCode.CANDIDATE_WITHOUT_SESSION, lambda p: replace(p, sessions=(UNSEATED, PRACTICE))),
    (FindingCode.MAJOR_EVALUATION_MISSING, lambda p: replace(p, evaluations=())),
    (
        FindingCode.ALREADY_CERTIFIED,
        lambda p: replace(p, candidates=(replace(PERSON, held=HELD),)),
    ),
]  # fmt: skip


def test_a_plan_that_meets_every_clause_has_no_finding() -> None:
    assert check_plan(FINE, FILED_AT) == ()


@pytest.mark.parametrize(("code", "spoil"), WRONG, ids=lambda value: getattr(value, "name", ""))
def test_each_clause_is_asked(code: FindingCode, spoil: Callable[[PlanFacts], PlanFacts]) -> None:
    assert codes(check_plan(spoil(FINE), FILED_AT)) == [code]


def test_a_plan_filed_as_its_first_session_begins_is_late() -> None:
    assert codes(check_plan(FINE, NINE)) == [FindingCode.PLAN_NOT_BEFORE_FIRST_SESSION]


def test_an_empty_plan_is_told_what_it_lacks_and_nothing_of_days() -> None:
    empty = replace(FINE, sessions=(), sites=(), candidates=(), parts=(), has_agency_code=False)
    assert codes(check_plan(empty, FILED_AT)) == [
        FindingCode.CANDIDATES_MISSING,
        FindingCode.SESSIONS_MISSING,
        FindingCode.PARTS_MISSING,
    ]


def test_the_findings_of_a_candidate_name_the_candidate() -> None:
    late = replace(
        PERSON, enrolment=replace(PERSON.enrolment, expected_graduation_on=date(2028, 6, 30))
    )
    (finding,) = check_plan(replace(FINE, candidates=(late,)), FILED_AT)
    assert finding.path == ("candidates", "Candidate:1", "expectedGraduationOn")
    (unseated,) = check_plan(replace(FINE, sessions=(UNSEATED, PRACTICE)), FILED_AT)
    assert unseated.path == ("candidates", "Candidate:1")


def test_without_a_day_only_what_needs_none_is_judged() -> None:
    abroad = replace(PERSON, enrolment=replace(PERSON.enrolment, is_own_student=False))
    assert check_eligibility(abroad, FINE.target, None) == ()
    assert codes(check_eligibility(replace(abroad, held=HELD), FINE.target, None)) == [
        FindingCode.ALREADY_CERTIFIED
    ]
    on = NINE.date()
    assert codes(check_eligibility(abroad, FINE.target, on)) == [
        FindingCode.CANDIDATE_OF_ANOTHER_SCHOOL
    ]
