"""One address cannot take everybody's turn."""

import pytest

from permissions.errors import RateLimited
from transport.rates import Rate, Rates, subscriber


class Clock:
    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


def taken(rates: Rates, address: str, times: int) -> int:
    """How many of so many requests are let through."""
    through = 0
    for _ in range(times):
        try:
            rates.take(address)
            through += 1
        except RateLimited:
            pass
    return through


def test_a_burst_is_let_through_and_then_the_rate() -> None:
    clock = Clock()
    rates = Rates(Rate(per_second=2, burst=10), clock=clock)
    assert taken(rates, "192.0.2.1", 50) == 10
    assert taken(rates, "192.0.2.2", 50) == 10
    clock.now += 3
    assert taken(rates, "192.0.2.1", 50) == 6
    clock.now += 3_600
    assert taken(rates, "192.0.2.1", 50) == 10


def test_a_refusal_says_when_to_come_again() -> None:
    clock = Clock()
    rates = Rates(Rate(per_second=0.1, burst=1), clock=clock)
    rates.take("192.0.2.1")
    with pytest.raises(RateLimited) as refused:
        rates.take("192.0.2.1")
    assert refused.value.retry_after == 10
    clock.now += 10
    rates.take("192.0.2.1")


def test_one_subscriber_has_one_bucket_for_all_ipv6_addresses() -> None:
    rates = Rates(Rate(per_second=1, burst=4), clock=Clock())
    assert sum(taken(rates, f"2001:db8:1:2::{n:x}", 1) for n in range(50)) == 4
    assert subscriber("2001:db8:1:2::1") != subscriber("2001:db8:1:3::1")
    assert subscriber("fe80::1%eth0") == "fe80::/64"


def test_a_million_addresses_do_not_fill_the_memory() -> None:
    rates = Rates(Rate(), most=100, clock=Clock())
    for n in range(1_000):
        rates.take(f"192.0.{n // 256}.{n % 256}")
    assert len(rates._buckets) == 100


def test_a_check_takes_no_token_and_a_take_of_none_is_told() -> None:
    rates = Rates(Rate(per_second=0.5, burst=1), clock=lambda: 0.0)
    rates.check("192.0.2.1")
    assert rates.take_if_any("192.0.2.1")
    assert not rates.take_if_any("192.0.2.1")
    with pytest.raises(RateLimited) as refused:
        rates.check("192.0.2.1")
    assert refused.value.retry_after == 2
