"""Acts on applications: a school applies, the department accepts, returns or declines (3.1)."""

import asyncio
from typing import Any

import pytest
from sqlalchemy import func, select

import models
from models.database import Database
from permissions.errors import BadUserInput, Conflict
from rules.filing_round import FORM
from rules.lifecycle import WORKFLOWS, is_allowed
from rules.vocabulary import (
    Certainty,
    FilingStatus,
    InstitutionKind,
    Known,
    MaterialKind,
    Role,
)
from tests import rows
from tests.applying import (
    CENTER,
    CHECK,
    CREATE,
    DEPARTMENT,
    SAVE_MAJOR,
    SAVE_SITE,
    SUBMIT,
    UPDATE,
    School,
    found,
    new_school,
    occupation_id,
    places,
    school_that_may_apply,
)
from tests.register import Failed, schemas

DECIDE = """mutation($input: %s!) { %s(input: $input) {
  filingApplication { id version status reason number } findings { code clause path } } }"""


def decision(name: str) -> str:
    own = {
        "returnFilingApplication": "ReturnFilingApplicationInput",
        "declineFilingApplication": "ReasonedInput",
    }
    return DECIDE % (own.get(name, "ActInput"), name)


async def status_of(database: Database, application: dict[str, Any]) -> tuple[str, str | None]:
    row = models.FilingApplication
    async with database.engine.connect() as connection:
        asked = select(row.status, row.number).where(row.id == application["id"].split(":")[1])
        status, number = (await connection.execute(asked)).one()
        return status.name, number


async def entries(database: Database, application: dict[str, Any]) -> list[str]:
    entry = models.RegisterEntry
    async with database.engine.connect() as connection:
        asked = select(entry.act).where(entry.subject_id == application["id"].split(":")[1])
        return list(await connection.scalars(asked.order_by(entry.created_at, entry.id)))


async def is_refused_everywhere(
    database: Database, school: School, drafted: dict[str, Any], *expected: tuple[Any, ...]
) -> None:
    """The dry run names these refusals and no other, and a submission submits nothing."""
    checked = await school.register.ask(school.viewer, CHECK, id=drafted["id"])
    assert places(checked["checkFilingApplication"]) == list(expected)
    assert drafted["refusalCount"] == len(expected)
    payload = await school.submit(drafted)
    assert found(payload) == list(expected)
    assert payload["filingApplication"]["status"] == "DRAFT"
    assert await status_of(database, drafted) == ("DRAFT", None)
    assert await entries(database, drafted) == ["createFilingApplication"]


async def test_a_complete_application_is_submitted_with_a_number_of_the_year(
    reference_database: Database,
) -> None:
    school = await school_that_may_apply(reference_database)
    drafted = await school.draft()
    assert drafted["refusalCount"] == 0
    payload = await school.submit(drafted)
    assert found(payload) == []
    assert payload["filingApplication"]["status"] == "SUBMITTED"
    year, _, serial = payload["filingApplication"]["number"].partition("-")
    assert (int(year), len(serial)) == (school.extra["years"][0] + 1, 4)
    assert await entries(reference_database, drafted) == [
        "createFilingApplication",
        "submitFilingApplication",
    ]


async def test_numbers_have_no_gap_although_submissions_between_are_refused(
    reference_database: Database,
) -> None:
    numbers = []
    for is_complete in (True, False, True):
        school = await school_that_may_apply(reference_database)
        drafted = await school.draft(declaresTruthful=is_complete)
        payload = await school.submit(drafted)
        if is_complete:
            numbers.append(int(payload["filingApplication"]["number"].split("-")[1]))
    assert numbers[1] == numbers[0] + 1


# --- the cases of the issue


async def test_a_school_may_not_apply_above_the_ceiling(reference_database: Database) -> None:
    school = await school_that_may_apply(reference_database)
    drafted = await school.draft(items=[school.item(levelTo=2)])
    await is_refused_everywhere(
        reference_database,
        school,
        drafted,
        ("LEVEL_ABOVE_CEILING", "1.3", ["items", "0", "levelTo"]),
    )


async def test_a_college_may_not_take_a_secondary_major_to_level_3(
    reference_database: Database,
) -> None:
    school = await school_that_may_apply(reference_database)
    saved = await school.act(
        SAVE_MAJOR,
        **school.major_input(
            catalogueCode="660302", name="电气设备运行与控制", trainingLevel="SECONDARY"
        ),
    )
    majors = [{"majorId": saved["major"]["id"], "expectedCandidates": 40}]
    drafted = await school.draft(items=[school.item(), school.item(levelFrom=5, majors=majors)])
    await is_refused_everywhere(
        reference_database,
        school,
        drafted,
        ("ITEM_REPEATED", "3.1", ["items", "1"]),
        ("LEVEL_ABOVE_CEILING", "1.3", ["items", "1", "levelTo"]),
    )


