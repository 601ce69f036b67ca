"""报送 Reports to the authorities and to the ministry's center (3.3)."""

from datetime import date, datetime

import models
from permissions.declaration import AUTHORITIES, field, of
from rules.vocabulary import Authority, BranchStatus, MinistryOutcome, Role
from schema.node import Node

READERS = (Role.SCHOOL, *AUTHORITIES)


@of(models.FilingReport, "报送", "A report to one authority and its decision", READERS)
class FilingReport(Node):
    authority: Authority = field("报送对象", "To whom", clause="3.3")
    round_number: int = field("轮次", "1, and one more after it was sent back")
    status: BranchStatus = field("状态", "What the authority decided", clause="3.3")
    reported_at: datetime = field("报送时间", "When it was reported")
    decided_at: datetime | None = field("决定时间", "When it was decided")
    reason: str | None = field("理由", "Why it was refused or sent back")


@of(models.MinistryReport, "报备", "A report to the ministry's center and its outcome", READERS)
class MinistryReport(Node):
    round_number: int = field("轮次", "1, and one more after each return")
    reported_on: date = field("报备日期", "Day of the report", clause="3.3")
    outcome: MinistryOutcome | None = field("结果", "Filed or returned", clause="3.3")
    outcome_on: date | None = field("结果日期", "Day of the outcome")
    reference: str | None = field("备案文号", "Reference of the filing")
    reason: str | None = field("退回原因", "Why it was returned")
