"""A school's file by condition: records, evidence and findings, for those who judge it (1.1)."""

from typing import Any

import models
from models.database import Database
from permissions.viewer import Viewer
from rules.vocabulary import ConditionCode, Role
from tests import rows
from tests.applying import ATTACH, DOCUMENT, found, new_school, school_that_may_apply
from tests.register import Register, schemas

CONDITIONS = """query($id: ID!) { institution(id: $id) { enrolments { year enrolled } conditions {
  condition clause statement records { name value }
  evidence { title versionNumber } findings { code clause } } } }"""
SAVE = """mutation($input: SaveInstitutionFileInput!) { saveInstitutionFile(input: $input) {
  institution { id version status enrolments { year enrolled } }
  findings { code clause severity path } } }"""
BUREAU = Viewer(Role.BUREAU)


async def conditions(register: Register, viewer: Viewer, school: Any, **given: Any) -> Any:
    id_ = f"Institution:{school.institution.id}"
    answer = await register.ask(viewer, CONDITIONS, id=id_, **given)
    return {shown["condition"]: shown for shown in answer["institution"]["conditions"]}


def codes(shown: dict[str, Any]) -> list[str]:
    return [finding["code"] for finding in shown["findings"]]


async def saved(school: Any, **given: Any) -> Any:
    entered = {
        "id": f"Institution:{school.institution.id}",
        "expectedVersion": 1,
        "enrolments": [{"year": year, "enrolled": 800} for year in school.extra["years"]],
        "statements": [{"condition": "CONDITION_1_1_3", "text": " 自2015年起承担评价 "}],
    }
    return await school.act(SAVE, **(entered | given))


async def test_an_empty_file_says_condition_by_condition_what_is_wanting(
    reference_database: Database,
) -> None:
    school = await new_school(reference_database)
    shown = await conditions(school.register, school.viewer, school)
    assert [shown[code.name]["clause"] for code in ConditionCode] == [
        f"1.1.{number}" for number in range(1, 7)
    ]
    assert codes(shown["CONDITION_1_1_2"]) == ["ENROLMENT_FIGURES_MISSING"]
    assert codes(shown["CONDITION_1_1_3"]) == ["DEMAND_NOT_STATED"]
    assert codes(shown["CONDITION_1_1_4"]) == [
        "STAFF_MISSING",
        "STAFF_MISSING",
        "MONITORED_SITE_MISSING",
    ]


async def test_records_are_saved_as_a_whole_and_the_school_stays_verified(
    reference_database: Database,
) -> None:
    school = await school_that_may_apply(reference_database)
    version = (await saved(school, expectedVersion=await version_of(school)))["institution"]
    assert version["status"] == "VERIFIED"
    shown = await conditions(school.register, BUREAU, school)
    assert codes(shown["CONDITION_1_1_2"]) == codes(shown["CONDITION_1_1_3"]) == []
    assert codes(shown["CONDITION_1_1_4"]) == []
    assert shown["CONDITION_1_1_3"]["statement"] == "自2015年起承担评价"
    assert {"name": "考核站点", "value": "1"} in shown["CONDITION_1_1_4"]["records"]
    year = school.extra["years"][0]
    changed = await saved(
        school, expectedVersion=version["version"],
        enrolments=[{"year": year, "enrolled": 7}],
        statements=[{"condition": "CONDITION_1_1_3", "text": "二十年"}],
    )  # fmt: skip
    version = changed["institution"]
    assert version["enrolments"] == [{"year": year, "enrolled": 7}]
    less = await saved(
        school, expectedVersion=version["version"], statements=[],
        enrolments=[{"year": 2020, "enrolled": 1}],
    )  # fmt: skip
    assert less["institution"]["enrolments"] == [{"year": 2020, "enrolled": 1}]
    again = await conditions(school.register, BUREAU, school)
    assert again["CONDITION_1_1_3"]["statement"] is None


async def version_of(school: Any) -> int:
    asked = "query($id: ID!) { node(id: $id) { version } }"
    id_ = f"Institution:{school.institution.id}"
    answer = await school.register.ask(school.viewer, asked, id=id_)
    return int(answer["node"]["version"])


async def test_wrong_records_are_refused_where_they_stand(reference_database: Database) -> None:
    school = await new_school(reference_database)
    twice = [{"year": 2025, "enrolled": 1}, {"year": 2025, "enrolled": -1}]
    said = [{"condition": "CONDITION_1_1_3", "text": " "}]
    refused = await saved(school, enrolments=twice, statements=said)
    assert [(code, path) for code, _, path in found(refused)] == [
        ("NAMED_TWICE", ["enrolments", "1"]),
        ("NUMBER_OUT_OF_RANGE", ["enrolments", "1", "enrolled"]),
        ("TEXT_MISSING", ["statements", "0", "text"]),
    ]
    assert refused["institution"]["enrolments"] == []


async def test_the_file_of_another_school_is_not_found(reference_database: Database) -> None:
    school, other = await new_school(reference_database), await new_school(reference_database)
    refused = await saved(school, id=f"Institution:{other.institution.id}")
    assert [code for code, _, _ in found(refused)] == ["NOT_FOUND"]
    id_ = f"Institution:{other.institution.id}"
    seen = await school.register.ask(school.viewer, CONDITIONS, id=id_)
    assert seen["institution"] == {"enrolments": [], "conditions": []}


async def test_the_newest_version_of_a_document_is_the_evidence_that_others_see(
    reference_database: Database,
) -> None:
    school = await new_school(reference_database)
    proving = DOCUMENT | {"conditions": ["CONDITION_1_1_5"], "material": "MANAGEMENT_RULES"}
    first = await school.act(ATTACH, **proving, uploadId=await school.upload(b"one"))
    second = {"title": "新制度", "kind": "制度", "material": "QUALITY_CONTROL_RULES"}
    await school.act(ATTACH, **proving, uploadId=await school.upload(b"other"))
    await school.act(
        ATTACH, **second, uploadId=await school.upload(b"two"), replacesId=first["document"]["id"]
    )
    expert, assessed = await expert_before(reference_database, school)
    for viewer in (BUREAU, assessed):
        shown = await conditions(school.register, viewer, school)
        titles = {document["title"] for document in shown["CONDITION_1_1_5"]["evidence"]}
        assert titles == {"材料", "新制度"}
        assert codes(shown["CONDITION_1_1_5"]) == ["SUPERVISION_NOT_ACCEPTED"]
    elsewhere = await conditions(school.register, expert, school)
    assert elsewhere == {}


async def expert_before(database: Database, school: Any) -> tuple[Viewer, Viewer]:
    """An expert of no panel, and one of the panel that assesses the school."""
    account = rows.account(f"panel-of-{school.institution.name}")
    expert = rows.row(models.Expert, name="专家", field="机械", account_id=account.id)
    application = rows.row(models.FilingApplication, institution_id=school.institution.id)
    assessment = rows.row(
        models.TechnicalAssessment,
        application_id=application.id,
        institution_id=school.institution.id,
    )
    member = rows.row(models.PanelMember, assessment_id=assessment.id, expert_id=expert.id)
    await rows.write(database, account, expert, application, assessment, member)
    aside = Viewer(Role.EXPERT, expert_id=school.institution.id)
    return aside, Viewer(Role.EXPERT, account.id, expert_id=expert.id)


def test_only_a_school_saves_its_file() -> None:
    for role, schema in schemas().items():
        mutations = set(schema.mutation_type.fields) if schema.mutation_type else set()
        assert ("saveInstitutionFile" in mutations) == (role is Role.SCHOOL)
