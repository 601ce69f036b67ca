"""证书 Certificates: what is shown of them and of the holder, how they are checked (4.4)."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import and_, case, literal_column, or_, type_coerce

import models
from models import AgencyKey, DirectoryEntry, DirectoryEntryItem, EvaluationPlan
from models.base import word
from permissions.declaration import Arguments, Asked, Batch, Expression
from permissions.masks import identity_number_mask, name_mask
from permissions.rows import among, of_own_school, told
from permissions.sealing import Place
from permissions.signing import compact, holds
from resolvers.credential import CredentialFace, issuer_of, to_sign
from resolvers.read.condition import bare
from rules.clause_4_4_certificates import is_public
from rules.clause_4_4_changes import validity_of
from rules.clause_4_4_query import Found, certificate_checks
from rules.vocabulary import CertificateStatus, CertificateValidity, DirectoryState, Role

SIGNED = (
    "number",
    "holder_name",
    "occupation_id",
    "occupation_name",
    "trade_name",
    "level_name",
    "agency_name",
    "issued_on",
    "verification_token",
)  # in the order of CredentialFace


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


# --- each check apart


def was_agency_filed(row: Any) -> Any:
    """Whether the directory, as it is held true now, had the agency in force for this occupation,
    trade and level on the day on which the evaluation ended."""

    def on_its_day(entry: Any) -> Any:
        return among(
            EvaluationPlan,
            lambda plan: and_(
                plan.id == row.plan_id,
                entry.begins_on <= plan.ends_on,
                or_(entry.ends_on.is_(None), entry.ends_on >= plan.ends_on),
            ),
        )

    def for_this(entry: Any) -> Any:
        return among(
            DirectoryEntryItem,
            lambda item: and_(
                item.entry_id == entry.id,
                item.state == DirectoryState.IN_FORCE,
                item.occupation_id == row.occupation_id,
                item.trade_id.is_not_distinct_from(row.trade_id),
                item.level_from >= row.level,
                item.level_to <= row.level,
            ),
        )

    return among(
        DirectoryEntry,
        lambda entry: and_(
            entry.agency_id == row.agency_id,
            entry.known_to.is_(None),
            on_its_day(entry),
            for_this(entry),
        ),
    )


def face_to_sign(row: models.Certificate) -> CredentialFace:
    return CredentialFace(*(getattr(row, name) for name in SIGNED))


def address_of_key(row: Any) -> Any:
    return told(AgencyKey, lambda key: key.address, lambda key: key.id == row.credential_key_id)


def public_key(row: Any) -> Any:
    return told(AgencyKey, lambda key: key.public_key, lambda key: key.id == row.credential_key_id)


def _has_held(
    address: str | None, public: bytes | None, signature: bytes | None, *face: Any
) -> bool | None:
    """Whether the signature is of what the register says now; None without a credential."""
    if address is None or public is None or signature is None:
        return None
    signed = CredentialFace(*face)
    return holds(public, to_sign(issuer_of(address, signed.number), signed), signature)


async def _checks(rows: Sequence[tuple[Any, ...]], asked: Asked) -> list[list[dict[str, Any]]]:
    return [
        [
            {
                "kind": one.kind,
                "outcome": one.outcome,
                "message": one.words.told(asked.language),
            }
            for one in certificate_checks(_found(*row))
        ]
        for row in rows
    ]


def _found(
    status: CertificateStatus,
    was_filed: bool,
    revoked_on: date | None,
    cancelled_on: date | None,
    *credential: Any,
) -> Found:
    validity, ended_on = validity_of(revoked_on, cancelled_on), revoked_on or cancelled_on
    return Found(is_public(status), was_filed, validity, ended_on, _has_held(*credential))


CREDENTIAL = (address_of_key, public_key, "credential_signature", *SIGNED)
checks = Batch(_checks, ("status", was_agency_filed, "revoked_on", "cancelled_on", *CREDENTIAL))


async def _credentials(rows: Sequence[tuple[Any, ...]], asked: Asked) -> list[str | None]:
    """As it was signed; none where the signature does not hold for what the register says."""
    found: list[str | None] = []
    for address, public, signature, *face in rows:
        signed = CredentialFace(*face)
        is_held = _has_held(address, public, signature, *face)
        text = to_sign(issuer_of(address, signed.number), signed) if is_held else b""
        found.append(compact(text, signature) if is_held else None)
    return found


credential = Batch(_credentials, CREDENTIAL)


def of_plan(row: Any, value: Any) -> Any:
    return row.plan_id == bare(value)


def of_occupation(row: Any, value: Any) -> Any:
    return row.occupation_id == bare(value)


def of_agency(row: Any, value: Any) -> Any:
    return row.agency_id == bare(value)
