"""状态列表 What verifiers ask of an agency code: its key, and which certificates ended (4.4).

Read from the primary at each request: a revocation shows at once.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Integer, cast, func, or_, select
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession

from models import AgencyCode, AgencyKey, Certificate
from permissions.sealing import Sealer
from permissions.signing import compact, signing_input
from resolvers.agency_key import unsealed
from resolvers.credential import LIST_CHARACTERS, Issuer, did_document, status_list
from resolvers.scalars import SHANGHAI


@dataclass(frozen=True)
class Published:
    """What of the agencies' keys and lists is public, at one address."""

    engine: AsyncEngine
    sealer: Sealer
    address: str

    async def did_document(self, code: str) -> dict[str, object] | None:
        """None: no certificate was issued under this code at this address."""
        async with AsyncSession(self.engine) as session:
            key = await self._key(session, code)
        return None if key is None else dict(did_document(self._issuer(code), key.public_key))

    async def status_list(self, code: str, name: str) -> str | None:
        """The list of a code, year and level (`263`), signed by the agency; None: no such key."""
        async with AsyncSession(self.engine) as session:
            key = await self._key(session, code)
            if key is None:
                return None
            ended = await self._ended(session, f"{code}{name}")
            now = (await session.execute(select(func.register_now()))).scalar_one()
        issuer, instant = self._issuer(code), _whole_second(now)
        text = signing_input(issuer.key_name, status_list(issuer, name, ended, instant))
        signer = unsealed(self.sealer, key.id, key.private_key_sealed)
        return compact(text, signer.sign(text))

    def _issuer(self, code: str) -> Issuer:
        return Issuer(self.address, code)

    async def _key(self, session: AsyncSession, code: str) -> AgencyKey | None:
        found = await session.execute(
            select(AgencyKey)
            .join(AgencyCode, AgencyCode.id == AgencyKey.agency_code_id)
            .where(AgencyCode.code == code, AgencyKey.address == self.address)
        )
        return found.scalar()

    async def _ended(self, session: AsyncSession, prefix: str) -> list[int]:
        """The serials of what was revoked or cancelled, of the numbers that begin so."""
        serial = cast(func.substr(Certificate.number, LIST_CHARACTERS + 1), Integer)
        found = await session.execute(
            select(serial)
            .where(
                Certificate.number.between(f"{prefix}000000", f"{prefix}999999"),
                or_(Certificate.revoked_on.is_not(None), Certificate.cancelled_on.is_not(None)),
            )
            .order_by(Certificate.number)
        )
        return list(found.scalars())


def _whole_second(instant: datetime) -> datetime:
    return instant.astimezone(SHANGHAI).replace(microsecond=0)
