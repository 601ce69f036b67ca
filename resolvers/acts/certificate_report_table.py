"""证书数据上报表 The table of a report's certificates is ordered, and that is recorded (4.4)."""

from collections.abc import Mapping
from typing import Any

from models import CertificateReport
from resolvers.acts.job import order
from resolvers.write.writing import Outcome, Writing
from rules.vocabulary import JobKind


async def tabulate(writing: Writing, given: Mapping[str, Any]) -> Outcome:
    """The table bears whole identity numbers: the register says who had it made."""
    report = await writing.to_act_on(CertificateReport, given["report_id"], ("reportId",))
    ordered = await order(writing, JobKind.CERTIFICATE_REPORT, {}, report, ("reportId",))
    writing.record("exportCertificateReport", report)
    return {"job": ordered}
