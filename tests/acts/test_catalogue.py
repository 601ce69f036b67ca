"""职业目录: the center imports occupations and standards and settles which have a standard."""

from typing import Any

import pytest
import pytest_asyncio

from models.database import Database
from permissions.errors import BadUserInput, Conflict
from permissions.viewer import Viewer
from rules.vocabulary import Role
from tests.register import Failed, Register, schemas

CENTER = Viewer(role=Role.CENTER)
BATCH = "importedCount changedCount findings { code clause severity path message }"
IMPORT_OCCUPATIONS = f"""mutation($input: ImportOccupationsInput!) {{
  importOccupations(input: $input) {{ {BATCH} }} }}"""
IMPORT_STANDARDS = f"""mutation($input: ImportStandardsInput!) {{
  importStandards(input: $input) {{ {BATCH} }} }}"""
PUBLISH = """mutation($input: PublishStandardInput!) { publishStandard(input: $input) {
  standard { id name levelFrom levelTo beginsOn certainty version occupation { standardKnown } }
  findings { code clause path } } }"""
CONFIRM = """mutation($input: ReasonedInput!) { confirmNoStandard(input: $input) {
  occupation { standardKnown version } findings { code clause path } } }"""
OCCUPATION = """query($by: OccupationBy!) { occupation(by: $by) { id version name isSkill
  skillCertainty isGreen standardKnown parentCode treeLevel } }"""
ROW = {
    "edition": 2022,
    "code": "6-18-01-99",
    "name": "示教工",
    "isSkill": "YES",
    "skillSource": "the ministry's list of 2025",
    "skillCertainty": "CONFIRMED",
    "source": "the ministry's list of 2025",
    "certainty": "CONFIRMED",
}
STANDARD = {
    "edition": 2022,
    "occupationCode": "6-18-01-02",
    "name": "铣工国家职业技能标准（2018年版）",
    "editionYear": 2018,
    "levelFrom": 5,
    "levelTo": 1,
    "beginsOn": "2018-12-26",
    "source": "its text",
    "certainty": "CONFIRMED",
}
PUBLISHED = {
    "name": "镗工国家职业技能标准（2019年版）",
    "editionYear": 2019,
    "levelFrom": 5,
    "levelTo": 2,
    "beginsOn": "2019-01-10",
    "source": "its text",
}
ACTS = ("importOccupations", "importStandards", "publishStandard", "confirmNoStandard")


BEFORE: dict[str, int] = {}


@pytest_asyncio.fixture(loop_scope="session")
async def register(reference_database: Database) -> Register:
    made = Register(reference_database)
    for act_ in ACTS:
        BEFORE[act_] = await _kept(made, act_)
    return made


async def act(register: Register, document: str, /, **given: Any) -> Any:
    (payload,) = (await register.ask(CENTER, document, input=given)).values()
    return payload


async def occupations(register: Register, *rows: Any, **given: Any) -> Any:
    return await act(register, IMPORT_OCCUPATIONS, rows=rows, **given)


async def standards(register: Register, *rows: Any, **given: Any) -> Any:
    return await act(register, IMPORT_STANDARDS, rows=rows, **given)


def found(payload: Any) -> list[tuple[str, str, list[str]]]:
    return [(one["code"], one["clause"], one["path"]) for one in payload["findings"]]


async def occupation(register: Register, code: str, edition: int = 2022) -> Any:
    by = {"code": {"edition": edition, "code": code}}
    return (await register.ask(None, OCCUPATION, by=by))["occupation"]


async def entries(register: Register, act: str) -> int:
    """How many entries of the act this test has made: other tests share the database."""
    return await _kept(register, act) - BEFORE[act]


async def _kept(register: Register, act: str) -> int:
    found = "select count(*) from register_entry where act = $1"
    return int(await register.database.pool.fetchval(found, act))


@pytest.mark.parametrize("role", Role)
def test_the_acts_on_the_catalogue_are_the_centers_alone(role: Role) -> None:
    mutations = schemas()[role].mutation_type
    assert mutations is not None
    assert (set(ACTS) <= set(mutations.fields)) is (role is Role.CENTER)
    assert role is Role.CENTER or not set(ACTS) & set(mutations.fields)


async def test_an_occupation_is_imported_once_and_again_nothing_changes(
    register: Register,
) -> None:
    payload = await occupations(register, {**ROW, "code": " 6－18－01－98 "})
    assert payload == {"importedCount": 1, "changedCount": 1, "findings": []}
    entered = await occupation(register, "6-18-01-98")
    assert (entered["name"], entered["treeLevel"], entered["parentCode"]) == (
        "示教工",
        4,
        "6-18-01",
    )
    written = await entries(register, "importOccupations")
    again = await occupations(register, {**ROW, "code": "6-18-01-98"})
    assert (again["importedCount"], again["changedCount"]) == (1, 0)
    assert await occupation(register, "6-18-01-98") == entered
    assert await entries(register, "importOccupations") == written > 0


