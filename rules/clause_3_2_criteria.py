"""三(二) What the panel marks (评估细则): full marks, vetoes, the marks of school and experts."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from rules.clauses import clause
from rules.finding import FindingCode, Findings, Path, found_when
from rules.vocabulary import ConditionCode

PERCENT = 100
MOST_FULL_MARKS = 1000


@dataclass(frozen=True, slots=True)
class Criterion:
    """A point of the criteria (评估指标): full marks, or none: then it is a veto (一票否决)."""

    id: str
    condition: ConditionCode
    full_marks: int | None

    @property
    def is_veto(self) -> bool:
        return self.full_marks is None


@dataclass(frozen=True, slots=True)
class Mark:
    """What the school itself, or one expert, says to one criterion: marks, or fulfilled or not."""

    criterion: str
    marks: int | None = None
    is_fulfilled: bool | None = None


@clause("3.2")
def check_criterion(is_veto: bool, full_marks: int | None, path: Path = ()) -> Findings:
    """A criterion has full marks, or is a veto; never both, never neither."""
    is_marked = full_marks is not None and 0 < full_marks <= MOST_FULL_MARKS
    is_well_formed = full_marks is None if is_veto else is_marked
    return found_when(
        not is_well_formed,
        FindingCode.CRITERION_MALFORMED,
        (*path, "fullMarks"),
        most=MOST_FULL_MARKS,
    )


@clause("3.2")
def check_conditions_covered(conditions: Collection[ConditionCode], path: Path = ()) -> Findings:
    """Every condition of 1.1 has a criterion at least: the panel judges them all."""
    missing = [condition for condition in ConditionCode if condition not in conditions]
    return found_when(
        bool(missing),
        FindingCode.CONDITION_WITHOUT_CRITERION,
        path,
        missing="、".join(condition.zh for condition in missing),
        missing_en=", ".join(condition.en for condition in missing),
    )


@clause("3.2")
def check_edition_begins(
    valid_from: date, today: date, others: Iterable[date], path: Path = ("validFrom",)
) -> Findings:
    """An edition begins today or later, and after every other one: the last to begin is in force.

    `others`: the first days of the other editions.
    """
    is_last = all(other < valid_from for other in others)
    return found_when(valid_from < today or not is_last, FindingCode.CRITERIA_BEGIN_TOO_EARLY, path)


@clause("3.2")
def check_edition_open(valid_from: date, today: date, path: Path = ("id",)) -> Findings:
    """What is in force, or was, is not rewritten: assessments were made under it."""
    return found_when(valid_from <= today, FindingCode.CRITERIA_IN_FORCE, path)


@clause("3.2")
def check_mark(criterion: Criterion, mark: Mark, path: Path = ()) -> Findings:
    """Marks from none to the full ones; of a veto, whether it is fulfilled."""
    full = criterion.full_marks
    if full is None:
        is_fit = mark.marks is None and mark.is_fulfilled is not None
        return found_when(not is_fit, FindingCode.VETO_UNANSWERED, (*path, "isFulfilled"))
    is_fit = mark.is_fulfilled is None and mark.marks is not None and 0 <= mark.marks <= full
    return found_when(
        not is_fit, FindingCode.CRITERION_MARK_INVALID, (*path, "marks"), expected=full
    )


@clause("3.2")
def check_self_marks(
    criteria: Sequence[Criterion], marked: Collection[str], path: Path = ()
) -> Findings:
    """The school marks itself by every criterion in force; the panel sees what it left out."""
    missing = sum(criterion.id not in marked for criterion in criteria)
    return found_when(missing > 0, FindingCode.SELF_MARK_MISSING, path, missing=missing)
