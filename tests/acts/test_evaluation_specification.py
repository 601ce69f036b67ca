"""评价规范: developed by the school, examined by the center, filed by the bureau (2.1)."""

from datetime import timedelta
from typing import Any

import pytest

import models
from models.database import Database
from permissions.errors import Conflict
from permissions.viewer import Viewer
from rules.clause_2_1_editions import transition_end
from rules.lifecycle import SPECIFICATION, is_allowed
from rules.vocabulary import Known, Role, SpecificationStatus
from tests.register import Failed, schemas
from tests.specified import Specifying, codes, competence, places

PREFIX = "EvaluationSpecification"
LIST = """query($filter: EvaluationSpecificationFilter) {
  evaluationSpecifications(filter: $filter, first: 100) { nodes { id name
    history { act } actions { act allowed reasons { code } } } } }"""


async def scene(database: Database, known: Known = Known.NO) -> Specifying:
    return await Specifying(database, known=known).begin()


@pytest.mark.clause("2.1")
async def test_a_specification_goes_from_the_draft_to_its_filing(database: Database) -> None:
    school = await scene(database)
    node = await school.filed()
    today = str(await school.today())
    assert (node["filedOn"], node["beginsOn"], node["endsOn"]) == (today, today, None)
    assert node["isDelegated"] is False
    assert [(part["name"], part["weight"]) for part in node["parts"]] == [
        ("理论", 30),
        ("实操", 70),
    ]
    shown = await school.register.ask(
        school.viewers[Role.SCHOOL], LIST, filter={"status": "FILED", "inForceOn": today}
    )
    own = next(n for n in shown["evaluationSpecifications"]["nodes"] if n["id"] == node["id"])
    assert [entry["act"] for entry in own["history"]] == [
        f"{verb}EvaluationSpecification" for verb in ("create", "submit", "examine", "file")
    ]
    (entry,) = await school.entries("fileEvaluationSpecification")
    assert (entry.clause, entry.role, entry.is_public) == ("2.1", Role.BUREAU, True)


BROKEN: list[tuple[str, dict[str, Any], list[str]]] = [
    ("SPECIFICATION_WEIGHTS_NOT_WHOLE",
     {"parts": [{"kind": "THEORY", "name": "理论", "weight": 30},
                {"kind": "PRACTICE", "name": "实操", "weight": 69}]}, ["parts"]),
    ("SPECIFICATION_PARTS_INVALID",
     {"parts": [{"kind": "THEORY", "name": "理论", "weight": 100}]}, ["parts"]),
    ("SPECIFICATION_PARTS_INVALID", {"parts": []}, ["parts"]),
    ("SPECIFICATION_TEXT_MISSING", {"documentId": None}, ["documentId"]),
    ("COMPETENCES_MISSING", {"competences": [competence(5)]}, ["competences"]),
    ("COMPETENCE_OUTSIDE_LEVELS",
     {"competences": [competence(5), competence(4), competence(3)]},
     ["competences", "2", "level"]),
]  # fmt: skip


@pytest.mark.clause("2.1")
@pytest.mark.parametrize(("code", "change", "path"), BROKEN, ids=[b[0] for b in BROKEN])
async def test_an_incomplete_draft_is_kept_and_not_handed_in(
    database: Database, code: str, change: dict[str, Any], path: list[str]
) -> None:
    school = await scene(database)
    made = await school.create(**change)
    node = made["evaluationSpecification"]
    assert (codes(made), node["refusalCount"]) == ([], 1)
    assert await school.checked(node) == [code]
    refused = await school.on(Role.SCHOOL, "submitEvaluationSpecification", node)
    assert places(refused) == [(code, path)]
    assert refused["evaluationSpecification"]["status"] == "DRAFT"
    assert not await school.entries("submitEvaluationSpecification")


UNTENABLE: list[tuple[str, dict[str, Any], list[str]]] = [
    ("TEXT_MISSING", {"name": " "}, ["name"]),
    ("TEXT_MISSING", {"edition": ""}, ["edition"]),
    ("LEVEL_RANGE_INVALID", {"levelFrom": 3, "levelTo": 4}, ["levelTo"]),
    ("NUMBER_OUT_OF_RANGE",
     {"parts": [{"kind": "MODULE", "name": "一", "weight": 0}]}, ["parts", "0", "weight"]),
    ("NAMED_TWICE",
     {"parts": [{"kind": "MODULE", "name": "一", "weight": 50}] * 2}, ["parts", "1"]),
    ("NUMBER_OUT_OF_RANGE", {"competences": [competence(6)]}, ["competences", "0", "level"]),
    ("TEXT_MISSING", {"competences": [competence(5) | {"skills": ""}]},
     ["competences", "0", "skills"]),
]  # fmt: skip