async def test_an_import_leaves_an_entry_that_names_act_clause_and_role(register: Register) -> None:
    await occupations(register, {**ROW, "code": "6-18-01-97"})
    (entry,) = await register.database.pool.fetch(
        "select e.* from register_entry e join occupation o on o.id = subject_id "
        "where code = '6-18-01-97'"
    )
    assert (entry["noun"], entry["act"], entry["clause"]) == (
        "occupation",
        "importOccupations",
        "1.3.1",
    )
    assert entry["role"] == "CENTER"


async def test_a_dry_run_says_what_would_change_and_writes_nothing(register: Register) -> None:
    written = await entries(register, "importOccupations")
    payload = await occupations(register, {**ROW, "code": "6-18-01-96"}, dryRun=True)
    assert payload == {"importedCount": 1, "changedCount": 1, "findings": []}
    assert await occupation(register, "6-18-01-96") is None
    assert await entries(register, "importOccupations") == written


@pytest.mark.parametrize(
    ("change", "code", "column"),
    [
        ({"code": "6-18-1-1"}, "OCCUPATION_CODE_INVALID", "code"),
        ({"code": ""}, "OCCUPATION_CODE_INVALID", "code"),
        ({"edition": 2008}, "GROUP_UNKNOWN", "code"),
        ({"code": "6-99-01-01"}, "GROUP_UNKNOWN", "code"),
        ({"name": " "}, "TEXT_MISSING", "name"),
        ({"name": None}, "TEXT_MISSING", "name"),
        ({"source": ""}, "TEXT_MISSING", "source"),
        ({"skillSource": " "}, "TEXT_MISSING", "skillSource"),
    ],
)
async def test_a_row_that_cannot_be_refuses_the_batch_and_nothing_is_written(
    register: Register, change: Any, code: str, column: str
) -> None:
    payload = await occupations(register, {**ROW, "code": "6-18-01-95"}, {**ROW, **change})
    assert found(payload) == [(code, "1.3.1", ["rows", "1", column])]
    assert (payload["importedCount"], payload["changedCount"]) == (None, None)
    assert await occupation(register, "6-18-01-95") is None


@pytest.mark.parametrize("edition", [1998, 0, -1, 2**31 - 1])
async def test_an_edition_that_cannot_be_is_told_the_range(
    register: Register, edition: int
) -> None:
    payload = await occupations(register, {**ROW, "code": "6", "edition": edition})
    assert found(payload) == [("NUMBER_OUT_OF_RANGE", "1.3.1", ["rows", "0", "edition"])]
    assert "1999" in payload["findings"][0]["message"]


async def test_good_rows_are_written_beside_refused_ones_if_so_asked(register: Register) -> None:
    payload = await occupations(
        register,
        {**ROW, "code": "6-18-01-94"},
        {**ROW, "code": "6-18-01-94", "name": "同码"},
        {**ROW, "code": "damaged"},
        errorPolicy="REJECT_ROWS",
    )
    assert found(payload) == [
        ("NAMED_TWICE", "1.3.1", ["rows", "1", "code"]),
        ("OCCUPATION_CODE_INVALID", "1.3.1", ["rows", "2", "code"]),
    ]
    assert payload["importedCount"] == 1
    assert (await occupation(register, "6-18-01-94"))["name"] == "示教工"


async def test_another_edition_comes_with_its_groups_and_falls_with_a_refused_one(
    register: Register,
) -> None:
    tree = [{**ROW, "edition": 2015, "code": code} for code in ("6-18-01-01", "6-18-01", "6-18")]
    payload = await occupations(register, *tree, errorPolicy="REJECT_ROWS")
    assert [path for _, _, path in found(payload)] == [["rows", str(n), "code"] for n in range(3)]
    assert payload["importedCount"] == 0
    payload = await occupations(
        register, *tree, {**ROW, "edition": 2015, "code": "6", "name": None}
    )
    assert (payload["importedCount"], payload["findings"]) == (4, [])
    assert (await occupation(register, "6-18-01-01", 2015))["name"] == "示教工"
    assert (await occupation(register, "6-18-01-01"))["name"] == "车工"


