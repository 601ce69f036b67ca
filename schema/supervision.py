"""质量督导 Internal and external supervision of batches (4.2)."""

from datetime import date
from typing import TYPE_CHECKING

import models
from permissions.declaration import field, of
from rules.vocabulary import SupervisionAspect, SupervisionConclusion, SupervisionSide
from schema.candidate import READERS
from schema.node import Node

if TYPE_CHECKING:
    from schema.district import District
    from schema.evaluation_plan import EvaluationPlan, PlanSession
    from schema.institution import StaffMember
    from schema.rectification import Rectification


@of(models.Supervision, "质量督导", "What a supervision saw of a batch", READERS)
class Supervision(Node):
    plan: "EvaluationPlan | None" = field("评价计划", "The batch", clause="4.2")
    session: "PlanSession | None" = field("场次", "One session, or the batch", clause="4.2")
    side: SupervisionSide = field("类别", "Internal or external", clause="4.2")
    staff_member: "StaffMember | None" = field(
        "内部质量督导员", "Who supervised; null: external", clause="4.2"
    )
    district: "District | None" = field(
        "督导所属区", "Of external supervision by a district; null: municipal", clause="4.2"
    )
    supervised_on: date = field("督导日期", "On which day", clause="4.2")
    conclusion: SupervisionConclusion = field("结论", "What it found", clause="4.2")
    remark: str = field("督导情况", "What was seen", clause="4.2")
    defects: list["SupervisionDefect"] = field("问题", "Defects one by one", clause="4.2")
    rectifications: list["Rectification"] = field(
        "限期整改", "What was required because of it", clause="4.2"
    )


@of(models.SupervisionDefect, "督导问题", "One defect that a supervision found", READERS)
class SupervisionDefect(Node):
    aspect: SupervisionAspect = field("方面", "In which respect", clause="4.2")
    what: str = field("问题", "What was seen", clause="4.2")
