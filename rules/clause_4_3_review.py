"""四(三) Before results are filed: marks reviewed (成绩复核), returned rows gone through."""

from datetime import date

from rules.clause_4_3_marks import Mark, MarkedPart, check_mark
from rules.clauses import clause
from rules.entry import check_past
from rules.finding import FindingCode, Findings, Path, found_when


@clause("4.3")
def check_review(
    old: Mark | None,
    new: Mark,
    part: MarkedPart | None,
    objected_on: date,
    begun_on: date | None,
    today: date,
) -> Findings:
    """There is a mark to review, the objection followed the evaluation, and the new one is a mark
    of the part; it may be the old one: then the objection was heard and not upheld."""
    known = {part.name: part} if part is not None else {}
    is_before = begun_on is not None and objected_on < begun_on
    return (
        check_mark(new, known)
        + found_when(part is not None and old is None, FindingCode.REVIEW_WITHOUT_MARK, ("part",))
        + check_past("4.3", objected_on, today, ("objectedOn",))
        + found_when(is_before, FindingCode.OBJECTION_TOO_EARLY, ("objectedOn",), begun_on=begun_on)
    )


@clause("4.3")
def check_not_reviewed(is_reviewed: bool, is_changed: bool, path: Path) -> Findings:
    """What a review has settled is changed by another review, not by entering it anew."""
    return found_when(is_reviewed and is_changed, FindingCode.MARK_REVIEWED, path)


@clause("4.3")
def check_gone_through(is_returned: bool, is_changed: bool, path: Path) -> Findings:
    """A result that was returned with a reason is changed, or knowingly filed as it is."""
    return found_when(is_returned and not is_changed, FindingCode.RETURNED_UNCHANGED, path)
