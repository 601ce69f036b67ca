"""Readers of the reference data in `data/`: plain validated records, nothing of the database."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import msgspec

from operation.records import (
    CriteriaRecord,
    CriterionRecord,
    DistrictRecord,
    ExclusionRecord,
    MajorOccupationRecord,
    MajorRecord,
    MaterialRecord,
    OccupationRecord,
    SchoolRecord,
    SkillFlagRecord,
    StandardRecord,
    SupplementRecord,
    TradeRecord,
    WorkingDayRecord,
)
from operation.rows import ReferenceDataError, read_records

DATA = Path(__file__).resolve().parent.parent / "data"
SATURDAY = 5  # date.weekday()


class NoticeOfYear(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One year's notice of the State Council: days off and weekend days that are worked."""

    holidays: frozenset[date]
    makeup_workdays: frozenset[date]


class PublishedCalendar(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`data/working_days.json`: the years that are published, by year."""

    source: str
    years: dict[int, NoticeOfYear]


def read_occupations(folder: Path = DATA) -> list[OccupationRecord]:
    """职业 and the groups above them, groups before what is in them."""
    return read_records(folder / "occupations_2022.csv", OccupationRecord)


def read_supplements(folder: Path = DATA) -> list[SupplementRecord]:
    return read_records(folder / "occupation_supplements.csv", SupplementRecord)


def read_skill_flags(folder: Path = DATA) -> list[SkillFlagRecord]:
    return read_records(folder / "skill_flags.csv", SkillFlagRecord)


def read_trades(folder: Path = DATA) -> list[TradeRecord]:
    return read_records(folder / "trades.csv", TradeRecord)


def read_exclusions(folder: Path = DATA) -> list[ExclusionRecord]:
    return read_records(folder / "exclusions.csv", ExclusionRecord)


def read_standards(folder: Path = DATA) -> list[StandardRecord]:
    return read_records(folder / "standards.csv", StandardRecord)


def read_majors(folder: Path = DATA) -> list[MajorRecord]:
    return read_records(folder / "majors.csv", MajorRecord)


def read_major_occupations(folder: Path = DATA) -> list[MajorOccupationRecord]:
    return read_records(folder / "major_occupations.csv", MajorOccupationRecord)


def read_materials(folder: Path = DATA) -> list[MaterialRecord]:
    """材料清单, every line of it in the order of its checklist."""
    return read_records(folder / "material_checklists.csv", MaterialRecord)


def read_districts(folder: Path = DATA) -> list[DistrictRecord]:
    return read_records(folder / "districts.csv", DistrictRecord)


def read_schools(folder: Path = DATA) -> list[SchoolRecord]:
    return read_records(folder / "institutions.csv", SchoolRecord)


def read_criteria(folder: Path = DATA) -> list[CriteriaRecord]:
    return read_records(folder / "assessment_editions.csv", CriteriaRecord)


def read_criterion_rows(folder: Path = DATA) -> list[CriterionRecord]:
    return read_records(folder / "assessment_criteria.csv", CriterionRecord)


def read_calendar(folder: Path = DATA) -> PublishedCalendar:
    """The published years. Raises ReferenceDataError where the file is not such a calendar."""
    path = folder / "working_days.json"
    try:
        return msgspec.json.decode(path.read_bytes(), type=PublishedCalendar, strict=False)
    except msgspec.ValidationError as reason:
        raise ReferenceDataError(f"{path.name}: {reason}") from reason


def read_working_days(folder: Path = DATA) -> list[WorkingDayRecord]:
    """Every day of the published years, then of the next year, provisional: weekends only."""
    calendar = read_calendar(folder)
    published = [
        WorkingDayRecord(day, _is_working(day, notice), False, calendar.source)
        for year, notice in sorted(calendar.years.items())
        for day in days_of(year)
    ]
    return published + [
        WorkingDayRecord(day, day.weekday() < SATURDAY, True, "weekends only; not yet published")
        for day in days_of(max(calendar.years) + 1)
    ]


def days_of(year: int) -> Iterator[date]:
    first, after = date(year, 1, 1), date(year + 1, 1, 1)
    return (first + timedelta(days=passed) for passed in range((after - first).days))


def _is_working(day: date, notice: NoticeOfYear) -> bool:
    return day in notice.makeup_workdays or (
        day.weekday() < SATURDAY and day not in notice.holidays
    )
