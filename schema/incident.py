"""突发情况 Incidents during an evaluation (4.2)."""

from datetime import datetime
from typing import TYPE_CHECKING

import models
from permissions.declaration import field, of
from rules.vocabulary import IncidentKind
from schema.candidate import READERS
from schema.node import Node

if TYPE_CHECKING:
    from schema.candidate import Candidate
    from schema.evaluation_plan import EvaluationPlan, PlanSession


@of(models.Incident, "突发情况", "What happened during an evaluation", READERS)
class Incident(Node):
    plan: "EvaluationPlan | None" = field("评价计划", "The batch", clause="4.2")
    session: "PlanSession | None" = field("场次", "In which session, if in one", clause="4.2")
    candidate: "Candidate | None" = field("评价人员", "Whom it concerned, if one", clause="4.2")
    kind: IncidentKind = field("类别", "Kind of incident", clause="4.2")
    happened_at: datetime = field("发生时间", "When it happened", clause="4.2")
    description: str = field("情况", "What happened", clause="4.2")
    measures: str = field("处置", "What was done about it", clause="4.2")