async def test_an_occupation_with_an_entry_qualification_is_refused(
    reference_database: Database,
) -> None:
    school = await school_that_may_apply(reference_database)
    guarded = await occupation_id(reference_database, "4-07-05-03")  # 消防设施操作员
    major = await school.act(
        SAVE_MAJOR,
        **school.major_input(catalogueCode="440406", name="建筑消防技术", occupationIds=[guarded]),
    )
    site = await school.act(
        SAVE_SITE,
        **school.site_input(name="消防实训中心", equipment=[{"occupationId": guarded, "level": 4}]),
    )
    item = school.item(
        occupationId=guarded,
        levelTo=4,
        siteId=site["site"]["id"],
        majors=[{"majorId": major["major"]["id"], "expectedCandidates": 40}],
    )
    await is_refused_everywhere(
        reference_database,
        school,
        await school.draft(items=[item]),
        ("ENTRY_QUALIFICATION", "1.3.1", ["items", "0", "occupationId"]),
    )


async def test_a_site_without_monitoring_is_refused(reference_database: Database) -> None:
    school = await school_that_may_apply(reference_database)
    site = await school.act(SAVE_SITE, **school.site_input(name="无监控", hasMonitoring=False))
    drafted = await school.draft(items=[school.item(siteId=site["site"]["id"])])
    await is_refused_everywhere(
        reference_database,
        school,
        drafted,
        ("SITE_WITHOUT_MONITORING", "1.1.4", ["items", "0", "siteId"]),
    )


async def test_an_item_without_site_or_matching_major_is_refused(
    reference_database: Database,
) -> None:
    school = await school_that_may_apply(reference_database)
    drafted = await school.draft(items=[school.item(siteId=None, majors=[])])
    await is_refused_everywhere(
        reference_database,
        school,
        drafted,
        ("SITE_MISSING", "1.1.4", ["items", "0", "siteId"]),
        ("MATCHING_MAJOR_MISSING", "1.3.3", ["items", "0", "majors"]),
    )


async def test_another_schools_major_site_or_document_is_not_found_and_nothing_is_written(
    reference_database: Database,
) -> None:
    school = await school_that_may_apply(reference_database)
    other = await school_that_may_apply(reference_database)
    taken = {
        "items": [
            school.item(siteId=other.site, majors=[{"majorId": other.major}]),
        ],
        "materials": [{"kind": "CREDIT_RECORD", "title": "信用", "documentId": other.document}],
    }
    for changed, path in (
        ({"items": [school.item(siteId=other.site)]}, ["items", "0", "siteId"]),
        (
            {"items": [school.item(), school.item(majors=[{"majorId": other.major}])]},
            ["items", "1", "majors", "0", "majorId"],
        ),
        ({"materials": taken["materials"]}, ["materials", "0", "documentId"]),
    ):
        payload = await school.act(CREATE, **school.content(**changed))
        assert found(payload) == [("NOT_FOUND", "3.1", path)]
        assert payload["filingApplication"] is None
    async with reference_database.engine.connect() as connection:
        row = models.FilingApplication
        kept = select(func.count()).where(row.institution_id == school.institution.id)
        assert await connection.scalar(kept) == 0


async def test_a_damaged_occupation_id_says_what_was_expected(
    reference_database: Database,
) -> None:
    school = await school_that_may_apply(reference_database)
    for damaged in ("6-31-01-03", "Occupation:0", school.major):
        with pytest.raises(Failed) as failed:
            await school.act(CREATE, **school.content(items=[school.item(occupationId=damaged)]))
        (cause,) = failed.value.causes
        assert isinstance(cause, BadUserInput)
        assert "Occupation" in str(cause)


async def test_an_occupation_of_another_edition_is_refused(reference_database: Database) -> None:
    school = await school_that_may_apply(reference_database)
    old = rows.row(
        models.Occupation, edition=2015, code="6-31-01-03", name="电工", tree_level=4,
        is_skill=Known.YES, skill_certainty=Certainty.CONFIRMED, skill_source="a test",
        source="a test", certainty=Certainty.CONFIRMED,
    )  # fmt: skip
    await rows.write(reference_database, old)
    item = school.item(occupationId=f"Occupation:{old.id}")
    await is_refused_everywhere(
        reference_database,
        school,
        await school.draft(items=[item]),
        ("SITE_NOT_EQUIPPED", "1.1.4", ["items", "0", "siteId"]),
        ("SITE_NOT_EQUIPPED", "1.1.4", ["items", "0", "siteId"]),
        ("EDITION_NOT_CURRENT", "1.3.1", ["items", "0", "occupationId"]),
        ("MATCHING_MAJOR_MISSING", "1.3.3", ["items", "0", "majors"]),
    )


