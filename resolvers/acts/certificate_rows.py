"""证书 Numbers taken without gap and without double, and certificates written in one set (4.4)."""

import asyncio
import os
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from sqlalchemy import LargeBinary, Text, Uuid, func, literal, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from models import Certificate, CertificateCounter
from models.base import new_id
from permissions.sealing import Place, Sealer
from resolvers.acts.certificate_facts import Face, Holder, constants
from resolvers.agency_key import AgencySigner
from resolvers.certificate import place_of_identity
from resolvers.certificate_query import end_index
from resolvers.credential import CredentialFace
from resolvers.set_based import unnested
from rules.vocabulary import LEVEL_NAMES
from rules.working_days import DueDay

TOKEN_BYTES = 16  # 128 bits: it is not guessed


async def last_serial(session: AsyncSession, face: Face, issued_on: date) -> int:
    """The last serial of code, year and level; its row stays locked until the end, so that the
    next transaction goes on where this one ended."""
    counter = select(CertificateCounter.last).where(
        CertificateCounter.agency_code_id == face.agency_code_id,
        CertificateCounter.year == issued_on.year,
        CertificateCounter.level == int(face.level),
    )
    return (await session.execute(counter.with_for_update())).scalar() or 0


async def take_serials(session: AsyncSession, face: Face, issued_on: date, count: int) -> int:
    """Take a block of `count` serials; the answer is the last serial before the block."""
    statement = insert(CertificateCounter).values(
        id=new_id(),
        agency_code_id=face.agency_code_id,
        year=issued_on.year,
        level=int(face.level),
        last=count,
    )
    raised = statement.on_conflict_do_update(
        index_elements=["agency_code_id", "year", "level"],
        set_={
            "last": CertificateCounter.last + statement.excluded.last,
            "version": CertificateCounter.version + 1,
            "updated_at": func.register_now(),
        },
    ).returning(CertificateCounter.last)
    last: int = (await session.execute(raised)).scalar_one()
    return last - count


async def write_certificates(
    session: AsyncSession,
    sealer: Sealer,
    signer: AgencySigner,
    face: Face,
    issued_on: date,
    due: DueDay,
    holders: Sequence[Holder],
    numbers: Sequence[str],
) -> list[UUID]:
    """One statement for the whole block; the answer is the ids in the order of the numbers.

    To seal and sign thousands takes half a second: the event loop answers others meanwhile.
    """
    columns = {
        "id": Uuid, "number": Text, "candidate_id": Uuid, "person_id": Uuid,
        "holder_name": Text, "document_type": Text, "identity_sealed": LargeBinary,
        "identity_index": LargeBinary, "identity_end_index": LargeBinary,
        "verification_token": LargeBinary, "credential_signature": LargeBinary,
    }  # fmt: skip
    sign = partial(_signed, signer, face, issued_on)
    pairs = list(zip(holders, numbers, strict=True))
    rows = await asyncio.to_thread(lambda: [_row(sealer, sign, *pair) for pair in pairs])
    same = {
        **constants(face),
        "level_name": LEVEL_NAMES[face.level],
        "credential_key_id": signer.key_id,
        "issued_on": issued_on,
        "report_due_on": due.day,
        "is_report_due_provisional": due.provisional,
    }
    table = Certificate.__table__
    values = [literal(value, table.c[name].type) for name, value in same.items()]
    await session.execute(
        insert(Certificate).from_select(
            [*columns, *same], select(unnested(columns, rows), *values), include_defaults=False
        )
    )
    return [row[0] for row in rows]


Sign = Callable[[Holder, str, bytes], bytes]


def _signed(
    signer: AgencySigner, face: Face, issued_on: date, holder: Holder, number: str, token: bytes
) -> bytes:
    return signer.sign(
        CredentialFace(
            number,
            holder.name,
            face.occupation_id,
            face.occupation_name,
            face.trade_name,
            LEVEL_NAMES[face.level],
            face.agency_name,
            issued_on,
            token,
        )
    )


def _row(sealer: Sealer, sign: Sign, holder: Holder, number: str) -> tuple[Any, ...]:
    """The identity number is sealed once more: a sealed value opens in its own place alone."""
    id_, token = new_id(), os.urandom(TOKEN_BYTES)
    kept_in = Place("person", "identity_sealed", holder.person_id)
    identity = sealer.unseal(holder.identity_sealed, kept_in)
    return (
        id_,
        number,
        holder.candidate_id,
        holder.person_id,
        holder.name,
        holder.document_type.name,
        sealer.seal(identity, place_of_identity(id_)),
        holder.identity_index,
        end_index(sealer, identity),
        token,
        sign(holder, number, token),
    )
