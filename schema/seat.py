"""座位 Seats of candidates in sessions, and who came (4.1, 4.2)."""

from typing import TYPE_CHECKING

import models
from permissions.declaration import field, of
from schema.candidate import KNOWING, READERS
from schema.node import Node

if TYPE_CHECKING:
    from schema.candidate import Candidate
    from schema.evaluation_plan import PlanSession


@of(models.Seat, "座位", "The place of one candidate in one session", READERS)
class Seat(Node):
    session: "PlanSession | None" = field("场次", "The session", clause="4.1")
    candidate: "Candidate | None" = field("评价人员", "Whose it is", clause="4.1")
    number: int = field("座位号", "From 1, its own within the session", clause="4.1")
    is_present: bool | None = field(
        "到场", "Whether the candidate came; null: not recorded yet", clause="4.2"
    )
    absence_reason: str | None = field("缺席原因", "Why not, if known", KNOWING, "4.2")
