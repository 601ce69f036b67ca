"""A school keeps its file: majors, programmes, sites, staff, documents (1.1, 1.3.3)."""

import hashlib
from typing import Any

import pytest
from sqlalchemy import func, select

import models
from models.database import Database
from permissions.errors import BadUserInput, Conflict
from permissions.viewer import Viewer
from rules.vocabulary import (
    AgencyScope,
    Basis,
    EvaluationMethod,
    FilingStatus,
    InstitutionStatus,
    PartKind,
    Role,
)
from tests import rows
from tests.applying import (
    ATTACH,
    DOCUMENT,
    EVIDENCE,
    SAVE_MAJOR,
    SAVE_PROGRAMME,
    SAVE_SITE,
    SAVE_STAFF,
    School,
    found,
    new_school,
    occupation_id,
    school_that_may_apply,
)
from tests.register import Failed, Register, schemas

RECORD = """mutation($input: RecordViolationInput!) { recordViolation(input: $input) {
  violation { id happenedOn isListing closedOn institution { name } }
  findings { code clause severity path } } }"""


async def count(database: Database, model: Any, school: School) -> int:
    async with database.engine.connect() as connection:
        asked = select(func.count()).where(model.institution_id == school.institution.id)
        return int(await connection.scalar(asked) or 0)


async def test_a_major_is_entered_and_changed_with_its_occupations(
    reference_database: Database,
) -> None:
    school = await new_school(reference_database)
    entered = await school.act(SAVE_MAJOR, **school.major_input(catalogueCode=" 460306 "))
    major = entered["major"]
    assert entered["findings"] == []
    assert (major["catalogueCode"], major["occupations"]) == ("460306", [{"code": "6-31-01-03"}])
    other = await occupation_id(reference_database, "6-18-01-01")
    changed = await school.act(
        SAVE_MAJOR,
        id=major["id"],
        expectedVersion=major["version"],
        **school.major_input(occupationIds=[other], isActive=False),
    )
    assert changed["major"]["occupations"] == [{"code": "6-18-01-01"}]
    assert changed["major"]["isActive"] is False
    assert changed["major"]["version"] == major["version"] + 1
    assert await count(reference_database, models.Major, school) == 1


async def test_a_change_of_parts_alone_raises_the_version_so_that_nobody_overwrites_it(
    reference_database: Database,
) -> None:
    school = await new_school(reference_database)
    major = (await school.act(SAVE_MAJOR, **school.major_input()))["major"]
    seen = {"id": major["id"], "expectedVersion": major["version"]}
    await school.act(SAVE_MAJOR, **seen, **school.major_input(occupationIds=[]))
    with pytest.raises(Failed) as failed:
        await school.act(SAVE_MAJOR, **seen, **school.major_input())
    assert isinstance(failed.value.causes[0], Conflict)


HISTORY = "query($id: ID!) { institution(id: $id) { history { act before after reason } } }"


async def history(school: School, viewer: Viewer) -> list[Any]:
    given = f"Institution:{school.institution.id}"
    answer = await school.register.ask(viewer, HISTORY, id=given)
    return list(answer["institution"]["history"])


async def test_the_department_reads_what_a_verified_school_changed_of_a_majors_level_or_standing(
    reference_database: Database,
) -> None:
    school = await new_school(reference_database)
    major = (await school.act(SAVE_MAJOR, **school.major_input()))["major"]
    seen = {"id": major["id"], "expectedVersion": major["version"]}
    changed = school.major_input(trainingLevel="VOCATIONAL_UNIVERSITY", standing="STRONG")
    major = (await school.act(SAVE_MAJOR, **seen, **changed))["major"]
    seen = {"id": major["id"], "expectedVersion": major["version"]}
    await school.act(SAVE_MAJOR, **seen, **changed | {"expectedGraduates": 60})
    read = await history(school, Viewer(role=Role.DEPARTMENT))
    assert [(entry["act"], entry["before"], entry["after"]) for entry in read] == [
        ("saveMajor", "VERIFIED", "VERIFIED")
    ] * 2
    assert [entry["reason"] for entry in read] == [
        "专业“电气自动化技术”：专业代码 — → 460306；培养层次 — → 高职专科；专业地位 — → 重点专业",
        "专业“电气自动化技术”：培养层次 高职专科 → 职业本科；专业地位 重点专业 → 优势专业",
    ]


