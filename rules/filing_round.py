"""补正轮次 What an application said when it was handed in, and how two rounds differ (3.1).

The content of a round is a plain document: objects, lists and scalars, its names those of the
input, so that a path leads to the same place of the school's form. What an id names is written in
words: a row may change or go, the round stays readable.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rules.finding import Path
from rules.vocabulary import Difference

FORM = 1
"""The version of the form; a round of another form is not compared."""

Scalar = str | int | bool | None
Content = Mapping[str, Any]

SAME: Mapping[str, tuple[str, ...]] = {
    "items": ("occupationId", "tradeId"),
    "majors": ("majorId",),
    "materials": ("kind", "title"),
    "enrolments": ("year",),
    "sessions": ("sessionId",),
    "changes": ("fact", "siteBeforeId"),
    "selfMarks": ("criterionId",),
}
"""By what an entry of a list is known again although others came or went before it."""


@dataclass(frozen=True, slots=True)
class RoundChange:
    """One difference; `path` leads into the later round, or into the earlier for what was
    removed."""

    path: Path
    kind: Difference
    before: str | None
    after: str | None


def changes_between(before: Content, after: Content) -> tuple[RoundChange, ...]:
    """What differs, in the order of the later round; nothing where a form is not known."""
    if before.get("form") != FORM or after.get("form") != FORM:
        return ()
    return tuple(_differences(before, after, ()))


def _differences(before: Any, after: Any, path: Path) -> Iterator[RoundChange]:
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        for name in dict.fromkeys([*after, *before]):
            yield from _differences(before.get(name), after.get(name), (*path, name))
    elif isinstance(before, list) or isinstance(after, list):
        yield from _of_lists(before or [], after or [], path)
    elif before != after:
        yield _difference(before, after, path)


def _of_lists(before: Sequence[Any], after: Sequence[Any], path: Path) -> Iterator[RoundChange]:
    same = SAME.get(str(path[-1]), ())
    earlier = {_known_by(before, place, same): place for place in range(len(before))}
    for place, entry in enumerate(after):
        found = earlier.pop(_known_by(after, place, same), None)
        if found is None:
            yield _difference(None, entry, (*path, place))
        else:
            yield from _differences(before[found], entry, (*path, place))
    for place in earlier.values():
        yield _difference(before[place], None, (*path, place))


def _known_by(entries: Sequence[Any], place: int, same: Sequence[str]) -> tuple[Any, ...]:
    """What the entry is known by, and which of those known by the same it is."""
    own = _identity(entries[place], same)
    return (*own, sum(_identity(other, same) == own for other in entries[:place]))


def _identity(entry: Any, same: Sequence[str]) -> tuple[Any, ...]:
    return tuple(entry.get(name) for name in same) if isinstance(entry, Mapping) else (entry,)


def _difference(before: Any, after: Any, path: Path) -> RoundChange:
    kind = Difference.CHANGED
    if before is None:
        kind = Difference.ADDED
    elif after is None:
        kind = Difference.REMOVED
    return RoundChange(path, kind, _in_words(before), _in_words(after))


def _in_words(value: Any) -> str | None:
    """A scalar as text; an entry by what it says, in its order."""
    if isinstance(value, Mapping):
        parts = [_in_words(part) for part in value.values() if not isinstance(part, list)]
        return " · ".join(part for part in parts if part)
    if isinstance(value, bool):
        return "true" if value else "false"
    return None if value is None else str(value)


def values_of(content: Content) -> tuple[tuple[Path, str], ...]:
    """Everything that a round said, place by place, in its order; what it left empty is not
    there."""
    stated = {name: value for name, value in content.items() if name != "form"}
    return tuple(_values(stated, ()))


def _values(place: Any, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(place, Mapping):
        for name, value in place.items():
            yield from _values(value, (*path, name))
    elif isinstance(place, list):
        for number, value in enumerate(place):
            yield from _values(value, (*path, number))
    elif (text := _in_words(place)) is not None:
        yield path, text


def leads_into(content: Content, path: Sequence[str]) -> bool:
    """Whether the path, each step as text, ends at a place of the content."""
    place: Any = content
    for step in path:
        if isinstance(place, Mapping) and step in place:
            place = place[step]
        elif (
            isinstance(place, list) and step.isascii() and step.isdigit() and int(step) < len(place)
        ):
            place = place[int(step)]
        else:
            return False
    return bool(path) and path[0] != "form"
