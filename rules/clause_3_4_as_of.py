"""三(四) What the directory says of an agency from one day to the next, to be asked of any day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Generic, TypeVar

from rules.clauses import clause
from rules.vocabulary import DirectoryState

Fact = TypeVar("Fact")
WORST_FIRST = (
    DirectoryState.REMOVED,
    DirectoryState.EXPIRED,
    DirectoryState.NOT_YET,
    DirectoryState.SUSPENDED,
    DirectoryState.IN_FORCE,
)
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Days:
    """A stretch of days, both ends included; open while it has no end."""

    begins_on: date
    ends_on: date | None = None

    def contains(self, day: date) -> bool:
        return self.begins_on <= day and (self.ends_on is None or day <= self.ends_on)

    def edges(self) -> Iterable[date]:
        """The days on which something changes: its first, and the one after its last."""
        yield self.begins_on
        if self.ends_on is not None:
            yield self.ends_on + DAY


@dataclass(frozen=True, slots=True)
class Term:
    """有效期 of an agency or item, its early end, and the days on which it is suspended."""

    valid: Days
    ended_on: date | None = None
    suspensions: tuple[Days, ...] = ()

    def edges(self) -> Iterable[date]:
        for days in (self.valid, *self.suspensions):
            yield from days.edges()
        if self.ended_on is not None:
            yield self.ended_on


@dataclass(frozen=True, slots=True)
class Dated(Generic[Fact]):
    """A fact that holds from a day on, until the next one of its kind."""

    since: date
    fact: Fact


@dataclass(frozen=True, slots=True)
class ListedItem:
    """An item as the directory keeps it, with its lowest and highest level. Levels that are given
    up are an item of their own, which ends."""

    key: str
    term: Term
    levels: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Listed(Generic[Fact]):
    """An agency as the directory keeps it; `faces` are the names and addresses shown, by day."""

    term: Term
    codes: tuple[tuple[str, Days], ...]
    faces: tuple[Dated[Fact], ...]
    items: tuple[ListedItem, ...]


@dataclass(frozen=True, slots=True)
class ItemShown:
    """What one item is, from one day to the next."""

    key: str
    levels: tuple[int, int]
    state: DirectoryState


@dataclass(frozen=True, slots=True)
class Shown(Generic[Fact]):
    """What the directory says of an agency."""

    state: DirectoryState
    codes: tuple[str, ...]
    face: Fact
    items: tuple[ItemShown, ...]


@clause("3.4")
def state_on(term: Term, day: date) -> DirectoryState:
    """An early end comes first, then the validity, then the suspensions."""
    if term.ended_on is not None and term.ended_on <= day:
        return DirectoryState.REMOVED
    if day < term.valid.begins_on:
        return DirectoryState.NOT_YET
    if not term.valid.contains(day):
        return DirectoryState.EXPIRED
    if any(days.contains(day) for days in term.suspensions):
        return DirectoryState.SUSPENDED
    return DirectoryState.IN_FORCE


@clause("3.4")
def shown_on(agency: Listed[Fact], day: date) -> Shown[Fact]:
    """What the directory says on the day: no item is better off than its agency."""
    state = state_on(agency.term, day)
    items = tuple(
        ItemShown(
            item.key,
            item.levels,
            min(state, state_on(item.term, day), key=WORST_FIRST.index),
        )
        for item in agency.items
    )
    codes = tuple(code for code, days in agency.codes if days.contains(day))
    return Shown(state, codes, fact_on(agency.faces, day), items)


@clause("3.4")
def entries_since(agency: Listed[Fact], since: date) -> tuple[tuple[Days, Shown[Fact]], ...]:
    """The entries from `since` on without end: a new one begins where what is shown changes."""
    found: list[tuple[date, Shown[Fact]]] = []
    for day in sorted({since, *(edge for edge in _edges(agency) if edge > since)}):
        shown = shown_on(agency, day)
        if not found or found[-1][1] != shown:
            found.append((day, shown))
    ends = [begins_on - DAY for begins_on, _ in found[1:]]
    return tuple(
        (Days(begins_on, ends_on), shown)
        for (begins_on, shown), ends_on in zip(found, [*ends, None], strict=True)
    )


@clause("3.4")
def fact_on(facts: tuple[Dated[Fact], ...], day: date) -> Fact:
    """The last fact that began by the day; before all of them, the first. They rise by day."""
    begun = [dated.fact for dated in facts if dated.since <= day]
    return begun[-1] if begun else facts[0].fact


def _edges(agency: Listed[Fact]) -> Iterable[date]:
    yield from agency.term.edges()
    for _, days in agency.codes:
        yield from days.edges()
    yield from (face.since for face in agency.faces)
    for item in agency.items:
        yield from item.term.edges()


@dataclass(frozen=True, slots=True)
class Standing:
    """The days of an entry that stands, and the day since which it was known to hold."""

    days: Days
    known_from: date


@dataclass(frozen=True, slots=True)
class Correction:
    """What becomes of an entry that stands when the directory is written anew: `kept` days are
    still held to be true, `superseded` ones were public and are not held true any more."""

    kept: Days | None
    superseded: Days | None


@clause("3.4")
def corrected(entry: Standing, since: date, today: date) -> Correction:
    """What was public stays: only days from today on are forgotten, days before `since` stand."""
    first, last = entry.days.begins_on, _last_past_day(entry.days, today)
    kept = Days(first, min(last, since - DAY)) if first < since else None
    begins_on = max(first, since)
    was_public = begins_on <= last and entry.known_from < today
    return Correction(kept, Days(begins_on, last) if was_public else None)


def _last_past_day(days: Days, today: date) -> date:
    yesterday = today - DAY
    return yesterday if days.ends_on is None else min(days.ends_on, yesterday)
