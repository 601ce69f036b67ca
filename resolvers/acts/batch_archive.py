"""批次归档 The archive of a batch is ordered, and that is recorded (4.2)."""

from collections.abc import Mapping
from typing import Any

from models import EvaluationPlan
from resolvers.acts.job import order
from resolvers.write.writing import Outcome, Writing
from rules.vocabulary import JobKind


async def archive(writing: Writing, given: Mapping[str, Any]) -> Outcome:
    """The archive bears whole identity numbers: the register says who had it made."""
    plan = await writing.to_act_on(EvaluationPlan, given["plan_id"], ("planId",))
    ordered = await order(writing, JobKind.BATCH_ARCHIVE, {}, plan, ("planId",))
    writing.record("batchArchive", plan)
    return {"job": ordered}
