"""四(二) Internal and external supervision (质量督导), incidents, and what they leave open."""

from datetime import date, datetime

from rules.clauses import clause
from rules.entry import check_past
from rules.finding import FindingCode, Findings, Path, found_when
from rules.vocabulary import SupervisionConclusion


@clause("4.2")
def check_incident_time(happened_at: datetime, now: datetime, path: Path = ()) -> Findings:
    """An incident is put on record after it happened."""
    return found_when(happened_at > now, FindingCode.INCIDENT_IN_FUTURE, path)


@clause("4.2")
def check_supervised_on(
    day: date, filed_on: date, today: date, path: Path = ("supervisedOn",)
) -> Findings:
    """A batch is supervised from the day its plan was filed, preparations included, to today."""
    return check_past("4.2", day, today, path) + found_when(
        day < filed_on, FindingCode.SUPERVISED_BEFORE_FILING, path, filed_on=filed_on
    )


@clause("4.2")
def check_defects(
    conclusion: SupervisionConclusion, defects: int, path: Path = ("defects",)
) -> Findings:
    """The conclusion and the defects that are named say the same."""
    is_in_order = conclusion is SupervisionConclusion.IN_ORDER
    return found_when(
        not is_in_order and defects == 0, FindingCode.DEFECTS_MISSING, path
    ) + found_when(is_in_order and defects > 0, FindingCode.DEFECTS_UNEXPECTED, path)


@clause("4.2")
def check_appointed(is_appointed: bool, path: Path = ("staffMemberId",)) -> Findings:
    """Internal supervision of a session is by an internal supervisor appointed to it."""
    return found_when(not is_appointed, FindingCode.NOT_SUPERVISING, path)


@clause("4.2")
def check_rectified(open_rectifications: int) -> Findings:
    """The results of a batch wait until what was required of it has been put right."""
    return found_when(open_rectifications > 0, FindingCode.RECTIFICATION_OF_PLAN_OPEN)