async def test_what_is_confirmed_is_kept_from_an_assumption_and_the_center_is_told(
    register: Register,
) -> None:
    own = {**ROW, "code": "6-18-01-93"}
    await occupations(register, own)
    assumed = {**own, "isSkill": "NO", "skillCertainty": "ASSUMED", "isGreen": True}
    payload = await occupations(register, assumed)
    assert found(payload) == [("CONFIRMED_KEPT", "1.3.1", ["rows", "0", "skillCertainty"])]
    assert payload["findings"][0]["severity"] == "WARNING"
    kept = await occupation(register, "6-18-01-93")
    assert (kept["isSkill"], kept["skillCertainty"], kept["isGreen"]) == ("YES", "CONFIRMED", True)


async def test_more_than_a_thousand_rows_are_refused_and_a_thousand_are_taken(
    register: Register,
) -> None:
    with pytest.raises(Failed) as failed:
        await occupations(register, *[ROW] * 1_001)
    assert isinstance(failed.value.causes[0], BadUserInput)
    groups = [{**ROW, "code": f"8-{n:02d}", "name": None} for n in range(100)]
    below = [{**ROW, "code": f"8-{n // 90:02d}-{n % 90:02d}", "name": None} for n in range(900)]
    payload = await occupations(register, *below, *groups)
    assert (payload["importedCount"], payload["findings"]) == (1_000, [])


async def test_the_same_key_imports_once_and_another_batch_under_it_is_a_conflict(
    register: Register,
) -> None:
    own = {**ROW, "code": "6-18-01-92"}
    first = await occupations(register, own, idempotencyKey="import")
    assert await occupations(register, own, idempotencyKey="import") == first
    with pytest.raises(Failed) as failed:
        await occupations(register, {**own, "code": "6-18-01-91"}, idempotencyKey="import")
    assert isinstance(failed.value.causes[0], Conflict)
    assert await occupation(register, "6-18-01-91") is None


# --- standards


async def test_an_imported_standard_makes_it_known_that_there_is_one(register: Register) -> None:
    assert (await occupation(register, "6-18-01-02"))["standardKnown"] == "UNKNOWN"
    dry = await standards(register, STANDARD, dryRun=True)
    assert (dry["importedCount"], dry["changedCount"]) == (1, 1)
    assert (await occupation(register, "6-18-01-02"))["standardKnown"] == "UNKNOWN"
    payload = await standards(register, STANDARD)
    assert (payload["changedCount"], payload["findings"]) == (1, [])
    assert (await occupation(register, "6-18-01-02"))["standardKnown"] == "YES"
    assert await entries(register, "importStandards") == 2


@pytest.mark.parametrize(
    ("change", "code", "clause", "column"),
    [
        ({"occupationCode": "6-18"}, "OCCUPATION_CODE_INVALID", "1.3.1", "occupationCode"),
        ({"occupationCode": "6-98-01-01"}, "OCCUPATION_UNKNOWN", "1.3.1", "occupationCode"),
        ({"edition": 1999}, "OCCUPATION_OF_ANOTHER_EDITION", "1.3.1", "edition"),
        ({"name": ""}, "TEXT_MISSING", "2.1", "name"),
        ({"source": ""}, "TEXT_MISSING", "2.1", "source"),
        ({"editionYear": 3000}, "NUMBER_OUT_OF_RANGE", "2.1", "editionYear"),
        ({"levelFrom": None}, "LEVEL_RANGE_INVALID", "1.3", "levelFrom"),
        ({"levelFrom": 1, "levelTo": 5}, "LEVEL_RANGE_INVALID", "1.3", "levelFrom"),
    ],
)
async def test_a_standard_that_cannot_be_is_refused_where_it_stands(
    register: Register, change: Any, code: str, clause: str, column: str
) -> None:
    own = {**STANDARD, "occupationCode": "6-18-01-04", "name": "某标准"}
    payload = await standards(register, {**own, **change})
    assert found(payload) == [(code, clause, ["rows", "0", column])]
    counted = "select count(*) from standard where name = '某标准'"
    assert await register.database.pool.fetchval(counted) == 0


async def test_a_code_of_another_edition_is_told_the_edition_that_has_it(
    register: Register,
) -> None:
    payload = await standards(register, {**STANDARD, "edition": 1999})
    assert "2022" in payload["findings"][0]["message"]


async def test_a_standard_twice_in_one_batch_is_found_at_the_second(register: Register) -> None:
    own = {**STANDARD, "occupationCode": "6-18-01-05", "name": "两次"}
    payload = await standards(register, own, own)
    assert found(payload) == [("NAMED_TWICE", "2.1", ["rows", "1", "name"])]