@pytest.mark.clause("2.1")
@pytest.mark.parametrize(("code", "change", "path"), UNTENABLE)
async def test_what_cannot_be_kept_is_refused_and_nothing_is_written(
    database: Database, code: str, change: dict[str, Any], path: list[str]
) -> None:
    school = await scene(database)
    refused = await school.create(**change)
    assert places(refused) == [(code, ["specification", *path])]
    own = models.EvaluationSpecification.institution_id == school.school.id
    assert not await school.all(models.EvaluationSpecification, own)
    assert not await school.entries("createEvaluationSpecification")


@pytest.mark.clause("2.1")
async def test_what_is_anothers_is_not_found(database: Database) -> None:
    school, other = await scene(database), await scene(database)
    filed = await other.filed()
    for column, value in (
        ("documentId", f"Document:{other.document.id}"),
        ("predecessorId", filed["id"]),
        ("tradeId", f"Trade:{other.trade.id}"),
        ("occupationId", f"Occupation:{other.trade.id}"),
    ):
        refused = await school.create(**{column: value})
        assert places(refused) == [("NOT_FOUND", ["specification", column])]


@pytest.mark.clause("2.1")
async def test_a_standard_refuses_the_levels_and_trades_that_it_covers(database: Database) -> None:
    school = await scene(database)
    await school.standard(school.trade, level_from=4, level_to=3)
    covered = await school.create(tradeId=f"Trade:{school.trade.id}")
    assert await school.checked(covered["evaluationSpecification"]) == ["STANDARD_COVERS_IT"]
    whole = await school.create(edition="整个职业")
    assert await school.checked(whole["evaluationSpecification"]) == ["STANDARD_COVERS_IT"]
    below = {"levelFrom": 5, "levelTo": 5, "competences": [competence(5)], "edition": "五级"}
    lower = await school.create(tradeId=f"Trade:{school.trade.id}", **below)
    assert await school.checked(lower["evaluationSpecification"]) == []
    beside = await school.create(tradeId=f"Trade:{school.other_trade.id}", edition="乙")
    assert await school.checked(beside["evaluationSpecification"]) == []


@pytest.mark.clause("2.1")
async def test_the_center_settles_what_is_known_before_it_examines(database: Database) -> None:
    school = await scene(database, Known.UNKNOWN)
    node = await school.submitted()
    assert await school.checked(node) == ["STANDARD_UNKNOWN"]
    given = {"opinion": "符合"}
    refused = await school.on(Role.CENTER, "examineEvaluationSpecification", node, **given)
    assert codes(refused) == ["STANDARD_UNKNOWN", "STANDARD_NOT_SETTLED"]
    assert refused["evaluationSpecification"]["status"] == "SUBMITTED"
    await school.settle(Known.NO)
    examined = await school.on(Role.CENTER, "examineEvaluationSpecification", node, **given)
    assert (codes(examined), examined["evaluationSpecification"]["status"]) == ([], "EXAMINED")


@pytest.mark.clause("2.1")
async def test_a_standard_that_appeared_meanwhile_is_not_filed_over(database: Database) -> None:
    school = await scene(database)
    node, today = await school.examined(), await school.today()
    await school.standard(begins_on=today + timedelta(days=10))
    told = await school.checked(node)
    assert told == ["STANDARD_BEGINS_LATER"]
    later = str(today + timedelta(days=10))
    refused = await school.on(Role.BUREAU, "fileEvaluationSpecification", node, beginsOn=later)
    assert "STANDARD_COVERS_IT" in codes(refused)
    assert refused["evaluationSpecification"]["status"] == "EXAMINED"
    assert not await school.entries("fileEvaluationSpecification")


