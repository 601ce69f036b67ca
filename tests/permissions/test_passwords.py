"""Passwords cost the guesser much, the server a bounded amount, and tell nothing by their time."""

import asyncio
import statistics
import time
from collections.abc import Iterator

import pytest

from permissions.errors import BadUserInput, Unavailable
from permissions.passwords import Passwords
from rules.account import MOST_PASSWORD_LENGTH


@pytest.fixture
def passwords() -> Iterator[Passwords]:
    made = Passwords()
    yield made
    made.close()


async def test_a_password_is_kept_as_argon2id_at_19_mebibytes(passwords: Passwords) -> None:
    stored = await passwords.hash("correct horse")
    assert stored.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert await passwords.verify("correct horse", stored)
    assert not await passwords.verify("correct horsf", stored)
    assert not passwords.needs_rehash(stored)


async def test_weaker_parameters_are_to_be_made_anew(passwords: Passwords) -> None:
    stored = await passwords.hash("correct horse")
    assert passwords.needs_rehash(stored.replace("m=19456", "m=4096"))


async def test_no_account_and_a_damaged_hash_are_simply_wrong(passwords: Passwords) -> None:
    for stored in (None, "", "plain", "$argon2id$damaged"):
        assert not await passwords.verify("anything", stored)


async def test_one_spelling_for_what_looks_the_same(passwords: Passwords) -> None:
    stored = await passwords.hash("ｐａｓｓ①密码")
    assert await passwords.verify("pass1密码", stored)


async def test_a_password_that_is_too_long_is_refused_and_never_right(
    passwords: Passwords,
) -> None:
    too_long = "x" * (MOST_PASSWORD_LENGTH + 1)
    with pytest.raises(BadUserInput):
        await passwords.hash(too_long)
    assert not await passwords.verify(too_long, await passwords.hash("x"))


async def test_an_unknown_account_costs_what_a_known_one_does(passwords: Passwords) -> None:
    stored = await passwords.hash("right")

    async def seconds(given: str | None) -> float:
        started = time.perf_counter()
        await passwords.verify("wrong", given)
        return time.perf_counter() - started

    pairs = [(await seconds(stored), await seconds(None)) for _ in range(15)]
    known, unknown = (statistics.median(times) for times in zip(*pairs, strict=True))
    assert unknown > known / 2  # without the dummy work it would be a thousandth


async def test_a_wave_of_sign_ins_is_bounded_and_the_rest_may_try_again() -> None:
    passwords = Passwords(workers=1, queue=2)
    try:
        outcomes = await asyncio.gather(
            *(passwords.verify("wrong", None) for _ in range(20)), return_exceptions=True
        )
        assert outcomes.count(False) == 3
        refused = [outcome for outcome in outcomes if isinstance(outcome, Unavailable)]
        assert len(refused) == 17
        assert refused[0].retry_after == 2
        assert not await passwords.verify("wrong", None)
    finally:
        passwords.close()


async def test_hashing_does_not_hold_up_the_event_loop(passwords: Passwords) -> None:
    hashing = asyncio.gather(*(passwords.hash("x") for _ in range(4)))
    turns = 0
    while not hashing.done():
        await asyncio.sleep(0)
        turns += 1
    assert turns > 20
