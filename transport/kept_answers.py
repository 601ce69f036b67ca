"""留存的应答 What the public reads over and over, kept for a moment in this process.

Nothing is kept for longer than a second, counted from before the database was asked; what changes
is dropped as soon as it is told, in every process; while nothing can be heard nothing is kept. What
was asked before a change was told is not kept either. Certificates, and what else must never be
shown as it was a moment ago, are not kept at all: only answers from the tables named here.
"""

import re
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import lru_cache
from typing import Final

from models import Base
from resolvers.read.plans import Plan

CHANNEL: Final = "public_changed"  # its payload: the table
KEPT_SECONDS: Final = 1.0
MOST_BYTES: Final = 16 * 1024 * 1024

# Each has a trigger that tells its changes (the migration of the kept answers).
TOLD: Final = frozenset(
    {
        "agency",
        "agency_code",
        "agency_decision",
        "agency_decision_item",
        "agency_item",
        "agency_suspension",
        "directory_change",
        "directory_entry",
        "directory_entry_item",
        "district",
        "evaluation_specification",
        "exclusion",
        "former_name",
        "institution",
        "occupation",
        "occupation_succession",
        "register_clock",
        "search_text",
        "specification_competence",
        "specification_part",
        "standard",
        "standard_trade",
        "trade",
    }
)
NAMES: Final = re.compile(r"\w+")
OF_THE_INSTANT: Final = "register_now"


@lru_cache(maxsize=1_000)
def _may_be_kept(sql: str) -> bool:
    """Whether the statement names no table but those that are told of. A name that is none of a
    table's counts as one: that keeps less, never more."""
    named = set(NAMES.findall(sql))
    return OF_THE_INSTANT not in named and not (Base.metadata.tables.keys() & named) - TOLD


def may_be_kept(plan: Plan) -> bool:
    """What is filled in, prepared or counted beside the statement is asked anew each time."""
    is_whole = not (plan.holes or plan.preparations or plan.told)
    return is_whole and _may_be_kept(plan.sql)


class KeptAnswers:
    """Answers by what was asked. `clock` counts seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._kept: OrderedDict[Hashable, tuple[bytes, float]] = OrderedDict()
        self._bytes = 0
        self._changes = 0
        self._is_heard = False

    def get(self, key: Hashable) -> bytes | None:
        found = self._kept.get(key)
        if found is None or self._clock() >= found[1]:
            return None
        return found[0]

    def asked(self) -> tuple[int, float]:
        """Taken before the database is asked, and given to `keep` with its answer."""
        return self._changes, self._clock() + KEPT_SECONDS

    def keep(self, key: Hashable, body: bytes, asked: tuple[int, float]) -> None:
        """Unless something has changed since it was asked, or cannot be heard."""
        changes, until = asked
        if not self._is_heard or changes != self._changes:
            return
        old = self._kept.pop(key, None)
        self._bytes += len(body) - (len(old[0]) if old else 0)
        self._kept[key] = body, until
        while self._bytes > MOST_BYTES:
            _, (oldest, _) = self._kept.popitem(last=False)
            self._bytes -= len(oldest)

    def drop(self, _: str = "") -> None:
        """Something has changed: what is under way now may have been read before it."""
        self._changes += 1
        self._kept.clear()
        self._bytes = 0

    def connected(self) -> None:
        self.drop()
        self._is_heard = True

    def lost(self) -> None:
        self._is_heard = False
        self.drop()