async def test_missing_materials_are_named_one_by_one(reference_database: Database) -> None:
    school = await school_that_may_apply(reference_database)
    kinds = [kind for kind in MaterialKind if kind is not MaterialKind.CERTIFICATE_SAMPLE]
    materials = [
        {"kind": kind.name, "title": kind.zh, "documentId": school.document} for kind in kinds
    ]
    materials[0]["documentId"] = None  # announced, its document still missing
    drafted = await school.draft(materials=materials)
    await is_refused_everywhere(
        reference_database,
        school,
        drafted,
        ("MATERIAL_MISSING", "3.1", ["materials", "0", "documentId"]),
        ("MATERIAL_MISSING", "3.1", ["materials"]),
    )


@pytest.mark.parametrize(
    ("declaration", "code", "clause"),
    [
        ("declaresTruthful", "TRUTH_NOT_DECLARED", "3.1"),
        ("declaresNonProfit", "NON_PROFIT_NOT_DECLARED", "1.1.6"),
        ("declaresAcceptingSupervision", "SUPERVISION_NOT_ACCEPTED", "1.1.5"),
    ],
)
async def test_a_missing_declaration_is_refused(
    reference_database: Database, declaration: str, code: str, clause: str
) -> None:
    school = await school_that_may_apply(reference_database)
    drafted = await school.draft(**{declaration: False})
    await is_refused_everywhere(reference_database, school, drafted, (code, clause, [declaration]))


async def test_a_school_with_nothing_in_its_file_meets_every_clause(
    reference_database: Database,
) -> None:
    school = await new_school(
        reference_database,
        kind=InstitutionKind.SECONDARY,
        evaluation_department_name=None,
        has_enrolment_qualification=False,
    )
    drafted = (await school.act(CREATE, items=[], materials=[], enrolments=[]))["filingApplication"]
    checked = await school.register.ask(school.viewer, CHECK, id=drafted["id"])
    refused = {(code, clause) for code, clause, _ in places(checked["checkFilingApplication"])}
    assert refused == {
        ("ENROLMENT_QUALIFICATION_MISSING", "1.1"),
        ("INTEGRATED_PROGRAMME_MISSING", "1.1.1"),
        ("EVALUATION_DEPARTMENT_MISSING", "1.1.4"),
        ("STAFF_MISSING", "1.1.4"),
        ("EVALUATION_RULES_INCOMPLETE", "1.1.5"),
        ("SUPERVISION_NOT_ACCEPTED", "1.1.5"),
        ("NON_PROFIT_NOT_DECLARED", "1.1.6"),
        ("MATERIAL_MISSING", "3.1"),
        ("TRUTH_NOT_DECLARED", "3.1"),
        ("ITEMS_MISSING", "3.1"),
    }
    warned = {code for code, _, _ in places(checked["checkFilingApplication"], "WARNING")}
    assert warned == {
        "ENROLMENT_FIGURES_MISSING",
        "DEMAND_NOT_STATED",
        "FEE_LIST_NOT_PUBLISHED",
        "SELF_MARK_MISSING",
    }


# --- the draft


async def test_an_update_replaces_the_content_and_counts_its_refusals_anew(
    reference_database: Database,
) -> None:
    school = await school_that_may_apply(reference_database)
    drafted = await school.draft(declaresTruthful=False)
    items = [school.item(levelFrom=level, levelTo=level) for level in (5, 4, 3)]
    payload = await school.act(
        UPDATE, id=drafted["id"], expectedVersion=drafted["version"], **school.content(items=items)
    )
    changed = payload["filingApplication"]
    assert payload["findings"] == []
    assert (changed["refusalCount"], changed["version"]) == (0, drafted["version"] + 1)
    assert [item["levelTo"] for item in changed["items"]] == [5, 4, 3]


