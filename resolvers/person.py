"""个人 Persons: found by the blind index of their document, sealed when they are new (4.1)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, LargeBinary, Uuid, any_, literal, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from models import Person
from models.base import new_id
from permissions.declaration import Asked
from permissions.masks import identity_number_mask
from permissions.sealing import Place, Sealer
from rules.clause_4_1_plan import check_country, check_identity
from rules.entry import check_text
from rules.finding import Findings, Path
from rules.identifiers import Identifier, ResidentIdentity, identity_document
from rules.vocabulary import DocumentType, Sex

Key = tuple[DocumentType, str | None, bytes]


@dataclass(frozen=True)
class Identity:
    """A document that was read: its kind, the country of a passport, its normalised number; sex
    and birth as they are stated, for a number that does not say them."""

    document_type: DocumentType
    country: str | None
    number: Identifier
    name: str
    sex: Sex | None = None
    born_on: date | None = None

    @property
    def same(self) -> str:
        """One text for each person: the same for the same document."""
        return f"{self.document_type.name}/{self.country or ''}/{self.number.value}"


def read_identity(
    clause: str, given: Mapping[str, Any], today: date, path: Path = ()
) -> tuple[Identity | None, Findings]:
    """The identity that `document_type`, `document_number`, `country` and `name` give; None with
    what is wrong about them."""
    kind, number = given["document_type"], given["document_number"]
    if kind is None:
        return None, ()
    is_passport = kind is DocumentType.PASSPORT
    country = (given.get("country") or "").strip().upper() if is_passport else None
    name = given["name"].strip()
    findings = (
        check_identity(kind, number, today, path)
        + check_country(kind, country, path)
        + check_text(clause, name, (*path, "name"))
    )
    read = identity_document(kind, number, today)
    if not isinstance(read, Identifier) or findings:
        return None, findings
    return Identity(kind, country, read, name, given.get("sex"), given.get("born_on")), findings


def place_of(person_id: UUID) -> Place:
    """Where a person's number is sealed."""
    return Place("person", "identity_sealed", person_id)


async def masked_identities(rows: Sequence[tuple[Any, ...]], asked: Asked) -> list[str]:
    """`3****************2` for each (sealed number, id of the person)."""
    unseal = asked.services.sealer.unseal
    return [identity_number_mask(unseal(sealed, place_of(own))) for sealed, own in rows]


async def find_persons(
    session: AsyncSession, sealer: Sealer, identities: Iterable[Identity]
) -> dict[str, UUID]:
    """The persons that the register knows, by `Identity.same`; one statement for all."""
    keys: dict[Key, str] = {}
    for each in identities:
        for index in sealer.blind_indexes(each.document_type.name, each.number.value):
            keys[each.document_type, each.country, index] = each.same
    indexes = literal([index for _, _, index in keys], ARRAY(LargeBinary))
    found = await session.execute(
        select(Person.id, Person.document_type, Person.country, Person.identity_index).where(
            Person.identity_index == any_(indexes)
        )
    )
    named = ((keys.get((kind, country, index)), own) for own, kind, country, index in found)
    return {same: own for same, own in named if same is not None}


async def names_of(session: AsyncSession, persons: Iterable[UUID]) -> dict[UUID, str]:
    """The names under which the register first knew them."""
    own = literal(list(persons), ARRAY(Uuid))
    found = await session.execute(select(Person.id, Person.name).where(Person.id == any_(own)))
    return dict(iter(found))


async def persons_for(
    session: AsyncSession, sealer: Sealer, identities: Sequence[Identity]
) -> dict[str, UUID]:
    """The persons of the identities, by `Identity.same`; who is not there yet is entered.

    Somebody else may enter the same person meanwhile: theirs is taken then.
    """
    known = await find_persons(session, sealer, identities)
    new = {each.same: each for each in identities if each.same not in known}
    if not new:
        return known
    values = [_sealed(each, sealer) for each in new.values()]
    await session.execute(insert(Person).on_conflict_do_nothing(), values)
    return known | await find_persons(session, sealer, new.values())


def _sealed(identity: Identity, sealer: Sealer) -> dict[str, Any]:
    own, number = new_id(), identity.number
    of_resident = number if isinstance(number, ResidentIdentity) else None
    kind = identity.document_type
    return {
        "id": own,
        "document_type": kind,
        "country": identity.country,
        "name": identity.name,
        "identity_sealed": sealer.seal(number.value, place_of(own)),
        "identity_index": sealer.blind_index(kind.name, number.value),
        "birth_on": of_resident.born_on if of_resident else identity.born_on,
        "sex": of_resident.sex if of_resident else identity.sex,
    }
