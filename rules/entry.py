"""What every act asks of its input, whatever its clause: the finding takes that of the act."""

import re
from collections.abc import Hashable, Sequence
from datetime import date

from rules.finding import FindingCode, Findings, Path, found_when

MOST = 2**31 - 1


def not_found(clause: str, path: Path) -> Findings:
    """The object does not exist or is another's: the same finding for both."""
    return found_when(True, FindingCode.NOT_FOUND, path, clause=clause)


def check_text(clause: str, text: str | None, path: Path) -> Findings:
    """A text that must be there is there, blanks not counted."""
    return found_when(not (text or "").strip(), FindingCode.TEXT_MISSING, path, clause=clause)


def check_given(clause: str, is_given: bool, is_expected: bool, path: Path) -> Findings:
    """What this entry needs is given, and what it has no place for is not."""
    return found_when(
        is_expected and not is_given, FindingCode.VALUE_MISSING, path, clause=clause
    ) + found_when(
        is_given and not is_expected, FindingCode.VALUE_WITHOUT_PLACE, path, clause=clause
    )


def check_reason(clause: str, reason: str | None, path: Path = ("reason",)) -> Findings:
    """Who returns, declines, refuses or cancels says why."""
    return found_when(not (reason or "").strip(), FindingCode.REASON_MISSING, path, clause=clause)


def already_registered(clause: str, path: Path) -> Findings:
    """What must be unique is taken."""
    return found_when(True, FindingCode.ALREADY_REGISTERED, path, clause=clause)


def check_unused(clause: str, is_used: bool, path: Path) -> Findings:
    """What another object points to is not removed."""
    return found_when(is_used, FindingCode.IN_USE, path, clause=clause)


def check_distinct(clause: str, values: Sequence[Hashable], path: Path) -> Findings:
    """No value of a list stands twice; a finding for each that repeats an earlier one."""
    found: Findings = ()
    for place, value in enumerate(values):
        is_repeated = value in values[:place]
        found += found_when(is_repeated, FindingCode.NAMED_TWICE, (*path, place), clause=clause)
    return found


def check_number(
    clause: str, number: int | None, path: Path, *, least: int = 0, most: int = MOST
) -> Findings:
    """A number that is given lies in its range, both ends included."""
    is_outside = number is not None and not least <= number <= most
    return found_when(
        is_outside, FindingCode.NUMBER_OUT_OF_RANGE, path, clause=clause, least=least, most=most
    )


def check_enrolments(
    clause: str, enrolled: Sequence[tuple[int, int]], path: Path = ("enrolments",)
) -> Findings:
    """Each (year, number of students) once, both of them possible."""
    found = check_distinct(clause, [year for year, _ in enrolled], path)
    for place, (year, number) in enumerate(enrolled):
        found += check_number(clause, year, (*path, place, "year"), least=1900, most=9999)
        found += check_number(clause, number, (*path, place, "enrolled"))
    return found


def check_past(clause: str, day: date | None, today: date, path: Path) -> Findings:
    """What has happened did not happen after today."""
    is_future = day is not None and day > today
    return found_when(is_future, FindingCode.DAY_IN_FUTURE, path, clause=clause)


def check_order_of_days(clause: str, earlier: date, later: date | None, path: Path) -> Findings:
    """An end does not come before its beginning."""
    is_reversed = later is not None and later < earlier
    return found_when(is_reversed, FindingCode.DAYS_REVERSED, path, clause=clause, earlier=earlier)


def check_digest(clause: str, text: str, path: Path) -> Findings:
    """A SHA-256 as text."""
    is_digest = re.fullmatch(r"[0-9a-f]{64}", text) is not None
    return found_when(not is_digest, FindingCode.DIGEST_INVALID, path, clause=clause)
