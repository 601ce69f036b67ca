"""Rows that earlier steps of the chain would have made, each with what it must have."""

import hashlib
from datetime import UTC, date, datetime
from typing import Any, TypeVar

from sqlalchemy.ext.asyncio import AsyncSession

import models
from models import Base
from models.base import new_id
from models.database import Database
from rules import vocabulary as words
from rules.certificate_number import compose_agency_code
from rules.clause_3_3_filing import validity

Row = TypeVar("Row", bound=Base)
KNOWN = {"source": "a test", "certainty": words.Certainty.CONFIRMED}


async def write(database: Database, *rows: Base) -> None:
    """Write the rows, tables that others point to first."""
    order = {table: number for number, table in enumerate(Base.metadata.sorted_tables)}
    async with AsyncSession(database.engine, expire_on_commit=False) as session, session.begin():
        for row in sorted(rows, key=lambda row: order[row.__table__]):  # type: ignore[index]
            session.add(row)
            await session.flush()


def row(model: type[Row], **values: Any) -> Row:
    """An unwritten row with its id."""
    return model(id=new_id(), **values)


def district(code: str = "310101", name: str = "黄浦区") -> models.District:
    return row(models.District, code=code, name=name)


def occupation(code: str = "6-18-01-01", name: str = "车工") -> models.Occupation:
    return row(
        models.Occupation, edition=2022, code=code, name=name, tree_level=4,
        is_skill=words.Known.YES, skill_certainty=words.Certainty.CONFIRMED,
        skill_source="a test", **KNOWN,
    )  # fmt: skip


def standard(of: models.Occupation) -> models.Standard:
    return row(
        models.Standard, occupation_id=of.id, name=f"{of.name}国家职业技能标准",
        edition_year=2018, level_from=5, level_to=1, **KNOWN,
    )  # fmt: skip


def account(login_name: str) -> models.Account:
    return row(models.Account, login_name=login_name, password_hash="none", display_name=login_name)


def institution(
    registered_by: models.Account, number: int = 1, name: str = "上海职业学院", **values: Any
) -> models.Institution:
    """A verified independent college in 310101; `number` makes its codes its own."""
    facts = {
        "kind": words.InstitutionKind.COLLEGE,
        "status": words.InstitutionStatus.VERIFIED,
        "school_code": f"41310{number:05d}",
        "uscc": f"12310000{number:09d}A",
        "name": name,
        "district_code": "310101",
        "ownership": "公办",
        "established_on": date(1999, 9, 1),
        "has_enrolment_qualification": True,
        "address": "上海市中山路1号",
        "evaluation_department_name": "技能评价中心",
        "evaluation_department_address": "上海市中山路1号",
        "evaluation_department_telephone": "021-12345678",
        "registered_by_id": registered_by.id,
    }
    return row(models.Institution, **facts | values)


def upload(of: models.Account, content: bytes = b"a document") -> models.Upload:
    """An upload of a PDF that has arrived."""
    return row(
        models.Upload, account_id=of.id, purpose=words.UploadPurpose.DOCUMENT,
        most_bytes=20 * 1024 * 1024, expires_at=datetime(2099, 1, 1, tzinfo=UTC),
        received_at=datetime(2026, 9, 1, tzinfo=UTC), media_type="application/pdf",
        sha256=hashlib.sha256(content).digest(), size=len(content),
    )  # fmt: skip


def site(of: models.Institution) -> models.Site:
    return row(
        models.Site, institution_id=of.id, name="实训中心", address="上海市中山路1号",
        district_code=of.district_code, has_monitoring=True, capacity=60,
    )  # fmt: skip


def major(of: models.Institution, code: str = "460101") -> models.Major:
    return row(
        models.Major, institution_id=of.id, catalogue_code=code, name="机械设计与制造",
        training_level=words.TrainingLevel.COLLEGE,
    )  # fmt: skip


def agency(
    of: models.Institution,
    begins: date = date(2026, 9, 1),
    status: words.AgencyStatus = words.AgencyStatus.LISTED,
) -> models.Agency:
    """In the directory for three years."""
    return row(
        models.Agency, institution_id=of.id, name=of.name, status=status,
        scope=words.AgencyScope.OWN_STUDENTS, listed_on=begins, valid_from=begins,
        valid_to=validity(begins).valid_to,
        removed_on=begins if status is words.AgencyStatus.REMOVED else None,
    )  # fmt: skip


def agency_code(of: models.Agency, serial: int = 1) -> models.AgencyCode:
    return row(
        models.AgencyCode, agency_id=of.id, valid_from=of.valid_from, scope=of.scope,
        code=compose_agency_code(words.AgencyCategory.Y, serial),
        category=words.AgencyCategory.Y,
    )  # fmt: skip


def violation(
    of: models.Institution, by: models.Account, happened_on: date, **values: Any
) -> models.Violation:
    facts = {"description": "替考", "recorded_by_id": by.id, "happened_on": happened_on}
    return row(models.Violation, institution_id=of.id, **facts | values)


def suspended(
    of: models.Agency,
    by: models.Account,
    begins: date | None = None,
    ends: date | None = None,
    item: models.AgencyItem | None = None,
) -> tuple[models.AgencyDecision, models.AgencySuspension]:
    """The decision and its days; from the first day of the agency unless `begins` says another."""
    day = begins or of.valid_from
    decision = row(
        models.AgencyDecision, agency_id=of.id, institution_id=of.institution_id,
        act="suspendAgency", clause="3.3", decided_on=day, effective_on=day, until_on=ends,
        reason="监控录像保存不足", account_id=by.id,
    )  # fmt: skip
    days = row(
        models.AgencySuspension, agency_id=of.id, agency_item_id=item and item.id,
        decision_id=decision.id, begins_on=day, ends_on=ends,
    )  # fmt: skip
    return decision, days


def listed_item(
    of: models.Agency,
    application: models.FilingApplication,
    occupation: models.Occupation,
    standard: models.Standard,
    site: models.Site,
) -> tuple[models.FilingItem, models.AgencyItem]:
    """An item of levels 5 to 3 that was filed and is listed."""
    facts = {
        "occupation_id": occupation.id,
        "level_from": 5,
        "level_to": 3,
        "basis": words.Basis.NATIONAL_STANDARD,
        "standard_id": standard.id,
        "method": words.EvaluationMethod.RESULT_ASSESSMENT,
        "site_id": site.id,
    }
    filed = row(models.FilingItem, application_id=application.id, is_passed=True, **facts)
    listed = row(
        models.AgencyItem, agency_id=of.id, filing_item_id=filed.id,
        valid_from=of.valid_from, valid_to=of.valid_to, **facts,
    )  # fmt: skip
    return filed, listed
