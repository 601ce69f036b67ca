"""演示：院校 A school registers, is verified, and enters its file (1.1)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from operation.demonstration.cast import PASSWORD, STAFF
from operation.demonstration.paper import paper
from operation.demonstration.player import PUBLIC, Player
from permissions.viewer import Viewer

OCCUPATION = """query ($by: OccupationBy!) {
  occupation(by: $by) { id standards { id } }
}"""


@dataclass
class School:
    """A school on the stage: its account, and the ids of what it entered."""

    player: Player
    viewer: Viewer
    id: str
    occupation: str
    standard: str
    major: str = ""
    site: str = ""
    rooms: dict[str, str] = field(default_factory=dict)
    staff: dict[str, list[str]] = field(default_factory=dict)
    documents: int = 0

    async def act(self, name: str, given: dict[str, Any], shown: str = "id version") -> Any:
        return await self.player.act(self.viewer, name, given, shown)

    async def document(
        self, title: str, conditions: Sequence[str] = (), material: str | None = None
    ) -> str:
        """A real file of one page, sent and named."""
        self.documents += 1
        content = paper([f"Demonstration {self.documents}", self.id])
        made = await self.act(
            "attachDocument",
            {
                "uploadId": await self.player.upload(self.viewer, content),
                "title": title,
                "kind": "材料",
                "material": material,
                "conditions": list(conditions),
            },
        )
        return str(made["id"])


async def registered(
    player: Player, login: str, facts: dict[str, Any], code: dict[str, Any]
) -> School:
    """The school registers itself with its first account."""
    await player.act(
        PUBLIC,
        "registerInstitution",
        {
            "institution": facts,
            "loginName": login,
            "password": PASSWORD,
            "displayName": facts["name"],
        },
        "id",
    )
    viewer = await player.viewer(login)
    found = (await player.ask(viewer, OCCUPATION, by={"code": code}))["occupation"]
    institution = f"Institution:{viewer.institution_id}"
    return School(player, viewer, institution, found["id"], found["standards"][0]["id"])


async def verified(school: School, department: Viewer) -> None:
    await school.player.act(department, "verifyInstitution", {"id": school.id})


async def enter_major(school: School, code: str, name: str, level: str) -> None:
    made = await school.act(
        "saveMajor",
        {
            "catalogueCode": code,
            "name": name,
            "trainingLevel": level,
            "standing": "KEY",
            "expectedGraduates": 120,
            "isActive": True,
            "occupationIds": [school.occupation],
        },
    )
    school.major = made["id"]


async def enter_site(
    school: School, district: str, levels: range, name: str = "技能实训中心"
) -> None:
    """One site with a theory and a practice room, monitored, equipped for the levels."""
    made = await school.act(
        "saveSite",
        {
            "name": name,
            "address": "示范路1号实训楼",
            "districtCode": district,
            "hasMonitoring": True,
            "capacity": 120,
            "rooms": [
                {"name": "理论考场101", "kind": "THEORY", "capacity": 60},
                {"name": "实操考场201", "kind": "PRACTICE", "capacity": 30},
            ],
            "equipment": [{"occupationId": school.occupation, "level": lv} for lv in levels],
        },
        "id rooms { id name }",
    )
    school.site = made["id"]
    school.rooms = {room["name"][:2]: room["id"] for room in made["rooms"]}


async def enter_staff(school: School) -> None:
    for number, (name, duties) in enumerate(STAFF):
        is_carded = duties[0] in ("ASSESSOR", "INTERNAL_SUPERVISOR")
        card = {
            "cardNumber": f"DEMO{number:04d}",
            "cardValidTo": "2040-12-31",
            "highestLevel": 1,
            "occupationId": school.occupation,
        }
        made = await school.act(
            "saveStaffMember",
            {"name": name, "duties": duties, "isActive": True, **(card if is_carded else {})},
        )
        for duty in duties:
            school.staff.setdefault(duty, []).append(made["id"])


EXPERIENCE = "近三年开展技能培训与校内考核，累计三千人次。"


def enrolments(today: date) -> list[dict[str, int]]:
    """Of the three years before this one."""
    return [{"year": today.year - back, "enrolled": 900 + back} for back in (1, 2, 3)]


async def enter_records(school: School, today: date) -> None:
    """What the school's file says beside its majors, sites and staff."""
    said = [{"condition": "CONDITION_1_1_3", "text": EXPERIENCE}]
    given = {"id": school.id, "enrolments": enrolments(today), "statements": said}
    await school.act("saveInstitutionFile", given)
