"""New ids: version 7 of RFC 9562, rising."""

import time
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

import pytest

from models.base import new_id


def test_an_id_is_of_version_7_and_carries_its_millisecond() -> None:
    before = time.time_ns() // 1_000_000
    made = new_id()
    assert (made.version, made.variant) == (7, "specified in RFC 4122")
    assert before <= made.int >> 80 <= time.time_ns() // 1_000_000 + 1


def test_ids_rise_within_a_millisecond_and_from_several_threads() -> None:
    ids = [new_id() for _ in range(20_000)]
    assert ids == sorted(set(ids))
    with ThreadPoolExecutor(4) as threads:
        made: list[UUID] = list(threads.map(lambda _: new_id(), range(4_000)))
    assert len(set(made)) == 4_000
    assert min(made) > ids[-1]


def test_ids_rise_although_the_clock_goes_back(monkeypatch: pytest.MonkeyPatch) -> None:
    before = new_id()
    hour_ago = time.time_ns() - 3_600 * 10**9
    monkeypatch.setattr(time, "time_ns", lambda: hour_ago)
    assert before < new_id() < new_id()
