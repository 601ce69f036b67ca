"""The directory of a day once more, from the decisions alone: plain Python beside the program's.

Nothing of `rules/` or `resolvers/` is used here, or the comparison would say nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

DECISIONS = """
select d.id, d.agency_id, d.act, d.effective_on, d.until_on,
  timezone(interval '8 hours', d.created_at)::date as recorded_on,
  r.kind, r.valid_from, r.valid_to
from agency_decision d
left join filing_receipt r on r.agency_id = d.agency_id and r.created_at = d.created_at
order by d.created_at, d.id
"""
NAMED = """
select n.decision_id, n.agency_item_id as item, i.occupation_id as occupation,
  n.before_level_from, n.before_level_to, n.after_level_from, n.after_level_to
from agency_decision_item n join agency_item i on i.id = n.agency_item_id order by n.id
"""
ENDS = {"removeAgency", "recordInstitutionClosure", "recordInstitutionMerger"}
Told = tuple[str, frozenset[tuple[Any, int, str]]]


@dataclass
class Holding:
    """One level of one item."""

    item: Any
    occupation: Any
    level: int
    begins: date
    ends: date
    given_up: date | None = None


@dataclass
class Pause:
    item: Any  # None: the whole agency
    begins: date
    ends: date | None


class Unnamed:
    """The item of a level that was given up and has not ended: no decision has named it yet."""


@dataclass
class Replay:
    """One agency, decision after decision."""

    terms: list[tuple[date, date]] = field(default_factory=list)
    removed: date | None = None
    holdings: list[Holding] = field(default_factory=list)
    pauses: list[Pause] = field(default_factory=list)

    def take(self, decision: Any, named: list[Any]) -> None:
        act = decision["act"]
        for one in named:
            self.adopt(one)
        if act == "suspendAgency":
            for item in [n["item"] for n in named] or [None]:
                self.pauses.append(Pause(item, decision["effective_on"], decision["until_on"]))
        elif act == "restoreAgency":
            self.restore(decision["effective_on"], [n["item"] for n in named] or [None])
        elif act == "reduceAgency" or decision["kind"] == "REDUCTION":
            self.give_up(decision["effective_on"], named)
        elif act in ENDS:
            self.removed = decision["effective_on"]
        elif act == "issueFilingReceipt":
            self.receive(decision, named)

    def receive(self, decision: Any, named: list[Any]) -> None:
        begins, ends = decision["valid_from"], decision["valid_to"]
        if decision["kind"] in ("FIRST_FILING", "RENEWAL"):
            self.terms.append((begins, ends))
        for one in named:
            for level in after(one):
                self.holdings.append(Holding(one["item"], one["occupation"], level, begins, ends))

    def restore(self, on: date, items: list[Any]) -> None:
        for pause in self.pauses:
            if pause.item in items and (pause.ends is None or pause.ends >= on):
                pause.ends = on - timedelta(days=1)

    def give_up(self, on: date, named: list[Any]) -> None:
        """Kept apart is not given up: it goes on under an item of its own."""
        for reduced in (one for one in named if before(one)):
            apart = {
                level: one["item"]
                for one in named
                if not before(one) and one["occupation"] == reduced["occupation"]
                for level in after(one)
            }
            for holding in [h for h in self.holdings if h.item == reduced["item"]]:
                if holding.level in apart:
                    self.part(holding, apart[holding.level])
                elif holding.level not in after(reduced):
                    day = max(on, holding.begins + timedelta(days=1))
                    holding.given_up = min(day, holding.given_up or day)
                    self.part(holding, Unnamed())

    def part(self, holding: Holding, item: Any) -> None:
        """An item of its own from now on; what was suspended stays suspended."""
        self.pauses += [
            Pause(item, pause.begins, pause.ends)
            for pause in self.pauses
            if pause.item == holding.item
        ]
        holding.item = item

    def adopt(self, one: Any) -> None:
        """A level that was given up is named by a later decision, before it has ended."""
        if any(holding.item == one["item"] for holding in self.holdings):
            return
        for holding in self.holdings:
            is_named = one["occupation"] == holding.occupation and holding.level in before(one)
            if isinstance(holding.item, Unnamed) and is_named:
                self.part(holding, one["item"])

    def told(self, day: date) -> Told | None:
        """The state of the agency, and of each level that it holds or has suspended."""
        if not self.terms:
            return None
        state = self.state(day)
        levels = {
            (h.occupation, h.level, self.level_state(h, state, day))
            for h in self.holdings
            if h.begins <= day <= h.ends and (h.given_up is None or day < h.given_up)
        }
        return state, frozenset(one for one in levels if one[2] in ("IN_FORCE", "SUSPENDED"))

    def state(self, day: date) -> str:
        if self.removed is not None and self.removed <= day:
            return "REMOVED"
        begun = [term for term in self.terms if term[0] <= day]
        if not begun:
            return "NOT_YET"
        if day > max(ends for _, ends in begun):
            return "EXPIRED"
        return "SUSPENDED" if self.is_paused(None, day) else "IN_FORCE"

    def level_state(self, holding: Holding, state: str, day: date) -> str:
        is_paused = self.is_paused(holding.item, day)
        return "SUSPENDED" if state == "IN_FORCE" and is_paused else state

    def is_paused(self, item: Any, day: date) -> bool:
        return any(
            p.item == item and p.begins <= day and (p.ends is None or day <= p.ends)
            for p in self.pauses
        )


def before(one: Any) -> set[int]:
    return _levels(one["before_level_from"], one["before_level_to"])


def after(one: Any) -> set[int]:
    return _levels(one["after_level_from"], one["after_level_to"])


def _levels(lowest: int | None, highest: int | None) -> set[int]:
    return set() if lowest is None or highest is None else set(range(highest, lowest + 1))


def told(decisions: Iterable[Any], named: dict[Any, list[Any]], day: date, known: date) -> Any:
    """What the decisions recorded by `known` say of the day."""
    replay = Replay()
    for decision in decisions:
        if decision["recorded_on"] <= known:
            replay.take(decision, named.get(decision["id"], []))
    first = [d["effective_on"] for d in decisions if d["recorded_on"] <= known]
    return replay.told(day) if first and min(first) <= day else None
