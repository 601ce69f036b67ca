"""材料清单 What an application of a kind must bring (3.1)."""

from datetime import date

import models
from permissions.declaration import Rows, argument, field, of
from resolvers.material_checklist import lines_in_order, of_kind_on_day
from rules.vocabulary import ApplicationKind, Certainty, MaterialKind
from schema.node import Node


@of(models.MaterialChecklistLine, "材料清单条目", "A material on a checklist")
class MaterialChecklistLine(Node):
    material: MaterialKind = field("材料", "Which material", clause="3.1")
    is_required: bool = field("必交", "Whether a submission without it is refused")
    is_per_item: bool = field("每个项目一份", "One for each item of the application")
    note: str | None = field("说明", "When it is needed, or what it must show")


@of(models.MaterialChecklist, "材料清单", "What an application of a kind brings, from a day on")
class MaterialChecklist(Node):
    kind: ApplicationKind = field("申请类别", "Kind of application", clause="3.1")
    begins_on: date = field("生效日", "First day in force")
    ends_on: date | None = field("失效日", "Last day in force; null: none is set")
    source: str = field("来源", "Where it comes from")
    certainty: Certainty = field("确定性", "ASSUMED until the center settles it")
    lines: list[MaterialChecklistLine] = field(
        "材料", "In the order of the list", answer=lines_in_order
    )


@of(None, "查询", "Reads of checklists")
class MaterialChecklistQueries:
    material_checklist: MaterialChecklist | None = field(
        "材料清单",
        "The checklist of a kind of application on a day",
        clause="3.1",
        answer=Rows(of_kind_on_day),
        kind=argument(ApplicationKind, "申请类别", "Kind of application"),
        on=argument(date | None, "日期", "On which day; today if none"),
    )
