"""二(二) How the parts of a basis are marked, weighed and retaken (评分规定), by its edition."""

from collections.abc import Mapping
from dataclasses import dataclass

from rules.clauses import clause
from rules.entry import check_number
from rules.finding import FindingCode, Findings, found_when
from rules.vocabulary import PartKind

WHOLE_WEIGHT = 100
LEAST_PASS_MARK = 60  # as the occupational standards have it; one may ask for more
MOST_RESIT_MONTHS = 120


@dataclass(frozen=True, slots=True)
class MarkingRule:
    """评分规定 of one edition: marks needed out of 100, shares of 100 where there are any, and for
    how many months a part that was passed counts in a resit (补考)."""

    theory_pass_mark: int = LEAST_PASS_MARK
    practice_pass_mark: int = LEAST_PASS_MARK
    module_pass_mark: int = LEAST_PASS_MARK
    theory_weight: int | None = None
    practice_weight: int | None = None
    resit_months: int = 24

    def pass_mark(self, kind: PartKind) -> int:
        """Out of 100; a course examination has that of theory, unless it asks for more itself."""
        return {
            PartKind.PRACTICE: self.practice_pass_mark,
            PartKind.MODULE: self.module_pass_mark,
        }.get(kind, self.theory_pass_mark)

    def weights(self) -> Mapping[PartKind, int | None]:
        """Modules bring their own."""
        return {
            PartKind.THEORY: self.theory_weight,
            PartKind.COURSE_EXAMINATION: self.theory_weight,
            PartKind.PRACTICE: self.practice_weight,
        }


DEFAULT_MARKING = MarkingRule()


@clause("2.2")
def check_marking(rule: MarkingRule) -> Findings:
    """Marks that can be reached, weights that are a whole or none, a term that ends."""
    found: Findings = ()
    for name, number in (
        ("theoryPassMark", rule.theory_pass_mark),
        ("practicePassMark", rule.practice_pass_mark),
        ("modulePassMark", rule.module_pass_mark),
    ):
        found += check_number("2.2", number, (name,), least=LEAST_PASS_MARK, most=WHOLE_WEIGHT)
    found += check_number(
        "2.2", rule.resit_months, ("resitMonths",), least=1, most=MOST_RESIT_MONTHS
    )
    return found + _check_weights(rule.theory_weight, rule.practice_weight)


@clause("2.2")
def _check_weights(theory: int | None, practice: int | None) -> Findings:
    is_none = theory is None and practice is None
    is_whole = bool(theory and practice) and (theory or 0) + (practice or 0) == WHOLE_WEIGHT
    is_positive = min(theory or 0, practice or 0) > 0
    return found_when(
        not is_none and not (is_whole and is_positive),
        FindingCode.PART_WEIGHTS_NOT_WHOLE,
        ("theoryWeight",),
    )
