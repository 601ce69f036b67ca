"""一(二) The evaluation of a major (专业评估论证) by experts: who, by what, until when."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from rules.clause_2_1_editions import Edition, transition_end
from rules.clauses import clause
from rules.finding import FindingCode, Findings, Path, found_when
from rules.vocabulary import Level

EVALUATION_YEARS = 3  # the default of a configuration: as long as an agency is valid
MONTHS_OF_A_YEAR = 12
FEW_EXPERTS = 3


@dataclass(frozen=True, slots=True)
class Expert:
    """An expert who took part; `employer` is whatever names the school that employs the expert."""

    employer: str | None = None


@clause("1.2")
def check_experts(
    experts: Collection[Expert], school: str, path: Path = ("expertIds",)
) -> Findings:
    """Experts evaluate, none of the school's own; an odd number of three or more is usual."""
    count = len(experts)
    found = found_when(count == 0, FindingCode.EVALUATION_EXPERTS_MISSING, path)
    found += found_when(
        0 < count < FEW_EXPERTS or (count > 0 and count % 2 == 0),
        FindingCode.EVALUATION_EXPERTS_FEW,
        path,
        count=count,
    )
    for place, expert in enumerate(experts):
        is_own = expert.employer == school
        found += found_when(is_own, FindingCode.EVALUATION_EXPERT_OF_SCHOOL, (*path, place))
    return found


@clause("1.2")
def check_minutes(minutes: str | None, path: Path = ("minutes",)) -> Findings:
    """What the experts said is kept."""
    return found_when(not (minutes or "").strip(), FindingCode.EVALUATION_MINUTES_MISSING, path)


@clause("1.2")
def check_evaluated_edition(is_named: bool, path: Path = ("standardId",)) -> Findings:
    """A major passes by an edition of a standard or of a filed specification."""
    return found_when(not is_named, FindingCode.EVALUATION_EDITION_MISSING, path)


@clause("1.2")
def check_one_edition(are_two_named: bool, path: Path = ()) -> Findings:
    """By a standard or by a specification, not by both."""
    return found_when(are_two_named, FindingCode.EVALUATION_EDITIONS_TWO, path)


@clause("1.2")
def only_edition(editions: Iterable[Edition], level: Level, on: date) -> Edition | None:
    """The one edition in force that contains the level; None where there are several, or none."""
    fitting = [
        edition
        for edition in editions
        if edition.is_usable(on) and edition.levels is not None and level in edition.levels
    ]
    standing = [edition for edition in fitting if edition.ends_on is None] or fitting
    return standing[0] if len(standing) == 1 else None


@clause("1.2")
def evaluation_end(concluded_on: date, years: int = EVALUATION_YEARS) -> date:
    """The last day of an evaluation that names none."""
    return transition_end(concluded_on, years * MONTHS_OF_A_YEAR)


@clause("1.2")
def check_proposed_and_confirmed(account: str, proposer: str | None) -> Findings:
    """The center proposes, the department confirms: never the same account."""
    return found_when(account == proposer, FindingCode.EVALUATION_BY_PROPOSER)