async def test_what_the_tables_cannot_hold_is_refused_at_its_place_when_it_is_saved(
    reference_database: Database,
) -> None:
    school = await school_that_may_apply(reference_database)
    payload = await school.act(
        CREATE,
        **school.content(
            items=[
                school.item(levelFrom=3, levelTo=4),
                school.item(
                    basis="EVALUATION_SPECIFICATION",
                    standardId=f"Standard:{'0' * 8}-0000-4000-8000-000000000000",
                ),
                school.item(majors=[{"majorId": school.major, "expectedCandidates": -1}]),
            ],
            enrolments=[{"year": 2025, "enrolled": -1}, {"year": 2025, "enrolled": 1}],
            materials=[{"kind": "CREDIT_RECORD", "title": " "}],
        ),
    )
    assert found(payload) == [
        ("NAMED_TWICE", "3.1", ["enrolments", "1"]),
        ("NUMBER_OUT_OF_RANGE", "3.1", ["enrolments", "0", "enrolled"]),
        ("TEXT_MISSING", "3.1", ["materials", "0", "title"]),
        ("LEVEL_RANGE_INVALID", "1.3", ["items", "0", "levelTo"]),
        ("BASIS_OF_ANOTHER_KIND", "2.1", ["items", "1", "basis"]),
        ("NUMBER_OUT_OF_RANGE", "3.1", ["items", "2", "majors", "0", "expectedCandidates"]),
    ]


async def test_a_standard_of_another_occupation_is_no_basis(reference_database: Database) -> None:
    school = await school_that_may_apply(reference_database)
    async with reference_database.engine.connect() as connection:
        other = await connection.scalar(
            select(models.Standard.id)
            .join(models.Standard.occupation)
            .where(models.Occupation.code == "4-10-01-03")
        )
    payload = await school.act(
        CREATE, **school.content(items=[school.item(standardId=f"Standard:{other}")])
    )
    assert found(payload) == [("BASIS_OF_ANOTHER_OCCUPATION", "2.1", ["items", "0", "standardId"])]


async def test_a_stale_version_is_a_conflict_and_changes_nothing(
    reference_database: Database,
) -> None:
    school = await school_that_may_apply(reference_database)
    drafted = await school.draft()
    stale = {"id": drafted["id"], "expectedVersion": drafted["version"] - 1}
    for document, given in ((UPDATE, stale | school.content()), (SUBMIT, stale)):
        with pytest.raises(Failed) as failed:
            await school.act(document, **given)
        (cause,) = failed.value.causes
        assert isinstance(cause, Conflict)
        assert cause.extensions["currentVersion"] == drafted["version"]
    assert await status_of(reference_database, drafted) == ("DRAFT", None)


async def test_the_same_key_creates_one_application(reference_database: Database) -> None:
    school = await school_that_may_apply(reference_database)
    given = school.content(idempotencyKey="一次")
    first, second = await school.act(CREATE, **given), await school.act(CREATE, **given)
    assert first == second


async def test_another_schools_application_is_not_found(reference_database: Database) -> None:
    school = await school_that_may_apply(reference_database)
    other = await new_school(reference_database)
    drafted = await school.draft()
    payload = await other.submit(drafted)
    assert found(payload) == [("NOT_FOUND", "3.1", ["id"])]
    checked = await other.register.ask(other.viewer, CHECK, id=drafted["id"])
    assert places(checked["checkFilingApplication"]) == [("NOT_FOUND", "3.1", ["id"])]


async def test_of_two_drafts_submitted_at_once_one_is_submitted(
    reference_database: Database,
) -> None:
    school = await school_that_may_apply(reference_database)
    drafts = [await school.draft(), await school.draft()]
    payloads = await asyncio.gather(*(school.submit(drafted) for drafted in drafts))
    states = sorted(payload["filingApplication"]["status"] for payload in payloads)
    assert states == ["DRAFT", "SUBMITTED"]
    refused = [found(payload) for payload in payloads if found(payload)]
    assert refused == [[("APPLICATION_OPEN", "3.1", [])]]


# --- the department


async def test_the_department_returns_with_a_reason_and_the_school_submits_again(
    reference_database: Database,
) -> None:
    school = await school_that_may_apply(reference_database)
    sent = (await school.submit(await school.draft()))["filingApplication"]
    act = {"id": sent["id"], "expectedVersion": sent["version"]}
    returning = decision("returnFilingApplication")
    blank = await school.register.ask(DEPARTMENT, returning, input=act | {"reason": " "})
    (finding,) = blank["returnFilingApplication"]["findings"]
    assert (finding["code"], finding["path"]) == ("REASON_MISSING", ["reason"])
    answer = await school.register.ask(DEPARTMENT, returning, input=act | {"reason": "补材料"})
    returned = answer["returnFilingApplication"]["filingApplication"]
    assert (returned["status"], returned["reason"]) == ("RETURNED", "补材料")
    again = (await school.submit(returned))["filingApplication"]
    assert (again["status"], again["number"]) == ("SUBMITTED", sent["number"])


