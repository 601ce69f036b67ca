"""备案申请 The facts of one application as the rules ask for them, in a fixed number of statements.

They are read past every predicate: they decide and are never shown.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession
from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.orm.interfaces import ORMOption

import models
from models import FilingApplication, FilingItem, FilingItemMajor, Institution
from rules import clause_1_3_items, clause_2_1_basis
from rules.clause_1_1_institution import Site, Violation
from rules.clause_1_3_items import CatalogueEntry
from rules.filing_application import Applicant, Application, Item
from rules.level_range import levels_between
from rules.occupation import OccupationKey
from rules.vocabulary import Certainty, Known, Level, SpecificationStatus


async def facts_of(connection: AsyncConnection, application_id: UUID, today: date) -> Application:
    """The application as it is in the connection's transaction.

    A session of its own reads it: what another session holds unwritten, or has read before, is not
    part of it.
    """
    statement = select(FilingApplication).where(FilingApplication.id == application_id)
    async with AsyncSession(connection) as session:
        found = await session.execute(
            statement.options(*_of_school(), *_of_items(), *_of_statements())
        )
        row = found.scalar_one()
        edition = await session.scalar(select(func.max(models.Occupation.edition)))
        return _application(row, edition or 0, today)


def _application(row: FilingApplication, edition: int, today: date) -> Application:
    return Application(
        applicant=_applicant(row),
        items=tuple(_item(item, edition, today) for item in in_order(row.items)),
        materials=frozenset(m.kind for m in row.materials if m.document_id is not None),
        years_with_enrolment=frozenset(stated.year for stated in row.enrolments),
        experience=row.experience,
        has_demand_by_major=_has_demand(row.items),
        declares_truthful=row.declares_truthful,
        declares_non_profit=row.declares_non_profit,
        declares_accepting_supervision=row.declares_accepting_supervision,
    )


def in_order(items: Iterable[FilingItem]) -> list[FilingItem]:
    """The order in which they were entered and are shown: their ids rise."""
    return sorted(items, key=lambda item: item.id)


def _of_school() -> Sequence[ORMOption]:
    school = joinedload(FilingApplication.institution)
    return (
        school.selectinload(Institution.integrated_programmes),
        school.selectinload(Institution.violations),
        school.selectinload(Institution.filing_applications).load_only(FilingApplication.status),
        school.selectinload(Institution.staff_members).selectinload(models.StaffMember.duties),
    )


def _of_items() -> Sequence[ORMOption]:
    item = selectinload(FilingApplication.items)
    occupation = item.joinedload(FilingItem.occupation)
    site = item.joinedload(FilingItem.site)
    major = item.selectinload(FilingItem.majors).joinedload(FilingItemMajor.major)
    return (
        occupation.selectinload(models.Occupation.trades),
        occupation.selectinload(models.Occupation.standards),
        occupation.selectinload(models.Occupation.exclusions).joinedload(models.Exclusion.trade),
        item.joinedload(FilingItem.trade),
        item.joinedload(FilingItem.standard),
        item.joinedload(FilingItem.specification),
        site.selectinload(models.Site.equipment).joinedload(models.SiteEquipment.occupation),
        major.selectinload(models.Major.occupations).joinedload(models.MajorOccupation.occupation),
    )


def _of_statements() -> Sequence[ORMOption]:
    return (
        selectinload(FilingApplication.materials),
        selectinload(FilingApplication.enrolments),
    )


def _applicant(row: FilingApplication) -> Applicant:
    school = row.institution
    others = [other.status for other in school.filing_applications if other.id != row.id]
    return Applicant(
        status=school.status,
        kind=school.kind,
        has_enrolment_qualification=school.has_enrolment_qualification,
        closed_on=school.closed_on,
        has_integrated_programme=bool(school.integrated_programmes),
        is_technician_college=school.is_technician_college,
        has_evaluation_department=bool((school.evaluation_department_name or "").strip()),
        staff=Counter(
            held.duty
            for member in school.staff_members
            if member.is_active
            for held in member.duties
        ),
        violations=tuple(
            Violation(known.happened_on, known.is_listing, known.closed_on)
            for known in school.violations
        ),
        other_applications=tuple(others),
    )


def _has_demand(items: Iterable[FilingItem]) -> bool:
    named = [tie.expected_candidates for item in items for tie in item.majors]
    return bool(named) and None not in named


def _item(row: FilingItem, current_edition: int, today: date) -> Item:
    return Item(
        occupation=_key(row.occupation, row.trade),
        entry=_entry(row.occupation, current_edition),
        levels=levels_between(row.level_from, row.level_to),
        majors=tuple(_major(tie.major) for tie in row.majors if tie.major.is_active),
        basis=row.basis,
        standard=_standard(row, today),
        specification=_specification(row.specification, today),
        site=_site(row.site),
        priority=row.priority_reason,
    )


def _key(occupation: models.Occupation, trade: models.Trade | None = None) -> OccupationKey:
    return OccupationKey(occupation.edition, occupation.code, trade.name if trade else None)


def _entry(row: models.Occupation, current_edition: int) -> CatalogueEntry:
    exclusions = (
        clause_1_3_items.Exclusion(kept.trade.name if kept.trade else None, kept.certainty)
        for kept in row.exclusions
    )
    return CatalogueEntry(
        key=_key(row),
        is_current=row.edition == current_edition,
        is_of_skill_kind=row.is_skill,
        skill_kind_certainty=row.skill_certainty,
        trades=frozenset(trade.name for trade in row.trades) or None,
        exclusions=tuple(exclusions),
    )


def _major(row: models.Major) -> clause_1_3_items.Major:
    return clause_1_3_items.Major(
        code=row.catalogue_code,
        training_level=row.training_level,
        standing=row.standing,
        occupations=frozenset(_key(tie.occupation) for tie in row.occupations),
    )


def _site(row: models.Site | None) -> Site | None:
    if row is None:
        return None
    served = ((_key(part.occupation), Level(part.level)) for part in row.equipment)
    return Site(row.has_monitoring, frozenset(served))


def _standard(item: FilingItem, today: date) -> clause_2_1_basis.Standard:
    """The standard that the item names, else the newest in force: what is assumed is not known."""
    occupation = item.occupation
    if occupation.standard_known is Known.NO:
        return clause_2_1_basis.Standard(Known.NO)
    listed = [item.standard] if item.standard else occupation.standards
    in_force = [one for one in listed if one.begins_on is None or one.begins_on <= today]
    if not in_force:
        return clause_2_1_basis.Standard(Known.NO if item.standard else Known.UNKNOWN)
    newest: Any = max(in_force, key=lambda standard: (standard.edition_year, standard.name))
    levels = levels_between(newest.level_from, newest.level_to) if newest.level_from else None
    is_sure = newest.certainty is Certainty.CONFIRMED
    return clause_2_1_basis.Standard(Known.YES if is_sure else Known.UNKNOWN, levels)


def _specification(
    row: models.EvaluationSpecification | None, today: date
) -> clause_2_1_basis.Specification | None:
    """One whose last day is past is none any more."""
    if row is None or (row.ends_on is not None and row.ends_on < today):
        return None
    status: SpecificationStatus = row.status
    return clause_2_1_basis.Specification(levels_between(row.level_from, row.level_to), status)
