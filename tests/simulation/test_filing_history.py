"""Years of decisions played by the program agree, on any day, with a replay of the decisions.

`make simulate-filing` plays 200 agencies over nine years; a run of the tests plays five.
"""

import os
import time
from collections import defaultdict
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest

from models.database import Database
from tests.simulation.filing_history import History
from tests.simulation.replay import DECISIONS, NAMED, told

AGENCIES = int(os.environ.get("SIMULATED_AGENCIES", "5"))
YEARS = int(os.environ.get("SIMULATED_YEARS", "9"))
SEED = int(os.environ.get("SIMULATION_SEED", "1"))
DAYS = 25  # asked of each agency, each as public then and as known in the end


@pytest.mark.clause("3.3", "3.4")
async def test_any_day_of_nine_years_is_told_as_the_decisions_say(database: Database) -> None:
    history = History(database, Random(SEED))
    began = time.monotonic()
    await history.begin(AGENCIES)
    await history.play(YEARS, _Progress(began))
    played = time.monotonic() - began
    compared = await agreed(history)
    assert compared > 0
    print(
        f"\n{AGENCIES} agencies, {YEARS} years, seed {SEED}: "
        f"{sum(history.done.values())} decisions in {played:.0f} s ({dict(history.done)}), "
        f"{sum(history.refused.values())} refused; "
        f"{compared} answers compared in {time.monotonic() - began - played:.0f} s, all agree"
    )


async def agreed(history: History) -> int:
    """How many answers were compared. Fails at the first that differs."""
    decisions, named = await recorded(history.database)
    random, compared = Random(SEED), 0
    for agency_id, own in decisions.items():
        for day in days(random, history.first, history.today, own):
            for known in (day, history.today):
                expected = _text(told(own, named, day, known))
                found = await history.told(agency_id, day, None if known == day else known)
                assert found == expected, (agency_id, day, known, own)
                compared += 1
    return compared


async def recorded(database: Database) -> tuple[dict[Any, list[Any]], dict[Any, list[Any]]]:
    decisions, named = defaultdict(list), defaultdict(list)
    for decision in await database.pool.fetch(DECISIONS):
        decisions[decision["agency_id"]].append(decision)
    for one in await database.pool.fetch(NAMED):
        named[one["decision_id"]].append(one)
    return decisions, named


def days(random: Random, first: date, last: date, own: list[Any]) -> list[date]:
    """Days anywhere, and days on the edges of what was decided."""
    span = (last - first).days
    anywhere = [first + timedelta(days=random.randint(-20, span)) for _ in range(DAYS)]
    edges = [
        edge + timedelta(days=shift)
        for decision in random.sample(own, min(4, len(own)))
        for edge in (decision["recorded_on"], decision["effective_on"])
        for shift in (-1, 0)
    ]
    return [day for day in (*anywhere, *edges) if day <= last]


def _text(found: Any) -> Any:
    if found is None:
        return None
    state, levels = found
    return state, frozenset((str(occupation), level, own) for occupation, level, own in levels)


class _Progress:
    """A line a year."""

    def __init__(self, began: float) -> None:
        self.began, self.year = began, 0

    def __call__(self, history: History) -> None:
        if history.today.year != self.year:
            self.year = history.today.year
            seconds = time.monotonic() - self.began
            print(f"  {history.today}: {sum(history.done.values())} decisions, {seconds:.0f} s")
