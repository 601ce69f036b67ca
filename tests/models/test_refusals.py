"""What the tables refuse, whatever the program above them thinks."""

from datetime import date
from typing import Any

import pytest
import pytest_asyncio
from sqlalchemy import func, inspect, select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm.exc import StaleDataError

from models import Account, RegisterEntry, Site
from models.base import Base, new_id
from models.database import Database
from rules.vocabulary import AgencyStatus, Basis, BranchStatus, DocumentType, Role
from tests.permissions.two_schools import AT, TwoSchools, two_schools, write

TWO = two_schools()
KEPT_BY_THE_TABLE = {"id", "version", "created_at", "updated_at", "holder_name_key"}
SPARE = {"candidate_id": TWO.own.draft_candidate, "verification_token": bytes(16)}

# A row of the own school, what its double has otherwise, and the constraint that refuses it.
DOUBLES = [
    ("institution", {"uscc": "12310000425006329X"}, "uq_institution_school_code"),
    ("branch", {}, "uq_institution_uscc_branch_name"),
    ("branch", {"branch_name": ""}, "ck_institution_branch_name"),
    ("former_name", {"valid_to": date(1999, 8, 31)}, "ck_former_name_validity"),
    ("former_name", {"valid_to": date(2012, 8, 31)}, "uq_former_name_begins"),
    ("branch", {"branch_name": "乙学院", "closed_on": date(2026, 9, 1)}, "institution_closed_on"),
    (
        "branch",
        {"branch_name": "乙学院", "successor_id": TWO.other.institution},
        "ck_institution_succession",
    ),
    ("account", {"login_name": "SCHOOL-1"}, "uq_account_login_name"),
    ("account_role", {}, "uq_account_role"),
    ("account_role", {"institution_id": None}, "ck_account_role_school"),
    ("account_role", {"role": Role.PUBLIC, "institution_id": None}, "ck_account_role_signed_in"),
    ("handed_in_item", {"level_from": 3, "level_to": 4}, "ck_filing_item_levels"),
    ("handed_in_item", {"basis": Basis.EVALUATION_SPECIFICATION}, "standard_is_the_basis"),
    ("report", {}, "uq_filing_report_application_id_authority_round_number"),
    (
        "report",
        {
            "round_number": 2,
            "status": BranchStatus.CONSENTED,
            "decided_by_id": TWO.shared.center,
            "decided_at": AT,
        },
        "ck_filing_report_two_accounts",
    ),
    ("opinion", {}, "uq_expert_opinion_assessment_id_expert_id_condition"),
    ("opinion", {"expert_id": TWO.shared.expert_elsewhere}, "fk_expert_opinion_panel_member"),
    ("agency", {}, "uq_agency_institution_id"),
    ("agency_code", {}, "uq_agency_code_code"),
    ("proposed_extension", {"valid_from": date(2026, 6, 1)}, "ck_scope_extension_recorded"),
    ("proposed_extension", {"bureau_account_id": TWO.shared.center}, "scope_extension_bureau"),
    ("directory_entry", {"ends_on": date(2026, 5, 31)}, "ck_directory_entry_days"),
    ("directory_entry", {"known_to": date(2026, 5, 31)}, "ck_directory_entry_known"),
    ("directory_entry_item", {"level_to": 0}, "ck_directory_entry_item_levels"),
    ("filed_person", {}, "uq_person_document_type_identity_index_country"),
    ("filed_person", {"document_type": DocumentType.PASSPORT}, "ck_person_passport"),
    ("filed_candidate", {}, "uq_candidate_plan_id_person_id"),
    ("result", {}, "uq_result_candidate_id"),
    ("result", {"candidate_id": TWO.own.draft_candidate, "is_absent": True}, "absent_did_not_pass"),
    ("mark", {"part_id": TWO.own.draft_part, "mark": 1001}, "ck_result_mark_mark"),
    ("mark_review", {"reason": ""}, "ck_mark_review_texts"),
    ("published_certificate", SPARE, "uq_certificate_number"),
    (
        "published_certificate",
        SPARE | {"number": "Y000031000001263000009"},
        "uq_certificate_in_force",
    ),
    ("published_certificate", SPARE | {"level": 4}, "ck_certificate_level_in_the_number"),
    (
        "published_certificate",
        SPARE | {"number": "Y000031000001263000009", "report_id": None},
        "ck_certificate_reported",
    ),
    (
        "published_certificate",
        SPARE | {"number": "Y000031000001263000009", "revoked_on": date(2026, 5, 31)},
        "ck_certificate_ended",
    ),
]
ALLOWED_DOUBLES = [
    ("branch", {"branch_name": "第二学院"}),
    ("agency", {"status": AgencyStatus.REMOVED, "removed_on": date(2026, 9, 2)}),
    ("filed_person", {"document_type": DocumentType.PASSPORT, "country": "FR"}),
    ("report", {"round_number": 2}),
    (
        "published_certificate",
        SPARE | {"number": "Y000031000001263000009", "cancelled_on": date(2026, 6, 2)},
    ),
]


