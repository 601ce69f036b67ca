"""目录 The directory is written anew with every act on an agency or its school (3.3, 3.4).

In the act's own transaction, from what the tables say after it: so no act can forget it.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import joinedload, selectinload

from models import (
    Agency,
    AgencyItem,
    DirectoryEntry,
    DirectoryEntryItem,
    Institution,
)
from models.base import new_id
from resolvers.write.directory_change import tell_directory
from resolvers.write.search import keep_search
from resolvers.write.writing import Writing
from rules.clause_1_1_succession import filed_name
from rules.clause_3_4_as_of import (
    Dated,
    Days,
    ItemShown,
    Listed,
    ListedItem,
    Shown,
    Standing,
    Term,
    corrected,
    entries_since,
    fact_on,
)
from rules.vocabulary import InstitutionKind, InstitutionStatus


class Face(NamedTuple):
    """Names, addresses and telephone that an entry shows, under the names of its columns."""

    name: str
    address: str | None
    institution_name: str
    institution_kind: InstitutionKind
    district_code: str
    evaluation_department_name: str | None
    evaluation_department_address: str | None
    evaluation_department_telephone: str | None


OF_AGENCY = ("scope", "listed_on", "valid_from", "valid_to")
OF_ITEM = (
    "occupation_id", "trade_id", "basis", "standard_id", "specification_id", "method",
    "valid_from", "valid_to",
)  # fmt: skip
OF_ENTRY = ("agency_id", "institution_id", "state", "codes", *OF_AGENCY, *Face._fields)
DAY = timedelta(days=1)


async def keep_directory(writing: Writing) -> None:
    """Write what the directory says from now on of every agency that the act was about."""
    if not writing.subjects:
        return
    await writing.session.flush()
    agencies = await _agencies(writing.session, writing.subjects)
    for agency in agencies:
        await _write(writing, agency)
    await keep_search(writing.session, [agency.id for agency in agencies])


async def _agencies(session: AsyncSession, subjects: Collection[UUID]) -> Sequence[Agency]:
    """Locked: what two acts write of one agency is written one after the other."""
    school = joinedload(Agency.institution)
    found = await session.execute(
        select(Agency)
        .where(Agency.id.in_(subjects) | Agency.institution_id.in_(subjects))
        .order_by(Agency.id)
        .options(
            school.selectinload(Institution.former_names),
            selectinload(Agency.codes),
            selectinload(Agency.items).selectinload(AgencyItem.suspensions),
            selectinload(Agency.suspensions),
            selectinload(Agency.decisions),
        )
        .execution_options(populate_existing=True)
        .with_for_update(of=Agency)
    )
    return found.scalars().all()


async def _write(writing: Writing, agency: Agency) -> None:
    standing = await _standing(writing.session, agency)
    since = _since(writing, agency, bool(standing))
    found = entries_since(_listed(agency, standing, writing.today), since)
    if [_text(row) for row in standing if _ends_after(row, since)] == [
        (days, _values(agency, shown), shown.items) for days, shown in found
    ]:
        return
    for row in standing:
        if _ends_after(row, since):
            await _correct(writing, row, since)
    for days, shown in found:
        writing.add(_entry(writing, agency, days, shown))
    await writing.session.flush()
    await tell_directory(writing, agency, is_new=not standing)


async def _standing(session: AsyncSession, agency: Agency) -> list[DirectoryEntry]:
    """What is held true now, in the order of its days."""
    found = await session.execute(
        select(DirectoryEntry)
        .where(DirectoryEntry.agency_id == agency.id, DirectoryEntry.known_to.is_(None))
        .order_by(DirectoryEntry.begins_on)
        .options(selectinload(DirectoryEntry.items))
        .execution_options(populate_existing=True)
    )
    return list(found.scalars())


def _ends_after(row: DirectoryEntry, since: date) -> bool:
    return row.ends_on is None or row.ends_on >= since


def _since(writing: Writing, agency: Agency, is_known: bool) -> date:
    """The first day of which something else is said: today, or the day on which what was decided
    or recorded just now took effect. No decision reaches behind the present term."""
    days = [writing.today]
    days += [d.effective_on for d in agency.decisions if d.created_at == writing.now]
    days += [
        name.valid_to + DAY
        for name in agency.institution.former_names
        if name.created_at == writing.now
    ]
    if not is_known:
        return min(*days, agency.listed_on, agency.valid_from)
    return max(min(days), min(agency.valid_from, writing.today))


# --- from the tables to the rule, and back


def _listed(agency: Agency, standing: list[DirectoryEntry], today: date) -> Listed[Face]:
    of_all = [s for s in agency.suspensions if s.agency_item_id is None]
    return Listed(
        term=_term(agency, agency.removed_on, of_all),
        codes=tuple(
            (code.code, Days(code.valid_from, code.valid_to))
            for code in sorted(agency.codes, key=lambda code: code.code)
        ),
        faces=_faces(agency, standing, today),
        items=tuple(
            ListedItem(
                str(item.id),
                _term(item, item.ended_on, item.suspensions),
                (item.level_from, item.level_to),
            )
            for item in sorted(agency.items, key=lambda item: item.id)
        ),
    )


def _term(row: Any, ended_on: date | None, suspensions: Iterable[Any]) -> Term:
    days = tuple(
        Days(each.begins_on, each.ends_on)
        for each in suspensions
        if each.ends_on is None or each.ends_on >= each.begins_on
    )
    return Term(Days(row.valid_from, row.valid_to), ended_on, days)


def _faces(agency: Agency, standing: list[DirectoryEntry], today: date) -> tuple[Dated[Face], ...]:
    """Days gone by keep the face that was shown; the names of the school are those of the day."""
    shown = [Dated(row.begins_on, _face(row)) for row in standing if row.begins_on < today]
    last = _face(standing[-1]) if standing else None
    known = (*shown, Dated(today if shown else date.min, _present(agency, last)))
    former = agency.institution.former_names
    begun = {day for name in former for day in (name.valid_from, name.valid_to + DAY)}
    return tuple(
        Dated(day, fact_on(known, day)._replace(institution_name=_named(agency.institution, day)))
        for day in sorted(begun | {dated.since for dated in known})
    )


def _face(row: DirectoryEntry) -> Face:
    return Face(**{name: getattr(row, name) for name in Face._fields})


def _present(agency: Agency, last: Face | None) -> Face:
    """What the department has not verified, or a school that has closed, changes nothing."""
    school = agency.institution
    if last is not None and school.status is not InstitutionStatus.VERIFIED:
        return last._replace(name=agency.name, address=agency.address)
    return Face(
        agency.name,
        agency.address,
        school.name,
        school.kind,
        *(getattr(school, name) for name in Face._fields[4:]),
    )


def _named(school: Institution, day: date) -> str:
    names = [name for name in school.former_names if name.valid_from <= day <= name.valid_to]
    borne = names[0] if names else school
    return filed_name(borne.name, borne.branch_name)


def _values(agency: Agency, shown: Shown[Face]) -> Mapping[str, Any]:
    return {
        "agency_id": agency.id,
        "institution_id": agency.institution_id,
        "state": shown.state,
        "codes": list(shown.codes),
        **{name: getattr(agency, name) for name in OF_AGENCY},
        **shown.face._asdict(),
    }


def _text(row: DirectoryEntry) -> tuple[Days, Mapping[str, Any], tuple[ItemShown, ...]]:
    """An entry as it would be written now, to see whether anything has changed."""
    items = tuple(
        ItemShown(str(item.agency_item_id), (item.level_from, item.level_to), item.state)
        for item in sorted(row.items, key=lambda item: item.agency_item_id)
    )
    values = {name: getattr(row, name) for name in OF_ENTRY}
    return Days(row.begins_on, row.ends_on), values, items


def _entry(writing: Writing, agency: Agency, days: Days, shown: Shown[Face]) -> DirectoryEntry:
    items = {str(item.id): item for item in agency.items}
    return DirectoryEntry(
        id=new_id(),
        begins_on=days.begins_on,
        ends_on=days.ends_on,
        known_from=writing.today,
        items=[_entry_item(items[one.key], one) for one in shown.items],
        **_values(agency, shown),
    )


def _entry_item(item: AgencyItem, shown: ItemShown) -> DirectoryEntryItem:
    return DirectoryEntryItem(
        agency_item_id=item.id,
        state=shown.state,
        level_from=shown.levels[0],
        level_to=shown.levels[1],
        **{name: getattr(item, name) for name in OF_ITEM},
    )


# --- what stood before


async def _correct(writing: Writing, row: DirectoryEntry, since: date) -> None:
    """Cut an entry to the days that still stand; keep what was public of the others."""
    days = corrected(
        Standing(Days(row.begins_on, row.ends_on), row.known_from), since, writing.today
    )
    yesterday = writing.today - DAY
    if days.superseded and days.kept:
        writing.add(_copy(row, days.superseded, yesterday))
    if days.kept:
        row.ends_on = days.kept.ends_on
    elif days.superseded:
        row.ends_on, row.known_to = days.superseded.ends_on, yesterday
    else:
        writing.session.expunge(row)
        statement = delete(DirectoryEntry).where(DirectoryEntry.id == row.id)
        await writing.session.execute(statement)


def _copy(row: DirectoryEntry, days: Days, known_to: date) -> DirectoryEntry:
    names = ("agency_item_id", "state", "level_from", "level_to", *OF_ITEM)
    return DirectoryEntry(
        id=new_id(),
        begins_on=days.begins_on,
        ends_on=days.ends_on,
        known_from=row.known_from,
        known_to=known_to,
        items=[
            DirectoryEntryItem(**{name: getattr(item, name) for name in names})
            for item in row.items
        ],
        **{name: getattr(row, name) for name in OF_ENTRY},
    )
