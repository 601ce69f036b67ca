"""频率 How often one address may ask without signing in: a bucket of tokens for each address.

The buckets live in this process; counters that must hold over all processes (sign-in, look-ups of
one number) belong in the database.
"""

import ipaddress
import math
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from permissions.errors import RateLimited

IPV6_PREFIX = 64  # one subscriber has a whole /64


@dataclass(frozen=True, slots=True)
class Rate:
    """`burst` requests at once, and `per_second` in the long run."""

    per_second: float = 20.0
    burst: int = 100


class Rates:
    """Buckets for at most `most` addresses; the one not seen for longest is forgotten first."""

    def __init__(
        self, rate: Rate, most: int = 50_000, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._rate = rate
        self._most = most
        self._clock = clock
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, address: str) -> None:
        """Take one token. Raises RateLimited with the seconds until there is one again."""
        if not self.take_if_any(address):
            self.check(address)

    def take_if_any(self, address: str) -> bool:
        """Whether there was a token to take."""
        key, now = subscriber(address), self._clock()
        left = self._left(key, now)
        has_token = left >= 1
        self._buckets[key] = (left - 1 if has_token else left, now)
        self._buckets.move_to_end(key)
        if len(self._buckets) > self._most:
            self._buckets.popitem(last=False)
        return has_token

    def check(self, address: str) -> None:
        """Take none. Raises RateLimited if there is none."""
        left = self._left(subscriber(address), self._clock())
        if left >= 1:
            return
        wait = math.ceil((1 - left) / self._rate.per_second)
        raise RateLimited(
            "该地址的请求过多。", "Too many requests from this address.", retry_after=wait
        )

    def _left(self, key: str, now: float) -> float:
        left, since = self._buckets.get(key, (float(self._rate.burst), now))
        return min(float(self._rate.burst), left + (now - since) * self._rate.per_second)


def subscriber(address: str) -> str:
    """What shares a bucket: an IPv4 address, or an IPv6 network of one subscriber."""
    if ":" not in address:
        return address
    try:
        return str(ipaddress.IPv6Network((address.split("%")[0], IPV6_PREFIX), strict=False))
    except ValueError:
        return address