async def test_a_school_that_is_not_verified_yet_enters_majors_without_a_word(
    reference_database: Database,
) -> None:
    school = await new_school(reference_database, status=InstitutionStatus.REGISTERED)
    await school.act(SAVE_MAJOR, **school.major_input())
    assert await history(school, Viewer(role=Role.DEPARTMENT)) == []


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"catalogueCode": "460"}, ("MAJOR_CODE_INVALID", "1.3.3", ["catalogueCode"])),
        ({"name": " "}, ("TEXT_MISSING", "1.3.3", ["name"])),
        ({"expectedGraduates": -1}, ("NUMBER_OUT_OF_RANGE", "1.3.3", ["expectedGraduates"])),
        (
            {"occupationIds": ["Occupation:00000000-0000-7000-8000-000000000000"]},
            ("NOT_FOUND", "1.3.3", ["occupationIds", "0"]),
        ),
    ],
)
async def test_a_major_that_cannot_be_is_refused_and_not_entered(
    reference_database: Database, changed: dict[str, Any], expected: tuple[Any, ...]
) -> None:
    school = await new_school(reference_database)
    payload = await school.act(SAVE_MAJOR, **school.major_input(**changed))
    assert found(payload) == [expected]
    assert payload["major"] is None
    assert await count(reference_database, models.Major, school) == 0


async def test_a_major_is_entered_once_and_a_group_of_the_classification_is_no_occupation(
    reference_database: Database,
) -> None:
    school = await new_school(reference_database)
    await school.act(SAVE_MAJOR, **school.major_input())
    twice = await school.act(SAVE_MAJOR, **school.major_input())
    assert found(twice) == [("ALREADY_REGISTERED", "1.3.3", ["name"])]
    group = await occupation_id(reference_database, "6-31-01")
    payload = await school.act(SAVE_MAJOR, **school.major_input(name="乙", occupationIds=[group]))
    assert found(payload) == [("NOT_FOUND", "1.3.3", ["occupationIds", "0"])]


async def test_a_college_with_a_secondary_code_is_warned_and_entered(
    reference_database: Database,
) -> None:
    school = await new_school(reference_database)
    payload = await school.act(SAVE_MAJOR, **school.major_input(catalogueCode="660302"))
    assert found(payload, "WARNING") == [
        ("MAJOR_CODE_OF_ANOTHER_LEVEL", "1.3.3", ["catalogueCode"])
    ]
    assert payload["major"]["trainingLevel"] == "COLLEGE"


async def test_another_schools_object_is_not_found_and_stays_as_it_was(
    reference_database: Database,
) -> None:
    owner = await school_that_may_apply(reference_database)
    other = await new_school(reference_database)
    given = {"id": owner.major, "expectedVersion": 1}
    payload = await other.act(SAVE_MAJOR, **given, **other.major_input(name="抢注"))
    assert found(payload) == [("NOT_FOUND", "1.3.3", ["id"])]
    programme = await other.act(SAVE_PROGRAMME, **programme_of(owner.major))
    assert found(programme) == [("NOT_FOUND", "1.1.1", ["majorId"])]
    seen = await owner.register.ask(
        owner.viewer, "query($id: ID!) { node(id: $id) { ... on Major { name } } }", id=owner.major
    )
    assert seen["node"] == {"name": "电气自动化技术"}


async def test_an_id_without_the_version_that_was_seen_is_told_what_is_missing(
    reference_database: Database,
) -> None:
    school = await school_that_may_apply(reference_database)
    with pytest.raises(Failed) as failed:
        await school.act(SAVE_MAJOR, id=school.major, **school.major_input())
    (cause,) = failed.value.causes
    assert isinstance(cause, BadUserInput)
    assert "expectedVersion" in str(cause)


def programme_of(major: str, **changed: Any) -> dict[str, Any]:
    return {
        "majorId": major,
        "partnerInstitutionName": "上海应用技术大学",
        "firstStageLevel": 4,
        "firstStageYears": 3,
        "secondStageLevel": 3,
        "secondStageYears": 2,
    } | changed


