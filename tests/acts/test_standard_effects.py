"""标准施行: what a standard does to specifications, items and plans when it appears (2.1)."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

import models
from models.database import Database
from rules.clause_2_1_editions import transition_end
from rules.clause_3_3_filing import validity
from rules.vocabulary import Basis, EvaluationMethod, FilingStatus, Known, Role
from tests import rows
from tests.specified import Specifying

PUBLISH = """mutation($i: PublishStandardInput!) { publishStandard(input: $i) {
  standard { id version beginsOn endsOn trades { name } occupation { standardKnown
    standardKnownOn standardKnownSource } }
  findings { code clause path } } }"""
IMPORT = """mutation($i: ImportStandardsInput!) { importStandards(input: $i) {
  changedCount findings { code path } } }"""
CONFIRM = """mutation($i: ReasonedInput!) { confirmNoStandard(input: $i) {
  occupation { standardKnown standardKnownOn standardKnownSource } findings { code } } }"""
TASKS = """{ tasks(first: 100) { nodes { act noun subject dueOn overdue } } }"""
ITEM = """query($id: ID!) { node(id: $id) { ... on AgencyItem {
  basisFindings { code severity message path } } } }"""


async def scene(database: Database) -> Specifying:
    return await Specifying(database).begin()


async def publish(school: Specifying, begins_on: date, **given: Any) -> Any:
    asked = {
        "occupationId": f"Occupation:{school.occupation.id}",
        "name": f"示教工国家职业标准（{begins_on.year}年版）",
        "editionYear": min(begins_on.year, (await school.today()).year),
        "levelFrom": 5,
        "levelTo": 3,
        "beginsOn": str(begins_on),
        "source": "部颁标准",
    } | given
    found = await school.register.ask(school.viewers[Role.CENTER], PUBLISH, i=asked)
    return found["publishStandard"]


async def ends(school: Specifying, node: Any) -> tuple[date | None, Any]:
    row = await school.row(node)
    return row.ends_on, row.ended_by_id


@pytest.mark.clause("2.1")
async def test_a_standard_ends_what_it_covers_after_the_transition(database: Database) -> None:
    school = await scene(database)
    node, today = await school.filed(), await school.today()
    begins = today + timedelta(days=20)
    made = await publish(school, begins)
    assert made["findings"] == []
    own = made["standard"]["id"].partition(":")[2]
    ended_on, ended_by = await ends(school, node)
    assert (ended_on, str(ended_by)) == (transition_end(begins), own)
    (entry,) = await school.entries("publishStandard")
    assert (str(entry.subject_id), entry.is_public) == (node["id"].partition(":")[2], True)
    known = made["standard"]["occupation"]
    assert known == {
        "standardKnown": "YES",
        "standardKnownOn": str(today),
        "standardKnownSource": "部颁标准",
    }


@pytest.mark.clause("2.1")
@pytest.mark.parametrize(
    ("levels", "trades", "content", "is_ended"),
    [
        ((5, 3), [], {}, True),
        ((3, 1), [], {}, False),
        ((4, 1), [], {}, True),
        ((5, 3), ["trade"], {}, True),
        ((5, 3), ["trade"], {"tradeId": "trade"}, True),
        ((5, 3), ["other_trade"], {"tradeId": "trade"}, False),
    ],
)
async def test_it_covers_by_level_and_trade(
    database: Database,
    levels: tuple[int, int],
    trades: list[str],
    content: dict[str, str],
    is_ended: bool,
) -> None:
    school = await scene(database)
    named = {key: f"Trade:{getattr(school, value).id}" for key, value in content.items()}
    node, today = await school.filed(content=named), await school.today()
    made = await publish(
        school,
        today,
        levelFrom=levels[0],
        levelTo=levels[1],
        tradeIds=[f"Trade:{getattr(school, name).id}" for name in trades],
    )
    assert len(made["standard"]["trades"]) == len(trades)
    assert ((await ends(school, node))[0] is not None) is is_ended


@pytest.mark.clause("2.1")
async def test_the_day_may_be_given_but_not_in_the_past(database: Database) -> None:
    school = await scene(database)
    node, today = await school.filed(), await school.today()
    refused = await publish(school, today, specificationsEndOn=str(today - timedelta(days=1)))
    assert [(f["code"], f["path"]) for f in refused["findings"]] == [
        ("SPECIFICATIONS_END_TOO_EARLY", ["specificationsEndOn"])
    ]
    assert (await ends(school, node)) == (None, None)
    given = today + timedelta(days=40)
    made = await publish(school, today, specificationsEndOn=str(given))
    assert made["findings"] == []
    assert (await ends(school, node))[0] == given


@pytest.mark.clause("2.1")
async def test_a_corrected_standard_lets_go_what_it_does_not_cover(database: Database) -> None:
    school = await scene(database)
    node, today = await school.filed(), await school.today()
    made = (await publish(school, today))["standard"]
    assert (await ends(school, node))[0] is not None
    await publish(
        school, today, id=made["id"], expectedVersion=made["version"], levelFrom=2, levelTo=1
    )
    assert (await ends(school, node)) == (None, None)


@pytest.mark.clause("2.1")
async def test_an_edition_ends_with_the_transition_of_the_next(database: Database) -> None:
    school = await scene(database)
    today = await school.today()
    old = (await publish(school, date(2018, 3, 1)))["standard"]
    assert old["endsOn"] is None
    begins = today + timedelta(days=3)
    await publish(school, begins, name="示教工国家职业标准（新版）", editionYear=today.year)
    (before,) = await school.all(models.Standard, models.Standard.id == old["id"].partition(":")[2])
    assert before.ends_on == transition_end(begins)


@pytest.mark.clause("2.1")
async def test_an_import_has_the_effect_of_a_publication_and_a_dry_run_none(
    database: Database,
) -> None:
    school = await scene(database)
    node, today = await school.filed(), await school.today()
    row = {
        "edition": 2022,
        "occupationCode": school.occupation.code,
        "name": "示教工国家职业标准（导入）",
        "editionYear": today.year,
        "levelFrom": 5,
        "levelTo": 3,
        "beginsOn": str(today),
        "trades": ["甲工种"],
        "source": "部颁标准",
        "certainty": "CONFIRMED",
    }
    center = school.viewers[Role.CENTER]
    unknown = await school.register.ask(center, IMPORT, i={"rows": [row | {"trades": ["丁"]}]})
    assert unknown["importStandards"]["findings"] == [
        {"code": "OCCUPATION_UNKNOWN", "path": ["rows", "0", "trades", "0"]}
    ]
    assumed = row | {"certainty": "ASSUMED"}
    for given in ({"rows": [row], "dryRun": True}, {"rows": [assumed]}):
        await school.register.ask(center, IMPORT, i=given)
        assert (await ends(school, node)) == (None, None)
    done = await school.register.ask(center, IMPORT, i={"rows": [row]})
    assert done["importStandards"] == {"changedCount": 1, "findings": []}
    assert (await ends(school, node))[0] == transition_end(today)
    (tie,) = await school.all(
        models.StandardTrade, models.StandardTrade.trade_id == school.trade.id
    )
    assert tie.trade_id == school.trade.id


@pytest.mark.clause("2.1")
async def test_that_there_is_none_is_kept_with_day_and_source(database: Database) -> None:
    school = await scene(database)
    given = {
        "id": f"Occupation:{school.occupation.id}",
        "expectedVersion": school.occupation.version,
        "reason": "查国家职业标准目录，未见",
    }
    made = await school.register.ask(school.viewers[Role.CENTER], CONFIRM, i=given)
    assert made["confirmNoStandard"] == {
        "occupation": {
            "standardKnown": "NO",
            "standardKnownOn": str(await school.today()),
            "standardKnownSource": "查国家职业标准目录，未见",
        },
        "findings": [],
    }


async def listed(school: Specifying, specification: Any) -> models.AgencyItem:
    """An agency of the school with one item by the specification."""
    begins = await school.today()
    application = rows.row(models.FilingApplication, institution_id=school.school.id)
    site = rows.site(school.school)
    agency = rows.agency(school.school, begins)
    facts = {
        "occupation_id": school.occupation.id,
        "level_from": 5,
        "level_to": 4,
        "basis": Basis.EVALUATION_SPECIFICATION,
        "specification_id": specification["id"].partition(":")[2],
        "method": EvaluationMethod.RESULT_ASSESSMENT,
        "site_id": site.id,
    }
    filed = rows.row(models.FilingItem, application_id=application.id, **facts)
    item = rows.row(
        models.AgencyItem, agency_id=agency.id, filing_item_id=filed.id, valid_from=begins,
        valid_to=validity(begins).valid_to, **facts,
    )  # fmt: skip
    await rows.write(school.database, application, site, agency, filed, item)
    return item


@pytest.mark.clause("2.1")
async def test_the_items_are_told_and_the_school_has_a_task(database: Database) -> None:
    school = await scene(database)
    item = await listed(school, await school.filed())
    viewer, own = school.viewers[Role.SCHOOL], f"AgencyItem:{item.id}"
    assert (await school.register.ask(viewer, ITEM, id=own))["node"]["basisFindings"] == []
    assert not await tasks_of(school, own)
    today = await school.today()
    await publish(school, today)
    (told,) = (await school.register.ask(viewer, ITEM, id=own))["node"]["basisFindings"]
    assert (told["code"], told["severity"]) == ("SPECIFICATION_TO_BE_REPLACED", "WARNING")
    (task,) = await tasks_of(school, own)
    assert (task["act"], task["dueOn"]) == (
        "createFilingApplication",
        str(transition_end(today)),
    )
    other = await scene(database)
    assert not await tasks_of(other, own)


async def tasks_of(school: Specifying, subject: str) -> list[Any]:
    found = await school.register.ask(school.viewers[Role.SCHOOL], TASKS)
    return [task for task in found["tasks"]["nodes"] if task["subject"] == subject]


ACCEPT = """mutation($i: ActInput!) { acceptFilingApplication(input: $i) {
  filingApplication { status } findings { code clause path } } }"""


@pytest.mark.clause("2.1")
@pytest.mark.parametrize("known", [Known.UNKNOWN, Known.NO])
async def test_no_application_is_accepted_while_it_is_open_whether_there_is_a_standard(
    database: Database, known: Known
) -> None:
    school = await Specifying(database, known=known).begin()
    application = rows.row(
        models.FilingApplication, institution_id=school.school.id,
        status=FilingStatus.SUBMITTED, submitted_at=datetime(2026, 9, 1, 1, tzinfo=UTC),
    )  # fmt: skip
    item = rows.row(
        models.FilingItem, application_id=application.id, occupation_id=school.occupation.id,
        level_from=5, level_to=4, basis=Basis.EVALUATION_SPECIFICATION,
        method=EvaluationMethod.RESULT_ASSESSMENT,
    )  # fmt: skip
    await rows.write(school.database, application, item)
    given = {"id": f"FilingApplication:{application.id}", "expectedVersion": 1}
    found = await school.register.ask(school.viewers[Role.DEPARTMENT], ACCEPT, i=given)
    payload = found["acceptFilingApplication"]
    open_question = {
        "code": "STANDARD_NOT_SETTLED",
        "clause": "2.1",
        "path": ["items", "0", "basis"],
    }
    is_open = known is Known.UNKNOWN
    assert payload["findings"] == [open_question] * is_open
    assert payload["filingApplication"]["status"] == ("SUBMITTED" if is_open else "ACCEPTED")
    assert bool(await school.entries("acceptFilingApplication")) is not is_open
