"""二(二) How it is evaluated: result assessment (结果考核) or process assessment (过程考核)."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from rules.clauses import clause
from rules.entry import check_given
from rules.finding import FindingCode, Findings, Path, found_when
from rules.vocabulary import EvaluationMethod, PartKind

KINDS_OF_METHOD = {
    EvaluationMethod.RESULT_ASSESSMENT: frozenset(
        {PartKind.THEORY, PartKind.PRACTICE, PartKind.COURSE_EXAMINATION}
    ),
    EvaluationMethod.PROCESS_ASSESSMENT: frozenset({PartKind.MODULE}),
}
WHOLE_WEIGHT = 100
FULL_MARK_MAXIMUM = 1000  # no scale of a course examination is known above it


@dataclass(frozen=True, slots=True)
class CourseExamination:
    """The major's course examination (课程考试) in place of theory, as it is filed."""

    course: str
    examined_on: date | None
    full_mark: Decimal | None
    pass_mark: Decimal | None

    def is_complete(self) -> bool:
        if self.examined_on is None or self.full_mark is None or self.pass_mark is None:
            return False
        is_a_scale = 0 < self.pass_mark <= self.full_mark <= FULL_MARK_MAXIMUM
        return bool(self.course.strip()) and is_a_scale


@dataclass(frozen=True, slots=True)
class Part:
    """A part (科目): its name is its own in the plan; modules carry a weight out of 100 and the
    courses (课程) that they integrate."""

    kind: PartKind
    name: str
    weight: Decimal | None = None
    course_examination: CourseExamination | None = None
    courses: tuple[str, ...] = ()


@clause("2.2")
def check_method(method: EvaluationMethod, filed: EvaluationMethod, path: Path = ()) -> Findings:
    """A plan uses the method under which its item is filed."""
    return found_when(
        method is not filed,
        FindingCode.METHOD_NOT_OF_ITEM,
        path,
        expected=filed.zh,
        expected_en=filed.en,
    )


@clause("2.2")
def check_parts(method: EvaluationMethod, parts: Sequence[Part], path: Path = ()) -> Findings:
    """The parts are those of the method; theory is held or replaced, never both."""
    kinds = {part.kind for part in parts}
    has_theory = bool(kinds & {PartKind.THEORY, PartKind.COURSE_EXAMINATION})
    has_both = has_theory and PartKind.PRACTICE in kinds
    is_by_result = method is EvaluationMethod.RESULT_ASSESSMENT
    return (
        found_when(not parts, FindingCode.PARTS_MISSING, path)
        + _check_each(method, parts, path)
        + found_when(
            {PartKind.THEORY, PartKind.COURSE_EXAMINATION} <= kinds,
            FindingCode.COURSE_EXAMINATION_BESIDE_THEORY,
            path,
        )
        + found_when(
            is_by_result and bool(parts) and not has_both,
            FindingCode.THEORY_AND_PRACTICE_PREFERRED,
            path,
        )
        + (() if is_by_result or not parts else check_weights(parts, path))
    )


@clause("2.2")
def _check_each(method: EvaluationMethod, parts: Sequence[Part], path: Path) -> Findings:
    names = Counter(part.name for part in parts)
    found: Findings = ()
    for place, part in enumerate(parts):
        course = part.course_examination
        is_substitute = part.kind is PartKind.COURSE_EXAMINATION
        is_first = part.name not in {earlier.name for earlier in parts[:place]}
        found += (
            found_when(
                part.kind not in KINDS_OF_METHOD[method],
                FindingCode.PART_NOT_OF_METHOD,
                (*path, place, "kind"),
            )
            + found_when(
                names[part.name] > 1 and not is_first,
                FindingCode.PART_REPEATED,
                (*path, place, "name"),
            )
            + found_when(
                is_substitute and (course is None or not course.is_complete()),
                FindingCode.COURSE_EXAMINATION_INCOMPLETE,
                (*path, place, "courseExamination"),
            )
            + found_when(
                not is_substitute and course is not None,
                FindingCode.COURSE_EXAMINATION_BESIDE_THEORY,
                (*path, place, "courseExamination"),
            )
            + check_weight(part, (*path, place))
            + check_given(
                "2.2",
                bool(part.courses),
                part.kind is PartKind.MODULE,
                (*path, place, "courses"),
            )
        )
    return found


@clause("2.2")
def check_weight(part: Part, path: Path = ()) -> Findings:
    """A module has its share of 100, to one decimal; nothing else is weighed."""
    is_given, is_module = part.weight is not None, part.kind is PartKind.MODULE
    weight = part.weight or Decimal(0)
    is_share = 0 < weight <= WHOLE_WEIGHT and weight * 10 == (weight * 10).to_integral_value()
    return found_when(
        not is_share if is_module else is_given,
        FindingCode.WEIGHT_OUT_OF_RANGE,
        (*path, "weight"),
    )


@clause("2.2")
def check_weights(parts: Sequence[Part], path: Path = ()) -> Findings:
    """The modules of a process assessment weigh 100 together."""
    actual = sum((part.weight or Decimal(0) for part in parts), Decimal(0))
    return found_when(
        actual != WHOLE_WEIGHT, FindingCode.MODULE_WEIGHTS_NOT_WHOLE, path, actual=actual
    )


@clause("2.2")
def check_modules(
    parts: Sequence[Part], specified: Mapping[str, Decimal], path: Path = ()
) -> Findings:
    """A specification (评价规范) that names modules with their weights is followed in them;
    without any, the modules are the plan's own."""
    actual = {part.name: part.weight for part in parts if part.kind is PartKind.MODULE}
    return found_when(
        bool(specified) and actual != dict(specified),
        FindingCode.MODULES_NOT_OF_SPECIFICATION,
        path,
        expected="、".join(f"{name} {weight:g}" for name, weight in specified.items()),
    )


@clause("2.2")
def check_substitute(parts: Sequence[Part], majors: int, path: Path = ()) -> Findings:
    """A course examination is that of one major, and holds for all its candidates in the plan."""
    has_substitute = any(part.kind is PartKind.COURSE_EXAMINATION for part in parts)
    return found_when(
        has_substitute and majors > 1,
        FindingCode.SUBSTITUTE_FOR_SEVERAL_MAJORS,
        path,
        actual=majors,
    )


@clause("2.2")
def check_substitute_in_time(
    parts: Sequence[Part], has_theory_mark: bool, path: Path = ()
) -> Findings:
    """Substitution cannot be chosen any more by who has a theory mark."""
    has_substitute = any(part.kind is PartKind.COURSE_EXAMINATION for part in parts)
    return found_when(has_substitute and has_theory_mark, FindingCode.THEORY_MARKED_ALREADY, path)