async def test_an_integrated_programme_leads_upwards_and_to_a_partner_once(
    reference_database: Database,
) -> None:
    school = await school_that_may_apply(reference_database)
    falling = await school.act(SAVE_PROGRAMME, **programme_of(school.major, secondStageLevel=5))
    assert found(falling) == [("NUMBER_OUT_OF_RANGE", "1.1.1", ["secondStageLevel"])]
    entered = await school.act(SAVE_PROGRAMME, **programme_of(school.major))
    assert entered["integratedProgramme"]["major"] == {"id": school.major}
    twice = await school.act(SAVE_PROGRAMME, **programme_of(school.major))
    assert found(twice) == [("ALREADY_REGISTERED", "1.1.1", ["partnerInstitutionName"])]


async def test_rooms_keep_their_identity_by_name_and_what_is_left_out_goes(
    reference_database: Database,
) -> None:
    school = await new_school(reference_database)
    site = (await school.act(SAVE_SITE, **school.site_input()))["site"]
    theory = next(room for room in site["rooms"] if room["name"] == "理论一")
    level_3 = next(part for part in site["equipment"] if part["level"] == 3)
    payload = await school.act(
        SAVE_SITE,
        id=site["id"],
        expectedVersion=site["version"],
        **school.site_input(
            rooms=[
                {"name": "理论一", "kind": "THEORY", "capacity": 45},
                {"name": "实操二", "kind": "PRACTICE", "capacity": 10},
            ],
            equipment=[{"occupationId": school.occupation, "level": 3}],
        ),
    )
    rooms = {room["name"]: room for room in payload["site"]["rooms"]}
    assert rooms.keys() == {"理论一", "实操二"}
    assert (rooms["理论一"]["id"], rooms["理论一"]["capacity"]) == (theory["id"], 45)
    assert [part["id"] for part in payload["site"]["equipment"]] == [level_3["id"]]


async def test_a_room_in_which_a_session_is_planned_stays(reference_database: Database) -> None:
    school = await school_that_may_apply(reference_database)
    await plan_a_session(reference_database, school)
    payload = await school.act(
        SAVE_SITE, id=school.site, expectedVersion=1, **school.site_input(rooms=[])
    )
    assert found(payload) == [("IN_USE", "1.1.4", ["rooms"])]
    assert len(payload["site"]["rooms"]) == 2


async def plan_a_session(database: Database, school: School) -> None:
    """As little of a plan as a session needs, written past the rules."""
    own = {"institution_id": school.institution.id}
    occupation = school.occupation.split(":")[1]
    agency = rows.row(
        models.Agency, name="机构", scope=AgencyScope.OWN_STUDENTS, listed_on=func.register_today(),
        valid_from=func.register_today(), valid_to=func.register_today(), **own,
    )  # fmt: skip
    application = rows.row(
        models.FilingApplication,
        status=FilingStatus.RECEIPT_ISSUED,
        submitted_at=func.register_now(),
        **own,
    )
    scope: dict[str, Any] = {
        "occupation_id": occupation,
        "level_from": 4,
        "level_to": 3,
        "basis": Basis.NATIONAL_STANDARD,
        "method": EvaluationMethod.RESULT_ASSESSMENT,
    }
    filed = rows.row(models.FilingItem, application_id=application.id, **scope)
    item = rows.row(
        models.AgencyItem,
        agency_id=agency.id,
        filing_item_id=filed.id,
        site_id=school.site.split(":")[1],
        valid_from=func.register_today(),
        valid_to=func.register_today(),
        **scope,
    )
    plan = rows.row(
        models.EvaluationPlan, agency_id=agency.id, agency_item_id=item.id,
        batch_name="计划", level=4, method=EvaluationMethod.RESULT_ASSESSMENT, **own,
    )  # fmt: skip
    part = rows.row(models.PlanPart, plan_id=plan.id, kind=PartKind.THEORY, name="理论", position=1)
    async with database.engine.connect() as connection:
        room = await connection.scalar(
            select(models.Room.id).where(models.Room.site_id == school.site.split(":")[1])
        )
        now = await connection.scalar(select(func.register_now()))
    session = rows.row(
        models.PlanSession, plan_id=plan.id, part_id=part.id, site_id=school.site.split(":")[1],
        room_id=room, starts_at=now, ends_at=now.replace(year=now.year + 1),
    )  # fmt: skip
    await rows.write(database, agency, application, filed, item, plan, part, session)


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"districtCode": "990000"}, [("NOT_FOUND", ["districtCode"])]),
        ({"capacity": 0}, [("NUMBER_OUT_OF_RANGE", ["capacity"])]),
        (
            {"rooms": [{"name": "一", "kind": "MODULE", "capacity": 0}]},
            [("ROOM_KIND_INVALID", ["rooms", "0", "kind"]),
             ("NUMBER_OUT_OF_RANGE", ["rooms", "0", "capacity"])],
        ),
        (
            {"rooms": [{"name": n, "kind": "THEORY", "capacity": 1} for n in ("一", " 一")]},
            [("NAMED_TWICE", ["rooms", "1"])],
        ),
    ],
)  # fmt: skip
async def test_a_site_that_cannot_be_is_refused_at_its_place(
    reference_database: Database, changed: dict[str, Any], expected: list[Any]
) -> None:
    school = await new_school(reference_database)
    payload = await school.act(SAVE_SITE, **school.site_input(**changed))
    assert found(payload) == [(code, "1.1.4", path) for code, path in expected]
    assert await count(reference_database, models.Site, school) == 0


