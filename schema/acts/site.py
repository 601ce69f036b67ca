"""考核站点 A school keeps its sites (1.1.4)."""

import strawberry

from permissions.declaration import field, input_field, input_of, of
from resolvers.acts import site
from rules.vocabulary import PartKind, Role
from schema.acts.mutation import free_mutation
from schema.acts.saving import SaveInput
from schema.finding import Finding
from schema.institution import Site


@input_of("考场信息", "A room; within its site it is known by its name")
class RoomInput:
    name: str = input_field("名称", "Name")
    kind: PartKind = input_field("类别", "THEORY or PRACTICE", clause="1.1.4")
    capacity: int = input_field("容量", "Candidates at one time")


@input_of("设施设备信息", "An occupation and level that a site is equipped for")
class SiteEquipmentInput:
    occupation_id: strawberry.ID = input_field("职业", "Occupation")
    level: int = input_field("等级", "5 to 1")


@input_of("考核站点保存", "A site with all its rooms and equipment, as a whole")
class SaveSiteInput(SaveInput):
    name: str = input_field("名称", "Name")
    address: str = input_field("地址", "Address")
    district_code: str = input_field("所在区", "Six digits of the district")
    has_monitoring: bool = input_field("音视频监控", "Audio and video monitoring", clause="1.1.4")
    capacity: int = input_field("容量", "Candidates at one time")
    rooms: list[RoomInput] = input_field("考场", "All its rooms; a room in use stays")
    equipment: list[SiteEquipmentInput] = input_field(
        "设施设备", "All that it is equipped for", clause="1.1.4"
    )


@of(None, "考核站点保存结果", "What a save made of a site")
class SitePayload:
    site: Site | None = field("考核站点", "As it is now", [Role.SCHOOL])
    findings: list[Finding] = field("审查意见", "A refusal writes nothing")


@of(None, "变更", "Acts on sites")
class SiteMutations:
    save_site: SitePayload = free_mutation(
        "保存考核站点", "Save a site", [Role.SCHOOL], "1.1.4", site.save, SaveSiteInput
    )