async def test_a_withdrawn_draft_was_never_seen_and_one_under_way_leaves_room_for_another(
    reference_database: Database,
) -> None:
    school = await school_that_may_apply(reference_database)
    drafted = await school.draft()
    act = {"id": drafted["id"], "expectedVersion": drafted["version"]}
    gone = await school.act(decision("withdrawFilingApplication"), **act)
    assert gone["filingApplication"]["status"] == "WITHDRAWN"
    seen = await school.register.ask(
        DEPARTMENT, "query($id: ID!) { node(id: $id) { id } }", id=drafted["id"]
    )
    assert seen == {"node": None}
    sent = (await school.submit(await school.draft()))["filingApplication"]
    act = {"id": sent["id"], "expectedVersion": sent["version"]}
    await school.act(decision("withdrawFilingApplication"), **act)
    assert (await school.submit(await school.draft()))["filingApplication"]["number"] is not None


ACTS = {
    act.name: act
    for act in WORKFLOWS["filing_application"]
    if act.name.partition("Filing")[0] in {"submit", "withdraw", "accept", "return", "decline"}
}


@pytest.mark.parametrize("name", ACTS)
@pytest.mark.parametrize("role", [Role.SCHOOL, Role.DEPARTMENT])
@pytest.mark.parametrize("status", FilingStatus)
async def test_an_act_is_done_in_its_states_by_its_role_and_nowhere_else(
    reference_database: Database, name: str, role: Role, status: FilingStatus
) -> None:
    if role not in ACTS[name].by:
        assert name not in schemas()[role].mutation_type.fields  # type: ignore[union-attr]
        return
    school = await school_in(reference_database)
    moved = await moved_to(reference_database, school, status)
    viewer = school.viewer if role is Role.SCHOOL else DEPARTMENT
    given = {"id": f"FilingApplication:{moved.id}", "expectedVersion": 1}
    reason = {"reason": "理由"} if name[:6] in {"return", "declin"} else {}
    answer = await school.register.ask(viewer, decision(name), input=given | reason)
    findings = answer[name]["findings"]
    after, _ = await status_of(reference_database, {"id": given["id"]})
    if name == "submitFilingApplication" and is_allowed(ACTS[name], role, status):
        assert "ACT_NOT_IN_STATE" not in {finding["code"] for finding in findings}
    elif is_allowed(ACTS[name], role, status):
        assert (findings, after) == ([], ACTS[name].after.name)  # type: ignore[union-attr]
    else:
        hidden = role is Role.DEPARTMENT and status is FilingStatus.DRAFT
        assert [f["code"] for f in findings] == ["NOT_FOUND" if hidden else "ACT_NOT_IN_STATE"]
        assert after == status.name


SHARED: dict[Database, School] = {}


async def school_in(database: Database) -> School:
    if database not in SHARED:
        SHARED[database] = await new_school(database)
    return SHARED[database]


async def moved_to(
    database: Database, school: School, status: FilingStatus
) -> models.FilingApplication:
    is_draft = status is FilingStatus.DRAFT
    row = rows.row(
        models.FilingApplication,
        institution_id=school.institution.id,
        status=status,
        submitted_at=None if is_draft else func.register_now(),
    )
    handed_in = rows.row(
        models.FilingRound,
        application_id=row.id,
        number=1,
        submitted_at=func.register_now(),
        content={"form": FORM},
    )
    await rows.write(database, row, *([] if is_draft else [handed_in]))
    return row


async def test_the_center_and_the_department_read_the_dry_run_of_what_was_handed_in(
    reference_database: Database,
) -> None:
    school = await school_that_may_apply(reference_database)
    drafted = await school.draft()
    for viewer in (CENTER, DEPARTMENT):
        hidden = await school.register.ask(viewer, CHECK, id=drafted["id"])
        assert places(hidden["checkFilingApplication"]) == [("NOT_FOUND", "3.1", ["id"])]
    await school.submit(drafted)
    for viewer in (CENTER, DEPARTMENT):
        shown = await school.register.ask(viewer, CHECK, id=drafted["id"])
        assert places(shown["checkFilingApplication"]) == []
    public = schemas()[Role.PUBLIC].query_type
    assert public is not None
    assert "checkFilingApplication" not in public.fields


async def test_nobody_of_another_role_has_the_acts_of_the_school() -> None:
    for role, schema in schemas().items():
        mutations = schema.mutation_type.fields if schema.mutation_type else {}
        assert ("submitFilingApplication" in mutations) == (role is Role.SCHOOL)
        assert ("acceptFilingApplication" in mutations) == (role is Role.DEPARTMENT)
        assert ("saveMajor" in mutations) == (role is Role.SCHOOL)
