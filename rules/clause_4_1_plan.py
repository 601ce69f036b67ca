"""四(一) The plan (评价计划) of a batch: filed before it, within validity, with its candidates."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from rules.clause_3_3_agency import UNTOUCHED, Standing, status_on
from rules.clause_3_3_filing import Validity
from rules.clause_4_1_sessions import Session
from rules.clauses import clause
from rules.finding import FindingCode, Findings, Path, found_when
from rules.identifiers import Rejection, identity_document
from rules.occupation import OccupationKey
from rules.vocabulary import AgencyStatus, DocumentType, Level, PartKind
from rules.working_days import day_in_shanghai, minute_in_shanghai

HELD_IN_SESSIONS = frozenset({PartKind.THEORY, PartKind.PRACTICE})
"""A course examination was sat before, modules are part of the teaching."""
RECENT = timedelta(days=365)
MANY_CERTIFICATES = 2  # in that time; with one more somebody looks how they were earned
NAME_MARKS = re.compile(r"[\s·•・‧∙⋅.]")  # how one name is written in different systems


@dataclass(frozen=True, slots=True)
class FiledItem:
    """An item: its levels, its own validity and that of its agency, and what was decided of each.

    `agency_status` and `item_status` are those of the day on which the plan is judged.
    """

    levels: frozenset[Level]
    validity: Validity
    agency_status: AgencyStatus
    agency_validity: Validity
    item_status: AgencyStatus = AgencyStatus.LISTED
    agency_standing: Standing = UNTOUCHED
    item_standing: Standing = UNTOUCHED

    def is_listed_on(self, day: date) -> bool:
        standings = (self.agency_standing, self.item_standing)
        return all(status_on(each, day) is AgencyStatus.LISTED for each in standings)


@dataclass(frozen=True, slots=True)
class HeldCertificate:
    """A certificate in force that a candidate holds, its occupation in the plan's edition; under
    each name of the occupation it is the same certificate by its number."""

    occupation: OccupationKey
    level: Level
    number: str = field(default="", compare=False)
    issued_on: date = field(default=date.min, compare=False)


@clause("4.1")
def check_contents(candidates: int, sessions: Sequence[Session], path: Path = ()) -> Findings:
    """A plan names whom it evaluates, and when."""
    return found_when(
        candidates == 0, FindingCode.CANDIDATES_MISSING, (*path, "candidates")
    ) + found_when(not sessions, FindingCode.SESSIONS_MISSING, (*path, "sessions"))


@clause("4.1")
def check_content(refusals: int | None) -> Findings:
    """What was refused when the plan was last checked is corrected first; None: not known."""
    return found_when(bool(refusals), FindingCode.PLAN_CONTENT_REFUSED, count=refusals)


@clause("4.1")
def check_filed_before(
    filed_at: datetime, sessions: Iterable[Session], path: Path = ("sessions",)
) -> Findings:
    """The plan is filed with the center before its first session begins."""
    first = min((session.starts_at for session in sessions), default=None)
    return check_filing_time(filed_at, first, path)


@clause("4.1")
def check_filing_time(
    filed_at: datetime, first_session_starts_at: datetime | None, path: Path = ("sessions",)
) -> Findings:
    """Before the beginning, not at it; a plan without a session is refused for that."""
    first = first_session_starts_at
    return found_when(
        first is not None and filed_at >= first,
        FindingCode.PLAN_NOT_BEFORE_FIRST_SESSION,
        path,
        starts_at=first and minute_in_shanghai(first),
    )


@clause("4.1")
def check_listed(is_agency_listed: bool, is_item_listed: bool) -> Findings:
    """No plan is filed while the agency, or the item, is suspended or ended."""
    return found_when(not is_agency_listed, FindingCode.AGENCY_NOT_IN_FORCE) + found_when(
        is_agency_listed and not is_item_listed, FindingCode.ITEM_NOT_IN_FORCE
    )


@clause("4.1")
def check_validity(
    item: FiledItem, sessions: Sequence[Session], path: Path = ("sessions",)
) -> Findings:
    """Every session lies within the validity of agency and item, on a day when neither is
    suspended or ended; no plan is filed on such a day."""
    is_agency_listed = item.agency_status is AgencyStatus.LISTED
    found = check_listed(is_agency_listed, item.item_status is AgencyStatus.LISTED)
    valid_from = max(item.validity.valid_from, item.agency_validity.valid_from)
    valid_to = min(item.validity.valid_to, item.agency_validity.valid_to)
    for place, session in enumerate(sessions):
        days = (day_in_shanghai(session.starts_at), day_in_shanghai(session.ends_at))
        is_within = all(valid_from <= day <= valid_to for day in days)
        found += found_when(
            not is_within,
            FindingCode.SESSION_OUTSIDE_VALIDITY,
            (*path, place),
            valid_from=valid_from,
            valid_until=valid_to,
        ) + found_when(
            not all(item.is_listed_on(day) for day in days),
            FindingCode.SESSION_NOT_IN_FORCE,
            (*path, place),
        )
    return found


@clause("4.1")
def check_agency_code(item: FiledItem, has_code: bool) -> Findings:
    """The plan takes the agency code in force on its first day; certificates bear it."""
    is_listed = item.agency_status is AgencyStatus.LISTED
    return found_when(is_listed and not has_code, FindingCode.AGENCY_NOT_IN_FORCE)


@clause("4.1")
def is_item_in_force(item: FiledItem, level: Level, on: date) -> bool:
    """Whether the item may be evaluated at the level on the day."""
    is_valid = item.agency_validity.contains(on) and item.validity.contains(on)
    return is_valid and item.is_listed_on(on) and level in item.levels


@clause("4.1")
def check_level(item: FiledItem, level: int, path: Path = ("level",)) -> Findings:
    """The filed item contains the level of the plan."""
    return found_when(
        level not in item.levels, FindingCode.LEVEL_NOT_OF_ITEM, path, level=int(level)
    )


@clause("4.1")
def check_parts_held(
    parts: Iterable[tuple[PartKind, str]],
    sessions: Sequence[Session],
    candidates: Sequence[str],
    path: Path = (),
) -> Findings:
    """Theory and practice have their sessions, and every candidate one for each."""
    found: Findings = ()
    for name in (name for kind, name in parts if kind in HELD_IN_SESSIONS):
        held = [session.candidates for session in sessions if session.part == name]
        found += found_when(
            not held,
            FindingCode.PART_WITHOUT_SESSION,
            (*path, "sessions"),
            part=name,
            part_en=name,
        )
        seated = frozenset().union(*held)
        for place, candidate in enumerate(candidates if held else ()):
            found += found_when(
                candidate not in seated,
                FindingCode.CANDIDATE_WITHOUT_SESSION,
                (*path, "candidates", place),
                part=name,
                part_en=name,
            )
    return found


@clause("4.1")
def check_identity(document: DocumentType, number: str, today: date, path: Path = ()) -> Findings:
    """The number of the identity document is well-formed."""
    answer = identity_document(document, number, today)
    if not isinstance(answer, Rejection):
        return ()
    return found_when(
        True,
        FindingCode.IDENTITY_NUMBER_INVALID,
        (*path, "documentNumber"),
        reason=answer.zh,
        reason_en=answer.en,
    )


@clause("4.1")
def check_country(document: DocumentType, country: str | None, path: Path = ()) -> Findings:
    """A passport names its country (ISO 3166-1, two letters); numbers repeat between countries."""
    is_named = re.fullmatch(r"[A-Z]{2}", country or "") is not None
    return found_when(
        document is DocumentType.PASSPORT and not is_named,
        FindingCode.COUNTRY_CODE_INVALID,
        (*path, "country"),
    )


@clause("4.1")
def check_persons_once(persons: Sequence[str], path: Path = ("candidates",)) -> Findings:
    """A person stands in a plan only once; `first` counts from 1."""
    found: Findings = ()
    first_place: dict[str, int] = {}
    for place, person in enumerate(persons):
        first = first_place.setdefault(person, place)
        found += found_when(
            first != place,
            FindingCode.CANDIDATE_REPEATED,
            (*path, place, "documentNumber"),
            first=first + 1,
        )
    return found


@clause("4.1")
def check_not_certified(
    held: Collection[HeldCertificate], occupation: OccupationKey, level: Level, path: Path = ()
) -> Findings:
    """Nobody is certified twice for the same occupation, trade and level."""
    is_certified = HeldCertificate(occupation, level) in held
    return found_when(is_certified, FindingCode.ALREADY_CERTIFIED, path)


@clause("4.1")
def check_several_certificates(
    held: Collection[HeldCertificate], on: date, path: Path = ()
) -> Findings:
    """Several certificates within a year are told to whoever decides."""
    recent = {each.number for each in held if on - RECENT <= each.issued_on <= on}
    return found_when(
        len(recent) >= MANY_CERTIFICATES,
        FindingCode.SEVERAL_CERTIFICATES,
        path,
        count=len(recent),
    )


@clause("4.1")
def check_name(known: str, name: str, path: Path = ()) -> Findings:
    """The name is the one that the register knows for the document; a changed one is looked at."""
    return found_when(
        plain_name(known) != plain_name(name), FindingCode.NAME_DIFFERS, (*path, "name")
    )


@clause("4.1")
def plain_name(name: str) -> str:
    """For comparison alone: without blanks and dots between its parts, in one width and case."""
    return NAME_MARKS.sub("", unicodedata.normalize("NFKC", name)).casefold()
