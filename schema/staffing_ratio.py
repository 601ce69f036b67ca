"""考务人员配比 How many staff a session needs (4.1)."""

import models
from permissions.declaration import field, of
from schema.node import Node


@of(models.StaffingRatio, "考务人员配比", "Staff that a session needs under one standard")
class StaffingRatio(Node):
    candidates_per_invigilator: int = field(
        "每名监考人员对应考生数", "Candidates for one invigilator of theory", clause="4.1"
    )
    invigilators_minimum: int = field(
        "每考场监考人员下限", "Invigilators in a room at least", clause="4.1"
    )
    candidates_per_assessor: int = field(
        "每名考评人员对应考生数", "Candidates for one assessor of practice", clause="4.1"
    )
    assessors_minimum: int = field(
        "每场考评人员下限", "Assessors in a session at least; odd", clause="4.1"
    )
    source: str = field("来源", "Where it was read")
