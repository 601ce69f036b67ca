"""证书 Certificates: look-ups by two factors, what is shown of the holder, filters (4.4)."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    LargeBinary,
    and_,
    case,
    func,
    literal_column,
    type_coerce,
)

from models.base import word
from permissions.declaration import Arguments, Asked, Batch, Expression
from permissions.masks import identity_number_mask, name_mask
from permissions.rows import of_own_school
from permissions.sealing import Place
from resolvers.read.condition import bare
from rules.vocabulary import CertificateValidity, Role

HEXADECIMAL: ColumnElement[str] = literal_column("'^[0-9a-f]{32}$'")


def by_two_factors(row: Any, given: Arguments) -> Any:
    """Number and name, or the token of the QR code: one index look-up each, and the same answer
    whether the number is unknown or the name another."""
    by = given["by"]
    if "token" in by:
        return row.verification_token == octets(by["token"])
    pair = by["number_and_name"]
    number = func.upper(func.btrim(pair["number"]))
    return and_(row.number == number, row.holder_name_key == func.comparable_name(pair["name"]))


def octets(token: Any) -> Any:
    """The bytes of a token of a QR code, 32 hexadecimal digits; NULL for any other text."""
    # A text that is not hexadecimal finds nothing; decoding it would be an error.
    written = func.lower(func.btrim(token))
    is_hexadecimal = written.op("~")(HEXADECIMAL)
    return case((is_hexadecimal, func.decode(written, literal_column("'hex'"), type_=LargeBinary)))


def of_viewer(row: Any, given: Arguments) -> Any:
    """A school lists its own; an authority, which has no school, lists all."""
    return of_own_school(row)


def _validity(row: Any, given: Arguments) -> Any:
    found = case(
        (row.revoked_on.is_not(None), literal_column("'REVOKED'")),
        (row.cancelled_on.is_not(None), literal_column("'CANCELLED'")),
        else_=literal_column("'VALID'"),
    )
    return type_coerce(found, word(CertificateValidity))


validity = Expression(_validity)


def _name_of_own(row: Any, given: Arguments) -> Any:
    return case((of_viewer(row, given), row.holder_name))


holder_name = Expression(_name_of_own)


def _reason_of_own(row: Any, given: Arguments) -> Any:
    return case((of_viewer(row, given), row.reason))


own_reason = Expression(_reason_of_own)


async def _masked_names(rows: Sequence[tuple[str]], asked: Asked) -> list[str]:
    return [name_mask(name) for (name,) in rows]


masked_holder_name = Batch(_masked_names, ("holder_name",))


async def _masked_identities(
    rows: Sequence[tuple[UUID, UUID, bytes]], asked: Asked
) -> list[str | None]:
    """Of a school's own certificates, and for the authorities."""
    viewer = asked.viewer
    return [
        _masked(asked, id_, sealed)
        if viewer.role is not Role.SCHOOL or viewer.institution_id == institution_id
        else None
        for id_, institution_id, sealed in rows
    ]


def _masked(asked: Asked, id_: UUID, sealed: bytes) -> str:
    number = asked.services.sealer.unseal(sealed, place_of_identity(id_))
    return identity_number_mask(number)


masked_identity = Batch(_masked_identities, ("id", "institution_id", "identity_sealed"))


def place_of_identity(certificate_id: UUID) -> Place:
    return Place("certificate", "identity_sealed", certificate_id)


async def _tokens(rows: Sequence[tuple[UUID, bytes]], asked: Asked) -> list[str | None]:
    return [
        token.hex() if asked.viewer.institution_id == institution_id else None
        for institution_id, token in rows
    ]


verification_token = Batch(_tokens, ("institution_id", "verification_token"))


def of_plan(row: Any, value: Any) -> Any:
    return row.plan_id == bare(value)


def of_occupation(row: Any, value: Any) -> Any:
    return row.occupation_id == bare(value)


def of_agency(row: Any, value: Any) -> Any:
    return row.agency_id == bare(value)