@pytest.mark.clause("2.1")
async def test_who_examined_it_does_not_file_it_and_the_center_files_under_delegation(
    database: Database,
) -> None:
    school = await scene(database)
    node = await school.examined()
    center = school.viewers[Role.CENTER]
    other = Viewer(Role.CENTER, school.viewers[Role.DEPARTMENT].account_id)
    refused = await school.on(other, "fileEvaluationSpecification", node)
    assert codes(refused) == ["FILING_NOT_DELEGATED"]
    delegated = await school.delegate()
    assert delegated["findings"] == []
    refused = await school.on(center, "fileEvaluationSpecification", node)
    assert codes(refused) == ["FILED_BY_EXAMINER"]
    same = Viewer(Role.BUREAU, center.account_id)
    refused = await school.on(same, "fileEvaluationSpecification", node)
    assert codes(refused) == ["FILED_BY_EXAMINER"]
    filed = (await school.on(other, "fileEvaluationSpecification", node))["evaluationSpecification"]
    assert (filed["status"], filed["isDelegated"]) == ("FILED", True)
    await school.end_delegation(delegated["filingDelegation"])
    again = await school.examined(edition="又一版", tradeId=None, **_level_three())
    refused = await school.on(other, "refuseEvaluationSpecification", again, reason="不符合")
    assert codes(refused) == ["FILING_NOT_DELEGATED"]
    (entry,) = await school.entries("fileEvaluationSpecification")
    assert entry.role is Role.CENTER


def _level_three() -> dict[str, Any]:
    return {"levelFrom": 3, "levelTo": 3, "competences": [competence(3)]}


@pytest.mark.clause("2.1")
async def test_a_new_edition_follows_and_the_old_one_lasts_through_the_transition(
    database: Database,
) -> None:
    school = await scene(database)
    first, today = await school.filed(), await school.today()
    beside = await school.create(edition="2027年版")
    assert await school.checked(beside["evaluationSpecification"]) == ["SPECIFICATION_BESIDE"]
    begins = today + timedelta(days=30)
    content = {"edition": "2028年版", "predecessorId": first["id"]}
    second = await school.filed(content=content, beginsOn=str(begins))
    assert second["predecessor"]["id"] == first["id"]
    before = await school.row(first)
    assert before.ends_on == transition_end(begins)
    third = await school.filed(
        content={"edition": "2029年版", "predecessorId": second["id"]},
        beginsOn=str(begins),
        predecessorEndsOn=str(begins),
    )
    assert (await school.row(second)).ends_on == begins
    assert (await school.row(third)).ends_on is None
    twice = await school.create(edition="2030年版", predecessorId=first["id"])
    assert "SPECIFICATION_BESIDE" in await school.checked(twice["evaluationSpecification"])


@pytest.mark.clause("2.1")
async def test_an_edition_follows_only_what_is_filed_for_the_same(database: Database) -> None:
    school = await scene(database)
    draft = (await school.create())["evaluationSpecification"]
    refused = await school.create(edition="二", predecessorId=draft["id"])
    assert places(refused) == [("PREDECESSOR_NOT_FILED", ["specification", "predecessorId"])]
    same = await school.create()
    assert places(same) == [("ALREADY_REGISTERED", ["specification", "edition"])]


@pytest.mark.clause("2.1")
async def test_days_that_run_backward_are_refused(database: Database) -> None:
    school = await scene(database)
    node, yesterday = await school.examined(), str(await school.today() - timedelta(days=1))
    refused = await school.on(Role.BUREAU, "fileEvaluationSpecification", node, beginsOn=yesterday)
    assert places(refused) == [("DAYS_REVERSED", ["beginsOn"])]
    refused = await school.delegate(endsOn=yesterday)
    assert [one["code"] for one in refused["findings"]] == ["DAYS_REVERSED"]


@pytest.mark.clause("2.1")
async def test_a_returned_one_is_changed_and_handed_in_again(database: Database) -> None:
    school = await scene(database)
    node = await school.submitted()
    silent = await school.on(Role.CENTER, "returnEvaluationSpecification", node, reason=" ")
    assert codes(silent) == ["REASON_MISSING"]
    await school.on(Role.CENTER, "returnEvaluationSpecification", node, reason="权重须调整")
    row = await school.row(node)
    changed = await school.act(
        Role.SCHOOL,
        "updateEvaluationSpecification",
        id=node["id"],
        expectedVersion=row.version,
        specification=school.content(competences=[competence(4), competence(5)]),
    )
    assert [c["level"] for c in changed["evaluationSpecification"]["competences"]] == [4, 5]
    again = await school.on(Role.SCHOOL, "submitEvaluationSpecification", node)
    shown = again["evaluationSpecification"]
    assert (shown["status"], shown["reason"]) == ("SUBMITTED", None)
    back = await school.on(Role.SCHOOL, "withdrawEvaluationSpecification", node)
    assert back["evaluationSpecification"]["status"] == "DRAFT"


