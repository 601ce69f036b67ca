"""证书 What a plan says of its certificates and candidates, read set by set (4.4)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import and_, exists, false, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from models import (
    Agency,
    AgencyCode,
    AgencyItem,
    Candidate,
    Certificate,
    EvaluationPlan,
    Occupation,
    Person,
    Result,
    Trade,
)
from rules.clause_4_1_plan import HeldCertificate
from rules.occupation import OccupationKey
from rules.vocabulary import DocumentType, Level

NO_TRADE = "--"  # on the face, where the occupation has no trade


@dataclass(frozen=True, slots=True)
class Face:
    """What all certificates of a plan have in common."""

    plan_id: UUID
    institution_id: UUID
    agency_id: UUID
    agency_code_id: UUID
    agency_code: str
    agency_name: str
    occupation_id: UUID
    edition: int
    code: str
    occupation_name: str
    trade_id: UUID | None
    trade_name: str
    level: Level

    @property
    def held(self) -> HeldCertificate:
        trade = None if self.trade_id is None else self.trade_name
        return HeldCertificate(OccupationKey(self.edition, self.code, trade), self.level)


@dataclass(frozen=True, slots=True)
class Holder:
    """A candidate as filed, with the result. `is_certified`: by another plan, and in force."""

    candidate_id: UUID
    person_id: UUID
    name: str
    document_type: DocumentType
    identity_sealed: bytes
    identity_index: bytes
    is_passed: bool
    has_certificate: bool
    is_certified: bool
    is_blocked: bool


async def face_of(session: AsyncSession, plan: EvaluationPlan) -> Face:
    """The names of this day: they are copied, and later changes leave the copy as it is."""
    found = await session.execute(
        select(
            EvaluationPlan.id,
            EvaluationPlan.institution_id,
            EvaluationPlan.agency_id,
            AgencyCode.id,
            AgencyCode.code,
            Agency.name,
            Occupation.id,
            Occupation.edition,
            Occupation.code,
            Occupation.name,
            Trade.id,
            Trade.name,
            EvaluationPlan.level,
        )
        .join(AgencyCode, AgencyCode.id == EvaluationPlan.agency_code_id)
        .join(Agency, Agency.id == EvaluationPlan.agency_id)
        .join(AgencyItem, AgencyItem.id == EvaluationPlan.agency_item_id)
        .join(Occupation, Occupation.id == AgencyItem.occupation_id)
        .outerjoin(Trade, Trade.id == AgencyItem.trade_id)
        .where(EvaluationPlan.id == plan.id)
    )
    facts: Sequence[Any] = found.one()
    *before, trade_name, level = facts
    return Face(*[*before, trade_name or NO_TRADE, Level(level)])


async def holders_of(session: AsyncSession, face: Face) -> list[Holder]:
    """All candidates of the plan, in the order in which they are numbered."""
    own = exists().where(Certificate.candidate_id == Candidate.id)
    elsewhere = exists().where(
        and_(
            Certificate.person_id == Candidate.person_id,
            Certificate.occupation_id == face.occupation_id,
            Certificate.trade_id.is_not_distinct_from(face.trade_id),
            Certificate.level == int(face.level),
            Certificate.candidate_id != Candidate.id,
            Certificate.revoked_on.is_(None),
            Certificate.cancelled_on.is_(None),
        )
    )
    found = await session.execute(
        select(
            Candidate.id,
            Candidate.person_id,
            Candidate.name,
            Person.document_type,
            Person.identity_sealed,
            Person.identity_index,
            func.coalesce(Result.is_passed, false()),
            own,
            elsewhere,
            Result.blocked_on.is_not(None),
        )
        .join(Person, Person.id == Candidate.person_id)
        .outerjoin(Result, Result.candidate_id == Candidate.id)
        .where(Candidate.plan_id == face.plan_id)
        .order_by(Candidate.student_number, Candidate.id)
    )
    rows: Sequence[Any] = found.all()
    return [Holder(*facts) for facts in rows]


def constants(face: Face) -> Mapping[str, Any]:
    """The columns that all certificates of the plan share, besides the day."""
    return {
        "institution_id": face.institution_id,
        "agency_id": face.agency_id,
        "agency_code_id": face.agency_code_id,
        "plan_id": face.plan_id,
        "occupation_id": face.occupation_id,
        "trade_id": face.trade_id,
        "level": int(face.level),
        "agency_name": face.agency_name,
        "occupation_name": face.occupation_name,
        "trade_name": face.trade_name,
    }
