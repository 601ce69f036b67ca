"""证书查询频率 How often one address may look certificates up, and how often in vain (4.4).

Thirty at once and one every two seconds in the long run; five in vain, then one a minute. Where
the installation has a `challenge` (a captcha), its proof takes the place of waiting after those.
"""

from collections.abc import Awaitable, Callable
from time import monotonic
from typing import Final

from permissions.errors import RateLimited
from transport.rates import Rate, Rates

ASKED: Final = Rate(per_second=0.5, burst=30)
IN_VAIN: Final = Rate(per_second=1 / 60, burst=5)

Challenge = Callable[[str, str], Awaitable[bool]]
"""Whether the proof, given from the address, shows that a person asks; a proof holds once."""


class AddressLookUps:
    """The buckets of this process; the bound by identity number lives in the database."""

    def __init__(
        self,
        challenge: Challenge | None = None,
        asked: Rate = ASKED,
        in_vain: Rate = IN_VAIN,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self._challenge = challenge
        self._asked = Rates(asked, clock=clock)
        self._in_vain = Rates(in_vain, clock=clock)

    async def take(self, address: str, proof: str | None = None) -> None:
        """Count one. Raises RateLimited; its `proofTaken` says whether a proof would help."""
        self._asked.take(address)
        try:
            self._in_vain.check(address)
        except RateLimited as error:
            if not await self._is_proven(address, proof):
                raise self._worded(error) from None

    def missed(self, address: str) -> None:
        """Two at once may have been let in on the last token: the second takes nothing."""
        self._in_vain.take_if_any(address)

    async def _is_proven(self, address: str, proof: str | None) -> bool:
        if self._challenge is None or not proof:
            return False
        return await self._challenge(proof, address)

    def _worded(self, error: RateLimited) -> RateLimited:
        return RateLimited(
            "多次未查到，请稍后再查。",
            "Nothing was found several times; ask again later.",
            retry_after=error.retry_after,
            proofTaken=self._challenge is not None,
        )
