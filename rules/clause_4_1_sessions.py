"""四(一) Sessions (场次) of a plan: rooms, invigilators, assessors and internal supervisors.

The ratios are the defaults of the occupational standards (国家职业技能标准 1.9.3: theory 1:15 and
two in a room, practice 1:5, odd, at least three); a standard may set its own.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import combinations

from rules.clauses import clause
from rules.entry import check_number
from rules.finding import FindingCode, Findings, Path, found_when
from rules.vocabulary import PartKind
from rules.working_days import minute_in_shanghai


@dataclass(frozen=True, slots=True)
class StaffingRatio:
    """Candidates for one member of staff, and how many there are at least in a session."""

    candidates_per_invigilator: int = 15
    invigilators_minimum: int = 2
    candidates_per_assessor: int = 5
    assessors_minimum: int = 3


DEFAULT_RATIO = StaffingRatio()


@clause("4.1")
def check_ratio(ratio: StaffingRatio, path: Path = ()) -> Findings:
    """A ratio that sessions can meet, with an odd number of assessors."""
    found: Findings = ()
    for name, number, most in (
        ("candidatesPerInvigilator", ratio.candidates_per_invigilator, 60),
        ("invigilatorsMinimum", ratio.invigilators_minimum, 10),
        ("candidatesPerAssessor", ratio.candidates_per_assessor, 60),
        ("assessorsMinimum", ratio.assessors_minimum, 9),
    ):
        found += check_number("4.1", number, (*path, name), least=1, most=most)
    return found + found_when(
        ratio.assessors_minimum % 2 == 0,
        FindingCode.ASSESSORS_EVEN,
        (*path, "assessorsMinimum"),
        actual=ratio.assessors_minimum,
    )


@dataclass(frozen=True, slots=True)
class Session:
    """A session of one part in one room; persons, rooms and sites by whatever names them uniquely.

    Instants carry their offset; the session takes place from `starts_at` until before `ends_at`.
    """

    kind: PartKind
    part: str
    starts_at: datetime
    ends_at: datetime
    room: str
    room_capacity: int
    site: str
    site_capacity: int
    candidates: frozenset[str] = frozenset()
    invigilators: frozenset[str] = frozenset()
    assessors: frozenset[str] = frozenset()
    internal_supervisors: frozenset[str] = frozenset()

    def staff(self) -> frozenset[str]:
        return self.invigilators | self.assessors | self.internal_supervisors

    def overlaps(self, other: "Session") -> bool:
        return self.starts_at < other.ends_at and other.starts_at < self.ends_at


@clause("4.1")
def seated(candidates: Sequence[str], sessions: Sequence[Session]) -> tuple[Session, ...]:
    """The sessions with their candidates, where the plan does not seat them one by one.

    In the order filed each part fills its rooms one after the other; whoever finds no seat is
    put into the last, so that its room is found too small.
    """
    given: list[Session] = []
    for place, session in enumerate(sessions):
        taken = sum(len(other.candidates) for other in given if other.part == session.part)
        is_last = all(later.part != session.part for later in sessions[place + 1 :])
        until = len(candidates) if is_last else taken + session.room_capacity
        given.append(replace(session, candidates=frozenset(candidates[taken:until])))
    return tuple(given)


@clause("4.1")
def check_sessions(
    sessions: Sequence[Session],
    ratio: StaffingRatio = DEFAULT_RATIO,
    path: Path = ("sessions",),
) -> Findings:
    """Every session has its time, room and staff, and nobody is in two places at one time."""
    found: Findings = ()
    for place, session in enumerate(sessions):
        found += check_session(session, ratio, (*path, place))
    return found + check_supervisors_apart(sessions, path) + check_no_overlap(sessions, path)


@clause("4.1")
def check_session(
    session: Session, ratio: StaffingRatio = DEFAULT_RATIO, path: Path = ()
) -> Findings:
    """One session by itself: time, capacity, staff by the number of its candidates."""
    actual = len(session.candidates)
    staffing = (
        check_invigilators(session, ratio, path)
        if session.kind is PartKind.THEORY
        else check_assessors(session, ratio, path)
    )
    return (
        check_times(session.starts_at, session.ends_at, path)
        + found_when(
            actual > session.room_capacity,
            FindingCode.ROOM_TOO_SMALL,
            (*path, "roomId"),
            capacity=session.room_capacity,
            actual=actual,
        )
        + staffing
        + found_when(
            not session.internal_supervisors,
            FindingCode.INTERNAL_SUPERVISOR_MISSING,
            (*path, "internalSupervisorIds"),
        )
    )


@clause("4.1")
def check_times(starts_at: datetime, ends_at: datetime, path: Path = ()) -> Findings:
    """A session ends after it begins."""
    return found_when(ends_at <= starts_at, FindingCode.SESSION_ENDS_TOO_EARLY, (*path, "endsAt"))


@clause("4.1")
def invigilators_needed(candidates: int, ratio: StaffingRatio = DEFAULT_RATIO) -> int:
    """One for every 15 begun, at least two in a room."""
    return max(ratio.invigilators_minimum, _begun(candidates, ratio.candidates_per_invigilator))


@clause("4.1")
def assessors_needed(candidates: int, ratio: StaffingRatio = DEFAULT_RATIO) -> int:
    """One for every 5 begun, at least three, and an odd number."""
    needed = max(ratio.assessors_minimum, _begun(candidates, ratio.candidates_per_assessor))
    return needed if needed % 2 else needed + 1


def _begun(candidates: int, for_each: int) -> int:
    return -(-candidates // for_each)


@clause("4.1")
def check_invigilators(session: Session, ratio: StaffingRatio, path: Path = ()) -> Findings:
    """Theory has enough invigilators (监考人员)."""
    expected, actual = (
        invigilators_needed(len(session.candidates), ratio),
        len(session.invigilators),
    )
    return found_when(
        actual < expected,
        FindingCode.TOO_FEW_INVIGILATORS,
        (*path, "invigilatorIds"),
        ratio=ratio.candidates_per_invigilator,
        minimum=ratio.invigilators_minimum,
        expected=expected,
        actual=actual,
    )


@clause("4.1")
def check_assessors(session: Session, ratio: StaffingRatio, path: Path = ()) -> Findings:
    """Practice has enough assessors (考评人员), and an odd number, so that a vote decides."""
    expected, actual = assessors_needed(len(session.candidates), ratio), len(session.assessors)
    return found_when(
        actual < expected,
        FindingCode.TOO_FEW_ASSESSORS,
        (*path, "assessorIds"),
        ratio=ratio.candidates_per_assessor,
        minimum=ratio.assessors_minimum,
        expected=expected,
        actual=actual,
    ) + found_when(
        actual >= expected and actual % 2 == 0,
        FindingCode.ASSESSORS_EVEN,
        (*path, "assessorIds"),
        actual=actual,
    )


@clause("4.1")
def check_supervisors_apart(sessions: Sequence[Session], path: Path = ("sessions",)) -> Findings:
    """Who assesses in a batch does not supervise (内部质量督导) in it."""
    assessors = frozenset[str]().union(*(session.assessors for session in sessions))
    found: Findings = ()
    for place, session in enumerate(sessions):
        found += found_when(
            bool(session.internal_supervisors & assessors),
            FindingCode.ASSESSOR_SUPERVISES,
            (*path, place, "internalSupervisorIds"),
        )
    return found


@clause("4.1")
def check_no_overlap(sessions: Sequence[Session], path: Path = ("sessions",)) -> Findings:
    """At one time a person is in one session, and a room holds one."""
    found: Findings = ()
    for place, earlier, session in _overlapping(sessions):
        found += _check_apart(earlier, session, (*path, place))
    return found


@clause("4.1")
def check_no_overlap_elsewhere(
    sessions: Sequence[Session], elsewhere: Iterable[Session], path: Path = ("sessions",)
) -> Findings:
    """Nor are they in a session of another accepted plan of the agency."""
    found: Findings = ()
    for other in elsewhere:
        for place, session in enumerate(sessions):
            if session.overlaps(other):
                found += _check_apart(other, session, (*path, place))
    return found


@clause("4.1")
def check_site_capacity(
    sessions: Sequence[Session], elsewhere: Iterable[Session] = (), path: Path = ("sessions",)
) -> Findings:
    """All rooms of a site together hold no more candidates at one time than the site does."""
    held = [*sessions, *elsewhere]
    found: Findings = ()
    for place, session in enumerate(sessions):
        actual = _most_at_once(session, held)
        found += found_when(
            actual > session.site_capacity,
            FindingCode.SITE_TOO_SMALL,
            (*path, place, "roomId"),
            capacity=session.site_capacity,
            actual=actual,
        )
    return found


def _most_at_once(session: Session, held: Sequence[Session]) -> int:
    """The candidates at the session's site when it is fullest: at the beginning of one of them."""
    near = [other for other in held if other.site == session.site and other.overlaps(session)]
    return max(
        sum(len(o.candidates) for o in near if o.starts_at <= begun.starts_at < o.ends_at)
        for begun in near
    )


@clause("4.1")
def _check_apart(other: Session, session: Session, path: Path) -> Findings:
    """Of two sessions at one time: no person in both, and each in a room of its own."""
    starts_at = minute_in_shanghai(session.starts_at)
    is_twice = bool(other.staff() & session.staff() or other.candidates & session.candidates)
    return found_when(
        is_twice, FindingCode.PERSON_TWICE_AT_ONE_TIME, path, starts_at=starts_at
    ) + found_when(
        other.room == session.room,
        FindingCode.ROOM_TWICE_AT_ONE_TIME,
        (*path, "roomId"),
        starts_at=starts_at,
    )


def _overlapping(sessions: Iterable[Session]) -> Iterator[tuple[int, Session, Session]]:
    """Pairs that overlap, with the place of the later one in the list."""
    for (_, earlier), (place, session) in combinations(enumerate(sessions), 2):
        if earlier.overlaps(session):
            yield place, earlier, session
