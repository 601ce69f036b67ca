"""备案申请 The facts of one application as the rules ask for them, in a fixed number of statements.

They are read past every predicate: they decide and are never shown.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import TypeVar
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession
from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.orm.interfaces import ORMOption

import models
from models import (
    FilingApplication,
    FilingChange,
    FilingItem,
    FilingItemMajor,
    FilingRound,
    Institution,
)
from resolvers.filed_agency import Agency, facts_in_file, filed_agency
from resolvers.marking import own_marks
from resolvers.material_checklist import required_materials
from resolvers.occupation_facts import (
    current_edition,
    entry_of,
    key_of,
    occupation_options,
    specification_edition,
    standard_edition,
    standards_of,
)
from rules import clause_1_3_items, clause_2_1_basis
from rules.clause_1_1_institution import Site, Violation
from rules.clause_2_1_editions import Edition, known_standard, standard_named
from rules.clause_3_1_application import CHANGES, DAY, EXPLANATION, ITEMS
from rules.clause_3_1_checklist import Named, Required
from rules.clause_3_3_adjustment import Change, judged_on
from rules.filing_application import Applicant, Application, Item, SiteChange
from rules.level_range import levels_between
from rules.vocabulary import Level, SpecificationStatus
from rules.working_days import day_in_shanghai

Part = TypeVar("Part", bound=models.base.Record)


async def facts_of(connection: AsyncConnection, application_id: UUID, today: date) -> Application:
    """The application as it is in the connection's transaction.

    A session of its own reads it: what another session holds unwritten, or has read before, is not
    part of it.
    """
    statement = select(FilingApplication).where(FilingApplication.id == application_id)
    async with AsyncSession(connection) as session:
        found = await session.execute(
            statement.options(*_of_school(), *_of_items(), *_of_statements(), *_of_changes())
        )
        row = found.scalar_one()
        on = judged_on(row.kind, applied_on(row), today)
        agency = await filed_agency(session, row, on)
        checklist = await required_materials(session, row.kind, today)
        stated = _application(row, await current_edition(session), today, agency, checklist)
        criteria, marked = await own_marks(session, row, today)
        return replace(stated, criteria=criteria, self_marked=marked)


def _application(
    row: FilingApplication,
    edition: int,
    today: date,
    agency: Agency | None,
    checklist: tuple[Required, ...],
) -> Application:
    return Application(
        kind=row.kind,
        applied_on=applied_on(row),
        agency=agency.filed if agency else None,
        parts=_parts(row),
        changes=_changes(row),
        site_changes=_site_changes(row, agency),
        explanation=row.explanation,
        takes_effect_on=row.takes_effect_on,
        applicant=_applicant(row),
        items=tuple(_item(item, edition, today) for item in in_order(row.items)),
        named_materials=tuple(
            Named(material.kind, material.document_id is not None)
            for material in in_order(row.materials)
        ),
        checklist=checklist,
        years_with_enrolment=frozenset(stated.year for stated in row.enrolments),
        experience=row.experience,
        has_demand_by_major=_has_demand(row.items),
        declares_truthful=row.declares_truthful,
        declares_non_profit=row.declares_non_profit,
        declares_accepting_supervision=row.declares_accepting_supervision,
    )


def in_order(rows: Iterable[Part]) -> list[Part]:
    """The order in which they were entered and are shown: their ids rise."""
    return sorted(rows, key=lambda row: row.id)


def _of_school() -> Sequence[ORMOption]:
    school = joinedload(FilingApplication.institution)
    return (
        school.selectinload(Institution.integrated_programmes),
        school.selectinload(Institution.violations),
        school.selectinload(Institution.filing_applications).load_only(
            FilingApplication.kind, FilingApplication.status
        ),
        school.selectinload(Institution.staff_members).selectinload(models.StaffMember.duties),
    )


def _of_items() -> Sequence[ORMOption]:
    item = selectinload(FilingApplication.items)
    occupation = item.joinedload(FilingItem.occupation)
    site = item.joinedload(FilingItem.site)
    major = item.selectinload(FilingItem.majors).joinedload(FilingItemMajor.major)
    return (
        *occupation_options(occupation),
        item.joinedload(FilingItem.trade),
        item.joinedload(FilingItem.standard)
        .selectinload(models.Standard.trades)
        .joinedload(models.StandardTrade.trade),
        item.joinedload(FilingItem.specification),
        site.selectinload(models.Site.equipment).joinedload(models.SiteEquipment.occupation),
        major.selectinload(models.Major.occupations).joinedload(models.MajorOccupation.occupation),
    )


def _of_statements() -> Sequence[ORMOption]:
    return (
        selectinload(FilingApplication.materials),
        selectinload(FilingApplication.enrolments),
        selectinload(FilingApplication.rounds).load_only(FilingRound.submitted_at),
    )


def _of_changes() -> Sequence[ORMOption]:
    change = selectinload(FilingApplication.changes)
    site = change.joinedload(FilingChange.site_after)
    return (site.selectinload(models.Site.equipment).joinedload(models.SiteEquipment.occupation),)


def _applicant(row: FilingApplication) -> Applicant:
    school = row.institution
    others = [
        (other.kind, other.status) for other in school.filing_applications if other.id != row.id
    ]
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


def applied_on(row: FilingApplication) -> date | None:
    """The day of the first submission, which decides what hangs on a window (3.3)."""
    first = min((known.submitted_at for known in row.rounds), default=None)
    return first and day_in_shanghai(first)


def _parts(row: FilingApplication) -> frozenset[str]:
    said = {
        ITEMS: row.items,
        CHANGES: row.changes,
        DAY: row.takes_effect_on,
        EXPLANATION: row.explanation,
    }
    return frozenset(name for name, value in said.items() if value)


def _changes(row: FilingApplication) -> tuple[Change, ...]:
    in_file = facts_in_file(row.institution)
    return tuple(
        Change(change.fact, change.text_before, change.text_after, in_file[change.fact])
        for change in in_order(row.changes)
        if change.fact in in_file
    )


def _site_changes(row: FilingApplication, agency: Agency | None) -> tuple[SiteChange, ...]:
    return tuple(
        SiteChange(place, site, agency.items_at(change.site_before_id) if agency else ())
        for place, change in enumerate(in_order(row.changes))
        if (site := _site(change.site_after)) is not None
    )


def _has_demand(items: Iterable[FilingItem]) -> bool:
    named = [tie.expected_candidates for item in items for tie in item.majors]
    return bool(named) and None not in named


def _item(row: FilingItem, current_edition: int, today: date) -> Item:
    return Item(
        occupation=key_of(row.occupation, row.trade),
        entry=entry_of(row.occupation, current_edition),
        levels=levels_between(row.level_from, row.level_to),
        majors=tuple(_major(tie.major) for tie in row.majors if tie.major.is_active),
        basis=row.basis,
        standard=_standard(row, today),
        specification=_specification(row.specification),
        edition=_edition(row),
        site=_site(row.site),
        priority=row.priority_reason,
    )


def _major(row: models.Major) -> clause_1_3_items.Major:
    return clause_1_3_items.Major(
        code=row.catalogue_code,
        training_level=row.training_level,
        standing=row.standing,
        occupations=frozenset(key_of(tie.occupation) for tie in row.occupations),
    )


def _site(row: models.Site | None) -> Site | None:
    if row is None:
        return None
    served = ((key_of(part.occupation), Level(part.level)) for part in row.equipment)
    return Site(row.has_monitoring, frozenset(served))


def _standard(item: FilingItem, today: date) -> clause_2_1_basis.Standard:
    """The standard that the item names, else what is known of its occupation."""
    if item.standard is not None:
        return standard_named(standard_edition(item.standard))
    trade = item.trade.name if item.trade else None
    occupation = item.occupation
    return known_standard(occupation.standard_known, standards_of(occupation), today, trade)


def _edition(item: FilingItem) -> Edition | None:
    """The edition that the item names."""
    if item.standard is not None:
        return standard_edition(item.standard)
    row = item.specification
    is_filed = row is not None and row.status is SpecificationStatus.FILED
    return specification_edition(row) if row is not None and is_filed else None


def _specification(
    row: models.EvaluationSpecification | None,
) -> clause_2_1_basis.Specification | None:
    if row is None:
        return None
    return clause_2_1_basis.Specification(levels_between(row.level_from, row.level_to), row.status)
