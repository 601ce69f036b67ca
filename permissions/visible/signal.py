"""监督线索: the center sees them all, a supervisor those of the plans of its district (4.2)."""

from models import EvaluationPlan, Signal
from permissions.rows import everything, follow, visible
from rules.vocabulary import Role

visible(Signal, [Role.CENTER])(everything)
follow(Signal, "plan_id", EvaluationPlan, [Role.SUPERVISOR])
