"""一(一)2, 5 Supervision: what has to be put right (限期整改), and when a violation ends."""

from datetime import date

from rules.clauses import CLAUSE_BY_NUMBER, clause
from rules.finding import FindingCode, Findings, Path, found_when
from rules.vocabulary import Role


@clause("1.1.5")
def check_due_day(due_on: date, today: date, path: Path = ("dueOn",)) -> Findings:
    """What has to be put right is due after today: the school has time to do it."""
    return found_when(due_on <= today, FindingCode.RECTIFICATION_WITHOUT_TIME, path)


@clause("1.1.5")
def check_closing(by: Role, required_by: Role) -> Findings:
    """Who required it closes it; the center may close any."""
    is_theirs = by in {required_by, Role.CENTER}
    return found_when(
        not is_theirs,
        FindingCode.RECTIFICATION_OF_ANOTHER,
        by=required_by.zh,
        by_en=required_by.en,
    )


@clause("1.1.2")
def check_closing_day(
    closed_on: date, happened_on: date, today: date, path: Path = ("closedOn",)
) -> Findings:
    """A violation or listing ends between the day it happened and today."""
    is_in_time = happened_on <= closed_on <= today
    return found_when(not is_in_time, FindingCode.VIOLATION_CLOSED_OUT_OF_TIME, path)


@clause("1.1.2")
def check_known_clause(number: str | None, path: Path = ("brokenClause",)) -> Findings:
    """A violation names a clause of the guidance by its number, or none."""
    is_known = number is None or number in CLAUSE_BY_NUMBER
    return found_when(not is_known, FindingCode.CLAUSE_UNKNOWN, path)