async def test_that_there_is_none_yields_to_a_confirmed_standard_only(register: Register) -> None:
    code = "6-18-01-07"
    before = await occupation(register, code)
    given = {"id": before["id"], "expectedVersion": before["version"], "reason": "looked up"}
    payload = await act(register, CONFIRM, **given)
    assert payload["occupation"] == {"standardKnown": "NO", "version": before["version"] + 1}
    own = {**STANDARD, "occupationCode": code, "name": "某某标准"}
    await standards(register, {**own, "certainty": "ASSUMED"})
    assert (await occupation(register, code))["standardKnown"] == "NO"
    await standards(register, own)
    assert (await occupation(register, code))["standardKnown"] == "YES"


async def test_a_published_standard_is_confirmed_and_known_and_on_the_register(
    register: Register,
) -> None:
    own = await occupation(register, "6-18-01-03")
    written = await entries(register, "publishStandard")
    payload = await act(register, PUBLISH, occupationId=own["id"], **PUBLISHED)
    assert payload["findings"] == []
    standard = payload["standard"]
    assert (standard["certainty"], standard["occupation"]) == (
        "CONFIRMED",
        {"standardKnown": "YES"},
    )
    assert await entries(register, "publishStandard") == written + 2
    again = await act(register, PUBLISH, occupationId=own["id"], **PUBLISHED)
    assert found(again) == [("ALREADY_REGISTERED", "2.1", ["name"])]
    seen = {"id": standard["id"], "expectedVersion": standard["version"]}
    changed = {**PUBLISHED, "levelTo": 1}
    corrected = await act(register, PUBLISH, occupationId=own["id"], **seen, **changed)
    assert (corrected["standard"]["levelTo"], corrected["standard"]["version"]) == (1, 2)
    with pytest.raises(Failed) as failed:
        await act(register, PUBLISH, occupationId=own["id"], **seen, **changed)
    assert isinstance(failed.value.causes[0], Conflict)
    other = await occupation(register, "6-18-01-01")
    moved = {"id": standard["id"], "expectedVersion": 2, "occupationId": other["id"]}
    refused = await act(register, PUBLISH, **moved, **PUBLISHED)
    assert found(refused) == [("NOT_FOUND", "2.1", ["occupationId"])]


@pytest.mark.parametrize(
    ("change", "code", "clause", "path"),
    [
        ({"levelFrom": 2, "levelTo": 5}, "LEVEL_RANGE_INVALID", "1.3", ["levelFrom"]),
        ({"name": " "}, "TEXT_MISSING", "2.1", ["name"]),
        ({"source": ""}, "TEXT_MISSING", "2.1", ["source"]),
        ({"editionYear": 0}, "NUMBER_OUT_OF_RANGE", "2.1", ["editionYear"]),
        (
            {"occupationId": "Occupation:00000000-0000-7000-8000-000000000000"},
            "NOT_FOUND",
            "2.1",
            ["occupationId"],
        ),
    ],
)
async def test_what_cannot_be_published_changes_nothing(
    register: Register, change: Any, code: str, clause: str, path: list[str]
) -> None:
    own = await occupation(register, "6-18-02-01")
    payload = await act(register, PUBLISH, **{"occupationId": own["id"], **PUBLISHED, **change})
    assert found(payload) == [(code, clause, path)]
    assert payload["standard"] is None
    assert await occupation(register, "6-18-02-01") == own


async def test_that_there_is_none_is_not_confirmed_beside_a_standard_without_reason_or_of_a_group(
    register: Register,
) -> None:
    known = await occupation(register, "4-04-05-05")
    given = {"expectedVersion": known["version"], "reason": "looked up"}
    refused = await act(register, CONFIRM, id=known["id"], **given)
    assert found(refused) == [("STANDARD_ON_RECORD", "2.1", ["id"])]
    own = await occupation(register, "6-18-01-08")
    seen = {"id": own["id"], "expectedVersion": own["version"]}
    assert found(await act(register, CONFIRM, **seen, reason=" ")) == [
        ("REASON_MISSING", "2.1", ["reason"])
    ]
    assert (await occupation(register, "6-18-01-08")) == own
    group = await occupation(register, "6-18-01")
    seen = {"id": group["id"], "expectedVersion": group["version"]}
    assert found(await act(register, CONFIRM, **seen, reason="none")) == [
        ("NOT_FOUND", "2.1", ["id"])
    ]
    with pytest.raises(Failed) as failed:
        await act(register, CONFIRM, id=own["id"], expectedVersion=99, reason="none")
    assert isinstance(failed.value.causes[0], Conflict)
