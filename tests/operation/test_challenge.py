"""The captcha of an installation is named by the operator and asked where nothing was found."""

import pytest

from operation.challenge import read_challenge
from permissions.errors import RateLimited
from transport.look_ups import AddressLookUps
from transport.rates import Rate

ASKED: list[tuple[str, str]] = []


async def person(proof: str, address: str) -> bool:
    ASKED.append((proof, address))
    return proof == "right"


def no_coroutine(proof: str, address: str) -> bool:
    return True


@pytest.mark.parametrize(
    "text", ["", "x", "no.such:thing", f"{__name__}:nothing", f"{__name__}:no_coroutine", ":f"]
)
def test_what_is_no_coroutine_function_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="module:function"):
        read_challenge(text)


async def test_a_proof_takes_the_place_of_waiting_and_only_then_is_it_asked_for() -> None:
    challenge = read_challenge(f"{__name__}:person")
    look_ups = AddressLookUps(challenge, Rate(1, 100), Rate(0.01, 2), clock=lambda: 0.0)
    for _ in range(2):
        await look_ups.take("192.0.2.1", "anything")
        look_ups.missed("192.0.2.1")
    assert ASKED == []
    for proof in (None, "wrong"):
        with pytest.raises(RateLimited) as refused:
            await look_ups.take("192.0.2.1", proof)
        assert refused.value.extensions["proofTaken"] is True
    await look_ups.take("192.0.2.1", "right")
    assert ASKED == [("wrong", "192.0.2.1"), ("right", "192.0.2.1")]


async def test_a_proof_does_not_lift_the_bound_on_all_look_ups() -> None:
    challenge = read_challenge(f"{__name__}:person")
    look_ups = AddressLookUps(challenge, Rate(0.01, 1), Rate(0.01, 1), clock=lambda: 0.0)
    await look_ups.take("192.0.2.2", "right")
    with pytest.raises(RateLimited):
        await look_ups.take("192.0.2.2", "right")
