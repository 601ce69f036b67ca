"""机构签名密钥 The key of an agency code: made when it is first needed, sealed, and used (4.4)."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from models import AgencyKey
from models.base import new_id
from permissions.sealing import Place, Sealer
from permissions.signing import Signer, new_pair
from resolvers.credential import CredentialFace, issuer_of, to_sign


@dataclass(frozen=True)
class AgencySigner:
    """Signs certificates under one agency code."""

    key_id: UUID
    address: str
    signer: Signer

    def sign(self, face: CredentialFace) -> bytes:
        return self.signer.sign(to_sign(issuer_of(self.address, face.number), face))


def place_of_key(key_id: UUID) -> Place:
    return Place("agency_key", "private_key_sealed", key_id)


def unsealed(sealer: Sealer, key_id: UUID, sealed: bytes) -> Signer:
    return Signer(bytes.fromhex(sealer.unseal(sealed, place_of_key(key_id))))


async def signer_of(
    session: AsyncSession, sealer: Sealer, agency_code_id: UUID, address: str
) -> AgencySigner:
    """Its signer at this address, with a new key where there is none. Somebody else may make one
    meanwhile: theirs is taken then."""
    found = await _kept(session, agency_code_id, address)
    if found is None:
        await _make(session, sealer, agency_code_id, address)
        found = await _kept(session, agency_code_id, address)
    assert found is not None
    key_id, sealed = found
    return AgencySigner(key_id, address, unsealed(sealer, key_id, sealed))


async def _kept(
    session: AsyncSession, agency_code_id: UUID, address: str
) -> tuple[UUID, bytes] | None:
    found = await session.execute(
        select(AgencyKey.id, AgencyKey.private_key_sealed).where(
            AgencyKey.agency_code_id == agency_code_id, AgencyKey.address == address
        )
    )
    row = found.first()
    return None if row is None else (row[0], row[1])


async def _make(session: AsyncSession, sealer: Sealer, agency_code_id: UUID, address: str) -> None:
    pair, key_id = new_pair(), new_id()
    made = insert(AgencyKey).values(
        id=key_id,
        agency_code_id=agency_code_id,
        address=address,
        public_key=pair.public,
        private_key_sealed=sealer.seal(pair.private.hex(), place_of_key(key_id)),
    )
    await session.execute(made.on_conflict_do_nothing())
