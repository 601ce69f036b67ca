"""检查记录 Inspections by the education side (1.1.5)."""

from datetime import date
from typing import TYPE_CHECKING

import models
from permissions.declaration import field, of
from rules.vocabulary import Role
from schema.node import Node

if TYPE_CHECKING:
    from schema.institution import Institution


@of(models.Inspection, "检查记录", "What the education side found when it inspected a school")
class Inspection(Node):
    institution: "Institution | None" = field("院校", "The school", clause="1.1.5")
    inspected_on: date = field("检查日期", "Day of the inspection", clause="1.1.5")
    findings: str = field("检查情况", "What was found", clause="1.1.5")
    is_public: bool = field("公开", "Whether the public reads it")
    recorded_role: Role = field("检查单位", "Who inspected")
