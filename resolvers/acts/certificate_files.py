"""证书文件打包 The files of a batch's certificates are ordered, and that is recorded (4.4)."""

from collections.abc import Mapping
from typing import Any

from models import EvaluationPlan
from resolvers.acts.job import order
from resolvers.write.writing import Outcome, Writing
from rules.vocabulary import JobKind


async def pack(writing: Writing, given: Mapping[str, Any]) -> Outcome:
    """The files bear whole identity numbers: the register says who had them made."""
    plan = await writing.to_act_on(EvaluationPlan, given["plan_id"], ("planId",))
    ordered = await order(writing, JobKind.CERTIFICATE_FILES, {}, plan, ("planId",))
    writing.record("packCertificates", plan)
    return {"job": ordered}
