"""证书查询频率 How often one address may look certificates up, and how often in vain (4.4).

Thirty at once and one every two seconds in the long run; five in vain, then one a minute.
"""

from collections.abc import Callable
from time import monotonic
from typing import Final

from transport.rates import Rate, Rates

ASKED: Final = Rate(per_second=0.5, burst=30)
IN_VAIN: Final = Rate(per_second=1 / 60, burst=5)


class AddressLookUps:
    """The buckets of this process; the bound by identity number lives in the database."""

    def __init__(
        self,
        asked: Rate = ASKED,
        in_vain: Rate = IN_VAIN,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self._asked = Rates(asked, clock=clock)
        self._in_vain = Rates(in_vain, clock=clock)

    def take(self, address: str) -> None:
        """Count one. Raises RateLimited."""
        self._in_vain.check(address)
        self._asked.take(address)

    def missed(self, address: str) -> None:
        """Two at once may have been let in on the last token: the second takes nothing."""
        self._in_vain.take_if_any(address)