async def test_equipment_is_for_a_level_from_5_to_1_and_stands_once(
    reference_database: Database,
) -> None:
    school = await new_school(reference_database)
    parts = [{"occupationId": school.occupation, "level": level} for level in (6, 3, 3)]
    payload = await school.act(SAVE_SITE, **school.site_input(equipment=parts))
    assert [(code, path) for code, _, path in found(payload)] == [
        ("NAMED_TWICE", ["equipment", "2"]),
        ("NUMBER_OUT_OF_RANGE", ["equipment", "0", "level"]),
    ]


async def test_a_member_of_staff_has_duties_and_a_card_of_its_own(
    reference_database: Database,
) -> None:
    school = await new_school(reference_database)
    card = {"cardNumber": "KP-1", "cardValidTo": "2028-12-31", "highestLevel": 3}
    given = {"name": "李考评", "duties": ["ASSESSOR", "EXPERT"], "occupationId": school.occupation}
    entered = (await school.act(SAVE_STAFF, **given, **card))["staffMember"]
    assert sorted(entered["duties"]) == ["ASSESSOR", "EXPERT"]
    assert entered["occupation"] == {"code": "6-31-01-03"}
    taken = await school.act(SAVE_STAFF, name="另一人", duties=[], **card)
    assert found(taken) == [("ALREADY_REGISTERED", "1.1.4", ["cardNumber"])]
    without = await school.act(SAVE_STAFF, name="丙", duties=[], cardValidTo="2028-12-31")
    assert found(without) == [("TEXT_MISSING", "1.1.4", ["cardNumber"])]
    changed = await school.act(
        SAVE_STAFF,
        id=entered["id"],
        expectedVersion=entered["version"],
        name="李考评",
        duties=["INVIGILATOR"],
    )
    assert changed["staffMember"]["duties"] == ["INVIGILATOR"]
    assert changed["staffMember"]["occupation"] is None


async def test_a_document_is_its_upload_under_a_title_and_proves_conditions(
    reference_database: Database,
) -> None:
    school = await new_school(reference_database)
    upload, conditions = await school.upload(b"rules"), ["CONDITION_1_1_2", "CONDITION_1_1_5"]
    payload = await school.act(ATTACH, **DOCUMENT, uploadId=upload, conditions=conditions)
    document = payload["document"]
    assert document["sha256"] == hashlib.sha256(b"rules").hexdigest()
    assert (document["size"], document["conditions"]) == ("5", conditions)
    blank = await school.act(ATTACH, title=" ", kind="", uploadId=upload)
    assert [(code, path) for code, _, path in found(blank)] == [
        ("TEXT_MISSING", ["title"]),
        ("TEXT_MISSING", ["kind"]),
    ]


