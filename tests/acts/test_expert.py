"""评估专家: the center keeps the list, the department nominates for it (3.2)."""

import pytest

from models import Expert
from models.database import Database
from permissions.errors import BadUserInput, Conflict
from rules.vocabulary import Role
from tests.acts.filing_scene import Scene, codes
from tests.register import Failed, schemas

LIST = """query E($filter: ExpertFilter) { experts(filter: $filter) {
  nodes { id name field employer { name } employerName history { act role } } } }"""


@pytest.mark.clause("3.2")
async def test_the_department_nominates_and_the_center_corrects(database: Database) -> None:
    scene = await Scene(database, 1).begin()
    nominated = await scene.act(
        Role.DEPARTMENT, "nominateExpert", expert={"name": "王教授", "field": "电子"}
    )
    node = nominated["expert"]
    changed = {
        "name": "王教授",
        "field": "电子",
        "employerId": f"Institution:{scene.school.id}",
    }
    with pytest.raises(Failed) as failed:
        await scene.act(Role.CENTER, "saveExpert", id=node["id"], expert=changed)
    assert isinstance(failed.value.causes[0], BadUserInput)
    with pytest.raises(Failed) as stale:
        await scene.act(Role.CENTER, "saveExpert", id=node["id"], expectedVersion=9, expert=changed)
    assert isinstance(stale.value.causes[0], Conflict)
    saved = await scene.act(
        Role.CENTER, "saveExpert", id=node["id"], expectedVersion=1, expert=changed
    )
    assert saved["expert"]["version"] == 2
    for role in (Role.CENTER, Role.DEPARTMENT):
        found = await scene.register.ask(
            scene.viewers[role], LIST, filter={"name": {"contains": "王"}}
        )
        (shown,) = found["experts"]["nodes"]
        assert shown["employer"] == {"name": scene.school.name}
        assert [entry["act"] for entry in shown["history"]] == ["nominateExpert", "saveExpert"]


@pytest.mark.clause("3.2")
async def test_an_expert_without_a_name_is_not_entered(database: Database) -> None:
    scene = await Scene(database, 2).begin()
    before = len(await scene.all(Expert))
    refused = await scene.act(Role.CENTER, "saveExpert", expert={"name": " ", "field": "电子"})
    assert [(f["code"], f["path"]) for f in refused["findings"]] == [
        ("TEXT_MISSING", ["expert", "name"])
    ]
    assert codes(refused) == ["TEXT_MISSING"]
    assert len(await scene.all(Expert)) == before


async def test_the_list_is_for_center_and_department() -> None:
    for role in Role:
        has_list = "experts" in schemas()[role].query_type.fields  # type: ignore[union-attr]
        assert has_list == (role in (Role.CENTER, Role.DEPARTMENT))
