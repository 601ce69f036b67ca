"""一(二) Whom an agency may evaluate: evaluated majors, own students, graduating year, stages."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from rules.clause_3_3_filing import Validity
from rules.clauses import clause
from rules.finding import FindingCode, Findings, Path, found_when
from rules.occupation import OccupationKey
from rules.vocabulary import Level, MajorEvaluationStatus, TrainingLevel

SCHOOL_YEAR_BEGINS = (9, 1)  # month and day; the default of a configuration


@dataclass(frozen=True, slots=True)
class SchoolYear:
    """学年, both days included."""

    begins_on: date
    ends_on: date

    def contains(self, day: date) -> bool:
        return self.begins_on <= day <= self.ends_on


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of an integrated programme (贯通培养), its level, and when it was completed."""

    level: Level
    completed_on: date | None

    def is_completed(self, on: date) -> bool:
        return self.completed_on is not None and self.completed_on <= on


@dataclass(frozen=True, slots=True)
class Enrolment:
    """学籍 of a candidate; leave of absence has moved the expected graduation already.

    `enrolled_on` None: enrolled when the plan was filed; `left_on` None: still enrolled.
    `served` are the days for which the agency's scope is extended to school and major.
    """

    is_own_student: bool
    training_level: TrainingLevel
    expected_graduation_on: date
    enrolled_on: date | None = None
    left_on: date | None = None
    stage: Stage | None = None
    served: tuple[Validity, ...] = ()

    def is_served(self, on: date) -> bool:
        return any(days.contains(on) for days in self.served)


@dataclass(frozen=True, slots=True)
class MajorEvaluation:
    """A major evaluation (专业评估论证) of one major and occupation, with its highest level."""

    major_code: str
    occupation: OccupationKey
    highest_level: Level
    status: MajorEvaluationStatus
    valid_to: date | None = None
    concluded_on: date | None = None

    def holds_on(self, day: date) -> bool:
        is_passed = self.status is MajorEvaluationStatus.PASSED
        has_begun = self.concluded_on is None or self.concluded_on <= day
        return is_passed and has_begun and (self.valid_to is None or day <= self.valid_to)

    def is_about(self, major_code: str, occupation: OccupationKey) -> bool:
        return self.major_code == major_code and self.occupation.covers(occupation)


@clause("1.2")
def school_year_of(day: date, begins: tuple[int, int] = SCHOOL_YEAR_BEGINS) -> SchoolYear:
    """The school year (学年) that contains the day; it begins on the month and day `begins`."""
    begins_on = date(day.year, *begins)
    if begins_on > day:
        begins_on = date(day.year - 1, *begins)
    ends_on = date(begins_on.year + 1, *begins) - timedelta(days=1)
    return SchoolYear(begins_on, ends_on)


@clause("1.2")
def check_enrolment(
    candidate: Enrolment,
    first_session_on: date,
    path: Path = (),
) -> Findings:
    """On the day of the first session the candidate is enrolled, with a school in the scope."""
    has_left = candidate.left_on is not None and candidate.left_on < first_session_on
    has_begun = candidate.enrolled_on is None or candidate.enrolled_on <= first_session_on
    is_enrolled = has_begun and not has_left
    return found_when(
        not is_enrolled, FindingCode.CANDIDATE_NOT_ENROLLED, path, session_on=first_session_on
    ) + check_scope(candidate.is_own_student, candidate.is_served(first_session_on), path)


@clause("1.2")
def check_scope(is_own_student: bool, is_served: bool, path: Path = ()) -> Findings:
    """Students of other schools only once the scope was extended to their school and major."""
    is_in_scope = is_own_student or is_served
    return found_when(
        not is_in_scope, FindingCode.CANDIDATE_OF_ANOTHER_SCHOOL, (*path, "enrolledAtId")
    )


@clause("1.2")
def check_graduating_year(
    candidate: Enrolment,
    first_session_on: date,
    begins: tuple[int, int] = SCHOOL_YEAR_BEGINS,
    path: Path = (),
) -> Findings:
    """The first session lies in the graduating year, or the stage is completed before it."""
    year = school_year_of(candidate.expected_graduation_on, begins)
    is_graduating = year.contains(first_session_on)
    stage = candidate.stage
    has_stage = stage is not None and stage.is_completed(first_session_on)
    is_ready = is_graduating or has_stage
    return found_when(
        not is_ready and stage is None,
        FindingCode.NOT_IN_GRADUATING_YEAR,
        (*path, "expectedGraduationOn"),
        begins_on=year.begins_on,
        ends_on=year.ends_on,
    ) + found_when(
        not is_ready and stage is not None,
        FindingCode.STAGE_NOT_COMPLETED,
        (*path, "stageCompletedOn"),
    )


@clause("1.2")
def training_reached(
    candidate: Enrolment, on: date, begins: tuple[int, int] = SCHOOL_YEAR_BEGINS
) -> TrainingLevel | None:
    """The own training, in its graduating year."""
    year = school_year_of(candidate.expected_graduation_on, begins)
    return candidate.training_level if year.contains(on) else None


@clause("1.2")
def stage_level_reached(candidate: Enrolment, on: date) -> Level | None:
    """The level that a completed stage of an integrated programme fixes."""
    stage = candidate.stage
    return stage.level if stage is not None and stage.is_completed(on) else None


@clause("1.2")
def check_major_evaluation(
    evaluations: Iterable[MajorEvaluation],
    major_code: str,
    occupation: OccupationKey,
    level: Level,
    on: date,
    path: Path = (),
) -> Findings:
    """Major and occupation have passed an evaluation that reaches to the level on the day."""
    highest = [
        evaluation.highest_level
        for evaluation in evaluations
        if evaluation.is_about(major_code, occupation) and evaluation.holds_on(on)
    ]
    reached = min(highest, default=None)
    is_too_low = reached is not None and reached > level
    return found_when(not highest, FindingCode.MAJOR_EVALUATION_MISSING, path) + found_when(
        is_too_low,
        FindingCode.MAJOR_EVALUATION_TOO_LOW,
        path,
        highest=reached,
        level=int(level),
    )


@clause("1.2")
def check_evaluation_request(
    evaluations: Iterable[MajorEvaluation],
    major_code: str,
    occupation: OccupationKey,
    path: Path = (),
) -> Findings:
    """One evaluation of a major and occupation at a time."""
    under_way = {
        MajorEvaluationStatus.REQUESTED,
        MajorEvaluationStatus.OPENED,
        MajorEvaluationStatus.CONCLUSION_PROPOSED,
    }
    is_open = any(
        evaluation.is_about(major_code, occupation) and evaluation.status in under_way
        for evaluation in evaluations
    )
    return found_when(is_open, FindingCode.MAJOR_EVALUATION_OPEN, path)
