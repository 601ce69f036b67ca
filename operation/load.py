"""参考数据入库: the reference data of `data/` in the database, as often as one likes.

A load adds and corrects; it removes nothing, and what the register has settled stays settled: the
confirmed is not made an assumption again (`resolvers.write.put`), nor a published year provisional.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import Executable, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from models import (
    AssessmentCriteria,
    AssessmentCriterion,
    Base,
    CatalogueMajor,
    CatalogueMajorOccupation,
    District,
    Exclusion,
    ListedSchool,
    MaterialChecklist,
    MaterialChecklistLine,
    Occupation,
    Standard,
    Trade,
    WorkingDay,
    WorkingYear,
)
from operation import reference
from operation.migrate import locked
from operation.reference import DATA
from operation.rows import ReferenceDataError
from resolvers.write.put import Row, put
from resolvers.write.search import keep_all_search
from rules.vocabulary import Known


@dataclass(frozen=True)
class Loaded:
    """By table: the rows that the files hold, and how many of them were new or changed."""

    held: dict[str, int] = field(default_factory=dict)
    written: dict[str, int] = field(default_factory=dict)


async def load_reference(dsn: str, folder: Path = DATA) -> Loaded:
    """Bring the database up to the files, in one transaction; a second load writes nothing.

    Raises ReferenceDataError when a file names an occupation, trade or major that is unknown.
    """
    async with locked(dsn) as connection:
        load = _Load(connection, folder)
        await load.plain_tables()
        occupations = await load.occupations()
        await load.trades(occupations)
        await load.exclusions(occupations)
        await load.standards(occupations)
        await load.majors(occupations)
        await load.criteria()
        await load.checklists()
        await load.calendar()
        await keep_all_search(connection)
    return load.done


class _Ids(dict[tuple[Any, ...], UUID]):
    """The ids of a table's rows by what the files call them."""

    def __missing__(self, name: tuple[Any, ...]) -> UUID:
        raise ReferenceDataError(f"{' '.join(map(str, name))} is named, but unknown")


class _Load:
    """One load: what refers comes after what it refers to."""

    def __init__(self, connection: AsyncConnection, folder: Path) -> None:
        self.connection = connection
        self.folder = folder
        self.done = Loaded()

    async def plain_tables(self) -> None:
        districts = reference.read_districts(self.folder)
        await self.put(District, ["code"], map(asdict, districts))
        schools = reference.read_schools(self.folder)
        await self.put(ListedSchool, ["school_code"], map(asdict, schools))

    async def occupations(self) -> _Ids:
        records = reference.read_occupations(self.folder)
        await self.put(Occupation, ["edition", "code"], map(asdict, records))
        return await self.ids(select(Occupation.id, Occupation.edition, Occupation.code))

    async def trades(self, occupations: _Ids) -> None:
        records = reference.read_trades(self.folder)
        rows = (_below(occupations, asdict(record)) for record in records)
        await self.put(Trade, ["occupation_id", "name"], rows)

    async def exclusions(self, occupations: _Ids) -> None:
        named = select(Trade.id, Occupation.edition, Occupation.code, Trade.name)
        trades = await self.ids(named.join(Trade.occupation))
        rows = []
        for record in reference.read_exclusions(self.folder):
            row = _below(occupations, asdict(record))
            name = row.pop("trade_name")
            trade = name and trades[record.edition, record.occupation_code, name]
            rows.append(row | {"trade_id": trade})
        await self.put(Exclusion, ["occupation_id", "trade_id"], rows)

    async def standards(self, occupations: _Ids) -> None:
        """A standard that is not listed is unknown, not absent: only the center says NO."""
        records = reference.read_standards(self.folder)
        rows = (_below(occupations, asdict(record)) for record in records)
        await self.put(Standard, ["occupation_id", "name"], rows)
        await self.connection.execute(
            update(Occupation)
            .where(Occupation.id.in_(select(Standard.occupation_id)))
            .where(Occupation.standard_known == Known.UNKNOWN)
            .values(
                standard_known=Known.YES,
                version=Occupation.version + 1,
                updated_at=func.register_now(),
            )
        )

    async def majors(self, occupations: _Ids) -> None:
        records = reference.read_majors(self.folder)
        await self.put(CatalogueMajor, ["code"], map(asdict, records))
        majors = await self.ids(select(CatalogueMajor.id, CatalogueMajor.code))
        rows = []
        for record in reference.read_major_occupations(self.folder):
            row = _below(occupations, asdict(record))
            rows.append(row | {"catalogue_major_id": majors[(row.pop("major_code"),)]})
        await self.put(CatalogueMajorOccupation, ["catalogue_major_id", "occupation_id"], rows)

    async def criteria(self) -> None:
        """Editions that the center entered beside these stay as they are."""
        editions = reference.read_criteria(self.folder)
        await self.put(AssessmentCriteria, ["edition"], map(asdict, editions))
        known = await self.ids(select(AssessmentCriteria.id, AssessmentCriteria.edition))
        rows = []
        for record in reference.read_criterion_rows(self.folder):
            row = asdict(record)
            rows.append(row | {"edition_id": known[(row.pop("edition"),)]})
        await self.put(AssessmentCriterion, ["edition_id", "number"], rows)

    async def checklists(self) -> None:
        """Where the center has entered others, the last day of each stays as it is."""
        records = reference.read_materials(self.folder)
        facts = ("kind", "begins_on", "source", "certainty")
        whole = {
            (record.kind, record.begins_on): {name: getattr(record, name) for name in facts}
            for record in records
        }
        await self.put(MaterialChecklist, ["kind", "begins_on"], whole.values())
        known = await self.connection.execute(
            select(MaterialChecklist.id, MaterialChecklist.kind, MaterialChecklist.begins_on)
        )
        ids = {(kind, begins_on): id_ for id_, kind, begins_on in known}
        lines = [
            {
                "checklist_id": ids[record.kind, record.begins_on],
                "place": place,
                "material": record.material,
                "is_required": record.is_required,
                "is_per_item": record.is_per_item,
                "note": record.note,
            }
            for place, record in enumerate(records, 1)
        ]
        await self.put(MaterialChecklistLine, ["checklist_id", "material"], lines)

    async def calendar(self) -> None:
        """The days of a year that the center published ahead of the files are the center's."""
        published = await self.connection.scalars(
            select(WorkingYear.year).where(WorkingYear.is_published)
        )
        settled = set(published)
        days = [
            asdict(record)
            for record in reference.read_working_days(self.folder)
            if not (record.is_provisional and record.day.year in settled)
        ]
        years = {row["day"].year: not row.pop("is_provisional") for row in days}
        await self.put(
            WorkingYear,
            ["year"],
            ({"year": year, "is_published": known} for year, known in years.items()),
        )
        await self.put(WorkingDay, ["day"], days)

    async def put(self, model: type[Base], key: list[str], rows: Iterable[Row]) -> None:
        all_rows = list(rows)
        self.done.held[model.__tablename__] = len(all_rows)
        written = await put(self.connection, model, key, all_rows)
        self.done.written[model.__tablename__] = len(written)

    async def ids(self, ids_and_names: Executable) -> _Ids:
        rows = await self.connection.execute(ids_and_names)
        return _Ids((tuple(name), id_) for id_, *name in rows)


def _below(occupations: _Ids, row: dict[str, Any]) -> dict[str, Any]:
    """The row with the id of its occupation in place of edition and code."""
    key = row.pop("edition"), row.pop("occupation_code")
    return row | {"occupation_id": occupations[key]}
