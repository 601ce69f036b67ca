"""评价机构 The agency that an application is about, as the directory has it (3.3)."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import selectinload

import models
from models import (
    AgencyItem,
    EvaluationPlan,
    FilingApplication,
    FilingReceipt,
    Institution,
    Occupation,
    PlanSession,
    Rectification,
    Trade,
)
from resolvers.agency_standing import standing_of
from resolvers.occupation_facts import key_of
from resolvers.occupation_succession import every_name
from rules.clause_1_1_succession import filed_name
from rules.clause_3_3_adjustment import FiledAgency, HeldItem
from rules.clause_3_3_agency import status_on
from rules.clause_3_3_filing import Validity
from rules.level_range import levels_between
from rules.occupation import OccupationKey
from rules.vocabulary import ApplicationKind, ChangedFact, Level, PlanStatus

TERM_BEGINS_WITH = (ApplicationKind.FIRST_FILING, ApplicationKind.RENEWAL)
FACT_COLUMNS: Mapping[ChangedFact, str] = MappingProxyType(
    {
        ChangedFact.NAME: "name",
        ChangedFact.ADDRESS: "address",
        ChangedFact.LEGAL_REPRESENTATIVE: "legal_representative_name",
    }
)
"""The columns of the school's file and of the agency as filed, which are named alike."""


def facts_in_file(school: Institution) -> dict[ChangedFact, str | None]:
    """What the file of the school says of the facts that a change is about; the name as filed."""
    said = {fact: getattr(school, column) for fact, column in FACT_COLUMNS.items()}
    return said | {ChangedFact.NAME: filed_name(school.name, school.branch_name)}


def facts_as_filed(agency: models.Agency) -> dict[ChangedFact, str | None]:
    """What the directory says of the same facts."""
    return {fact: getattr(agency, column) for fact, column in FACT_COLUMNS.items()}


@dataclass(frozen=True)
class Agency:
    """The agency as the rules take it, and its rows."""

    filed: FiledAgency
    rows: tuple[AgencyItem, ...]

    def items_at(self, site_id: UUID | None) -> tuple[tuple[OccupationKey, frozenset[Level]], ...]:
        """What is evaluated at a site."""
        return tuple(
            (held.occupation, held.levels)
            for row, held in zip(self.rows, self.filed.items, strict=True)
            if row.site_id == site_id
        )


async def filed_agency(
    session: AsyncSession, application: FilingApplication, on: date
) -> Agency | None:
    """The agency that the application names, on the day that decides; for a first filing that of
    its school, if any."""
    row = await _agency_of(session, application)
    if row is None:
        return None
    items = tuple(sorted(row.items, key=lambda item: item.id))
    items = tuple(item for item in items if held_until(item) >= on)
    names = await _names(session, row)
    filed = FiledAgency(
        status=status_on(standing_of(row), on),
        validity=Validity(row.valid_from, row.valid_to),
        batches=await _batches(session, row, on),
        open_rectifications=await _open_rectifications(session, row.institution_id),
        items=tuple(_held(item, names[item.id]) for item in items),
    )
    return Agency(filed, items)


async def _agency_of(session: AsyncSession, application: FilingApplication) -> models.Agency | None:
    is_it = models.Agency.id == application.agency_id
    if application.agency_id is None:
        is_it = models.Agency.institution_id == application.institution_id
    item = selectinload(models.Agency.items)
    found = await session.execute(
        select(models.Agency)
        .where(is_it)
        .order_by(models.Agency.listed_on.desc(), models.Agency.id.desc())
        .limit(1)
        .options(
            selectinload(models.Agency.suspensions),
            item.joinedload(AgencyItem.occupation),
            item.joinedload(AgencyItem.trade),
            item.joinedload(AgencyItem.specification),
        )
    )
    return found.scalar_one_or_none()


def held_until(item: AgencyItem) -> date:
    """The last day of an item: of its validity, or before the reduction that took it away."""
    if item.ended_on is None:
        return item.valid_to
    return min(item.valid_to, date.fromordinal(item.ended_on.toordinal() - 1))


async def _names(
    session: AsyncSession, row: models.Agency
) -> Mapping[UUID, frozenset[OccupationKey]]:
    """What the occupation of each item is called in every edition (1.3.1)."""
    own = select(
        AgencyItem.id.label("item_id"),
        AgencyItem.occupation_id.label("occupation_id"),
        select(Trade.name).where(Trade.id == AgencyItem.trade_id).scalar_subquery().label("trade"),
    ).where(AgencyItem.agency_id == row.id)
    named = every_name(own)
    found = await session.execute(
        select(named.c.item_id, Occupation.edition, Occupation.code, named.c.trade).join(
            Occupation, Occupation.id == named.c.occupation_id
        )
    )
    names: dict[UUID, set[OccupationKey]] = defaultdict(set)
    for item_id, edition, code, trade in found:
        names[item_id].add(OccupationKey(edition, code, trade))
    return defaultdict(frozenset, {item_id: frozenset(keys) for item_id, keys in names.items()})


def _held(item: AgencyItem, names: frozenset[OccupationKey]) -> HeldItem:
    return HeldItem(
        key_of(item.occupation, item.trade),
        levels_between(item.level_from, item.level_to),
        Validity(item.valid_from, held_until(item)),
        item.specification is not None and item.specification.ended_by_id is not None,
        names,
    )


async def _batches(session: AsyncSession, row: models.Agency, on: date) -> int:
    """The plans filed with the center whose evaluation began in the present term."""
    term = (
        select(func.max(FilingReceipt.valid_from))
        .where(
            FilingReceipt.agency_id == row.id,
            FilingReceipt.kind.in_(TERM_BEGINS_WITH),
            FilingReceipt.valid_from <= on,
        )
        .scalar_subquery()
    )
    first = (
        select(func.min(PlanSession.starts_at))
        .where(PlanSession.plan_id == EvaluationPlan.id)
        .scalar_subquery()
    )
    began_on = func.date(func.timezone("Asia/Shanghai", first))
    count = select(func.count()).where(
        EvaluationPlan.agency_id == row.id,
        EvaluationPlan.status == PlanStatus.ACCEPTED,
        began_on >= func.coalesce(term, row.valid_from),
        began_on <= on,
    )
    return (await session.execute(count)).scalar_one()


async def _open_rectifications(session: AsyncSession, institution_id: UUID) -> int:
    count = select(func.count()).where(
        Rectification.institution_id == institution_id, Rectification.closed_on.is_(None)
    )
    return (await session.execute(count)).scalar_one()