async def test_what_a_document_proves_is_saved_as_a_whole_and_kept_by_its_replacement(
    reference_database: Database,
) -> None:
    school = await new_school(reference_database)
    first = await school.act(ATTACH, **DOCUMENT, uploadId=await school.upload(b"first"))
    id_, version = first["document"]["id"], first["document"]["version"]
    saved = await school.act(
        EVIDENCE, id=id_, expectedVersion=version, conditions=["CONDITION_1_1_6"]
    )
    assert saved["document"]["conditions"] == ["CONDITION_1_1_6"]
    second = await school.act(
        ATTACH, **DOCUMENT, uploadId=await school.upload(b"second"), replacesId=id_
    )
    assert second["document"]["conditions"] == ["CONDITION_1_1_6"]
    with pytest.raises(Failed) as stale:
        await school.act(EVIDENCE, id=id_, expectedVersion=version, conditions=[])
    assert isinstance(stale.value.causes[0], Conflict)


async def test_every_save_is_recorded_under_its_clause(reference_database: Database) -> None:
    school = await school_that_may_apply(reference_database)
    entry = models.RegisterEntry
    async with reference_database.engine.connect() as connection:
        asked = select(entry.act, entry.noun, entry.clause).where(
            entry.institution_id == school.institution.id
        )
        kept = {tuple(row) for row in await connection.execute(asked)}
    assert kept == {
        ("saveMajor", "major", "1.3.3"),
        ("saveMajor", "institution", "1.3.3"),  # the department verified the school before
        ("saveSite", "site", "1.1.4"),
        ("saveStaffMember", "staff_member", "1.1.4"),
        ("attachDocument", "document", "3.1"),
    }


@pytest.mark.parametrize("role", [Role.CENTER, Role.DEPARTMENT, Role.BUREAU])
async def test_a_violation_is_recorded_and_keeps_the_school_from_applying(
    reference_database: Database, role: Role
) -> None:
    school = await school_that_may_apply(reference_database)
    account = rows.account(f"{role.name}-of-{school.institution.name}")
    await rows.write(reference_database, account)
    viewer = Viewer(role=role, account_id=account.id)
    register = Register(reference_database)
    institution = f"Institution:{school.institution.id}"
    given = {"institutionId": institution, "happenedOn": "2026-01-05", "description": "虚假材料"}
    answer = await register.ask(viewer, RECORD, input=given | {"isListing": True})
    recorded = answer["recordViolation"]["violation"]
    assert recorded["institution"] == {"name": school.institution.name}
    payload = await school.submit(await school.draft())
    assert found(payload) == [("LISTING_IN_FORCE", "1.1.2", [])]


async def test_a_violation_lies_neither_ahead_nor_ends_before_it_happened(
    reference_database: Database,
) -> None:
    school = await new_school(reference_database)
    account = rows.account("center-of-days")
    await rows.write(reference_database, account)
    viewer = Viewer(role=Role.CENTER, account_id=account.id)
    given = {
        "institutionId": f"Institution:{school.institution.id}",
        "happenedOn": "2999-01-01",
        "closedOn": "2998-12-31",
        "description": "",
    }
    answer = await school.register.ask(viewer, RECORD, input=given)
    assert [(code, path) for code, _, path in found(answer["recordViolation"])] == [
        ("TEXT_MISSING", ["description"]),
        ("DAY_IN_FUTURE", ["happenedOn"]),
        ("DAYS_REVERSED", ["closedOn"]),
    ]
    assert await count(reference_database, models.Violation, school) == 0


def test_who_may_keep_a_file_and_who_may_record_a_violation() -> None:
    saves = {
        "saveMajor", "saveSite", "saveStaffMember", "saveIntegratedProgramme", "attachDocument"
    }  # fmt: skip
    recorders = {Role.CENTER, Role.DEPARTMENT, Role.BUREAU}
    for role, schema in schemas().items():
        mutations = set(schema.mutation_type.fields) if schema.mutation_type else set()
        assert mutations & saves == (saves if role is Role.SCHOOL else set())
        assert ("recordViolation" in mutations) == (role in recorders)