@pytest_asyncio.fixture(scope="module", loop_scope="session", autouse=True)
async def schools(database: Database) -> TwoSchools:
    await write(database, TWO)
    return TWO


def double(name: str, **otherwise: Any) -> Base:
    """The same row once more, with another id and what it has `otherwise`."""
    row = TWO.own.rows[name]
    names = {attribute.key for attribute in inspect(type(row)).column_attrs}
    values = {name: getattr(row, name) for name in names - KEPT_BY_THE_TABLE}
    return type(row)(id=new_id(), **values | otherwise)


@pytest.mark.parametrize(("name", "otherwise", "constraint"), DOUBLES)
async def test_a_double_is_refused(
    database: Database, name: str, otherwise: dict[str, Any], constraint: str
) -> None:
    async with AsyncSession(database.engine) as session:
        session.add(double(name, **otherwise))

        with pytest.raises(IntegrityError, match=constraint):
            await session.flush()


@pytest.mark.parametrize(("name", "otherwise"), ALLOWED_DOUBLES)
async def test_what_differs_where_it_counts_is_no_double(
    database: Database, name: str, otherwise: dict[str, Any]
) -> None:
    async with AsyncSession(database.engine) as session:
        session.add(double(name, **otherwise))

        await session.flush()


@pytest.mark.parametrize(
    "act",
    [
        "update register_entry set act = 'another'",
        "delete from register_entry",
        "truncate register_entry cascade",
    ],
)
async def test_an_entry_of_the_register_stays_as_it_was_written(
    database: Database, act: str
) -> None:
    async with database.engine.connect() as connection:
        with pytest.raises(IntegrityError, match="never changed and never deleted"):
            await connection.execute(text(act))
        await connection.rollback()

        unchanged = select(func.count()).where(RegisterEntry.act == "act")
        assert await connection.scalar(unchanged) == 12


async def test_of_two_who_change_a_row_at_once_one_wins(database: Database) -> None:
    async with AsyncSession(database.engine) as first, AsyncSession(database.engine) as second:
        for session in (first, second):
            site = await session.get_one(Site, TWO.other.site)
            site.capacity += 1
        await first.commit()

        with pytest.raises(StaleDataError):
            await second.commit()

    async with AsyncSession(database.engine) as session:
        after = await session.get_one(Site, TWO.other.site)
        assert (after.capacity, after.version) == (61, 2)
        assert after.updated_at > after.created_at


async def test_a_relation_that_was_not_asked_for_is_not_fetched(database: Database) -> None:
    async with AsyncSession(database.engine) as session:
        account = await session.get_one(Account, TWO.own.account)

        with pytest.raises(Exception, match="lazy='raise'"):
            _ = account.roles


def test_ids_made_later_sort_later() -> None:
    made = [new_id() for _ in range(3)]

    assert {(one.version, one.variant) for one in made} == {(7, "specified in RFC 4122")}
    assert [one.int >> 80 for one in made] == sorted(one.int >> 80 for one in made)
