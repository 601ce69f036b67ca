"""一(二): whom an agency may evaluate."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from rules.clause_1_2_candidates import (
    Enrolment,
    MajorEvaluation,
    SchoolYear,
    Stage,
    check_enrolment,
    check_evaluation_request,
    check_graduating_year,
    check_major_evaluation,
    school_year_of,
    stage_level_reached,
    training_reached,
)
from rules.clause_3_3_filing import Validity
from rules.finding import FindingCode
from rules.occupation import OccupationKey
from rules.vocabulary import Level, MajorEvaluationStatus, TrainingLevel
from tests.rules.asked import codes

LATHE = OccupationKey(2022, "6-18-01-01")
SESSION_ON = date(2027, 5, 10)
STUDENT = Enrolment(True, TrainingLevel.COLLEGE, date(2027, 6, 30))
PASSED = MajorEvaluation("460103", LATHE, Level.ADVANCED, MajorEvaluationStatus.PASSED)


@pytest.mark.clause("1.2")
@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 8, 31), SchoolYear(date(2025, 9, 1), date(2026, 8, 31))),
        (date(2026, 9, 1), SchoolYear(date(2026, 9, 1), date(2027, 8, 31))),
        (date(2028, 2, 29), SchoolYear(date(2027, 9, 1), date(2028, 8, 31))),
    ],
)
def test_a_school_year_runs_from_september_to_august(day: date, expected: SchoolYear) -> None:
    assert school_year_of(day) == expected


@pytest.mark.clause("1.2")
def test_the_beginning_of_the_school_year_is_configurable() -> None:
    expected = SchoolYear(date(2026, 8, 15), date(2027, 8, 14))
    assert school_year_of(date(2026, 8, 20), begins=(8, 15)) == expected


@pytest.mark.clause("1.2")
@pytest.mark.parametrize(
    ("session_on", "is_fine"),
    [
        (date(2026, 8, 31), False),
        (date(2026, 9, 1), True),
        (date(2027, 8, 31), True),
        (date(2027, 9, 1), False),
    ],
)
def test_a_session_lies_in_the_graduating_year(session_on: date, is_fine: bool) -> None:
    found = codes(check_graduating_year(STUDENT, session_on))
    assert found == ([] if is_fine else [FindingCode.NOT_IN_GRADUATING_YEAR])
    assert (training_reached(STUDENT, session_on) is TrainingLevel.COLLEGE) == is_fine


@pytest.mark.clause("1.2")
def test_leave_of_absence_moves_the_graduating_year() -> None:
    moved = replace(STUDENT, expected_graduation_on=date(2028, 6, 30))
    (finding,) = check_graduating_year(moved, SESSION_ON, path=("candidates", 2))
    assert finding.code is FindingCode.NOT_IN_GRADUATING_YEAR
    assert "2027-09-01" in finding.message_en
    assert finding.path == ("candidates", 2, "expectedGraduationOn")


@pytest.mark.clause("1.2")
def test_an_integrated_student_may_sit_after_the_stage_and_not_before() -> None:
    stage = Stage(Level.INTERMEDIATE, SESSION_ON)
    student = replace(STUDENT, expected_graduation_on=date(2030, 6, 30), stage=stage)
    assert check_graduating_year(student, SESSION_ON) == ()
    assert stage_level_reached(student, SESSION_ON) is Level.INTERMEDIATE
    too_early = date(2027, 5, 9)
    assert codes(check_graduating_year(student, too_early)) == [FindingCode.STAGE_NOT_COMPLETED]
    assert stage_level_reached(student, too_early) is None
    unfinished = replace(student, stage=Stage(Level.INTERMEDIATE, None))
    assert codes(check_graduating_year(unfinished, SESSION_ON)) == [FindingCode.STAGE_NOT_COMPLETED]


@pytest.mark.clause("1.2")
def test_who_has_left_or_not_yet_begun_is_not_enrolled() -> None:
    not_enrolled = [FindingCode.CANDIDATE_NOT_ENROLLED]
    left = replace(STUDENT, left_on=date(2027, 5, 9))
    assert codes(check_enrolment(left, SESSION_ON)) == not_enrolled
    assert check_enrolment(replace(STUDENT, left_on=SESSION_ON), SESSION_ON) == ()
    to_come = replace(STUDENT, enrolled_on=date(2027, 5, 11))
    assert codes(check_enrolment(to_come, SESSION_ON)) == not_enrolled
    assert check_enrolment(replace(STUDENT, enrolled_on=SESSION_ON), SESSION_ON) == ()


@pytest.mark.clause("1.2")
def test_students_of_other_schools_need_the_extended_scope() -> None:
    guest = replace(STUDENT, is_own_student=False)
    assert codes(check_enrolment(guest, SESSION_ON)) == [FindingCode.CANDIDATE_OF_ANOTHER_SCHOOL]
    day = timedelta(days=1)
    served = replace(guest, served=(Validity(SESSION_ON, SESSION_ON),))
    assert check_enrolment(served, SESSION_ON) == ()
    for outside in (SESSION_ON - day, SESSION_ON + day):
        assert FindingCode.CANDIDATE_OF_ANOTHER_SCHOOL in codes(check_enrolment(served, outside))


@pytest.mark.clause("1.2")
def test_a_major_evaluation_reaches_down_but_not_up() -> None:
    def asked(evaluation: MajorEvaluation, level: Level) -> list[FindingCode]:
        return codes(check_major_evaluation([evaluation], "460103", LATHE, level, SESSION_ON))

    assert asked(PASSED, Level.ADVANCED) == []
    assert asked(PASSED, Level.JUNIOR) == []
    lower = replace(PASSED, highest_level=Level.INTERMEDIATE)
    assert asked(lower, Level.ADVANCED) == [FindingCode.MAJOR_EVALUATION_TOO_LOW]


@pytest.mark.clause("1.2")
@pytest.mark.parametrize(
    "evaluation",
    [
        replace(PASSED, status=MajorEvaluationStatus.NOT_PASSED),
        replace(PASSED, status=MajorEvaluationStatus.OPENED),
        replace(PASSED, major_code="460104"),
        replace(PASSED, occupation=replace(LATHE, edition=2015)),
        replace(PASSED, valid_to=date(2027, 5, 9)),
    ],
)
def test_another_failed_or_expired_major_evaluation_does_not_count(
    evaluation: MajorEvaluation,
) -> None:
    found = check_major_evaluation([evaluation], "460103", LATHE, Level.ADVANCED, SESSION_ON)
    assert codes(found) == [FindingCode.MAJOR_EVALUATION_MISSING]


@pytest.mark.clause("1.2")
def test_the_best_of_several_major_evaluations_counts() -> None:
    lower = replace(PASSED, highest_level=Level.INTERMEDIATE)
    both = [lower, PASSED]
    assert check_major_evaluation(both, "460103", LATHE, Level.ADVANCED, SESSION_ON) == ()


@pytest.mark.clause("1.2")
@pytest.mark.parametrize("status", MajorEvaluationStatus)
def test_a_second_request_waits_for_the_first(status: MajorEvaluationStatus) -> None:
    under_way = status.name in ("REQUESTED", "OPENED", "CONCLUSION_PROPOSED")
    found = check_evaluation_request([replace(PASSED, status=status)], "460103", LATHE)
    assert codes(found) == ([FindingCode.MAJOR_EVALUATION_OPEN] if under_way else [])