STATES = list(SpecificationStatus)
REASONS = {
    "returnEvaluationSpecification": {"reason": "权重须调整"},
    "refuseEvaluationSpecification": {"reason": "不符合规程"},
    "examineEvaluationSpecification": {"opinion": "符合规程"},
}


@pytest.mark.clause("2.1")
@pytest.mark.parametrize("status", STATES, ids=lambda term: term.name)
async def test_each_act_of_each_role_is_done_in_its_states_and_no_other(
    database: Database, status: SpecificationStatus
) -> None:
    school = await scene(database)
    for act in SPECIFICATION:
        for role in Role:
            offered = act.name in schemas()[role].mutation_type.fields  # type: ignore[union-attr]
            assert offered == (role in act.by)
    named = [act for act in SPECIFICATION if None not in act.before]
    pairs = [(act, role) for act in named for role in Role if role in act.by]
    for number, (act, role) in enumerate(pairs):
        node = await _in_state(school, status, f"{number}")
        before = await school.row(node)
        (button,) = await _buttons(school, role, node, act.name)
        given = dict(REASONS.get(act.name, {}))
        if act.name == "updateEvaluationSpecification":
            given["specification"] = school.content(edition=f"{number}", **_single())  # type: ignore[assignment]
        payload = await school.on(role, act.name, node, **given)
        after = await school.row(node)
        if is_allowed(act, role, status) and (role is not Role.CENTER or act.after not in FILERS):
            assert button["allowed"], button
            assert after.status is (act.after or status)
        else:
            assert not button["allowed"]
            assert (after.status, after.version) == (status, before.version)
            assert [reason["code"] for reason in button["reasons"]] == codes(payload)[:1]
        await _away(school, node)


FILERS = {SpecificationStatus.FILED, SpecificationStatus.REFUSED}


def _single() -> dict[str, Any]:
    return {"levelFrom": 5, "levelTo": 5, "competences": [competence(5)]}


async def _in_state(school: Specifying, status: SpecificationStatus, edition: str) -> Any:
    node = (await school.create(edition=edition, **_single()))["evaluationSpecification"]
    async with school.database.engine.begin() as connection:
        row = models.EvaluationSpecification
        today = await school.today()
        days = {"filed_on": today, "begins_on": today} if status.name == "FILED" else {}
        await connection.execute(
            row.__table__.update()
            .where(row.id == node["id"].partition(":")[2])
            .values(status=status, **days)
        )
    return node


async def _away(school: Specifying, node: Any) -> None:
    """Out of the way of the next one: refused ones stand beside nothing."""
    async with school.database.engine.begin() as connection:
        row = models.EvaluationSpecification
        own = row.id == node["id"].partition(":")[2]
        await connection.execute(
            row.__table__.update().where(own).values(status=SpecificationStatus.REFUSED)
        )


async def _buttons(school: Specifying, role: Role, node: Any, act: str) -> list[Any]:
    shown = await school.register.ask(school.viewers[role], LIST)
    for one in shown["evaluationSpecifications"]["nodes"]:
        if one["id"] == node["id"]:
            return [action for action in one["actions"] if action["act"] == act]
    # A draft is the school's own: for the others there is nothing to press.
    return [{"allowed": False, "reasons": [{"code": "NOT_FOUND"}]}]


@pytest.mark.clause("2.1")
async def test_a_stale_version_is_a_conflict(database: Database) -> None:
    school = await scene(database)
    node = await school.submitted()
    with pytest.raises(Failed) as failed:
        await school.act(
            Role.CENTER,
            "examineEvaluationSpecification",
            id=node["id"],
            expectedVersion=99,
            opinion="符合",
        )
    assert isinstance(failed.value.causes[0], Conflict)
