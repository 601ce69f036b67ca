"""备案委托 The bureau delegates the filing of specifications to the center, and ends it (2.1)."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from models import FilingDelegation
from models.base import new_id
from resolvers.write.writing import Outcome, Ref, Writing
from rules.entry import check_order_of_days, check_reason


async def delegate(writing: Writing, given: Mapping[str, Any]) -> Outcome:
    begins_on, ends_on = given.get("begins_on") or writing.today, given.get("ends_on")
    findings = (
        check_reason(writing.clause, given["reason"])
        + check_order_of_days(writing.clause, writing.today, begins_on, ("beginsOn",))
        + check_order_of_days(writing.clause, begins_on, ends_on, ("endsOn",))
    )
    writing.judge(findings)
    row = FilingDelegation(
        id=new_id(),
        begins_on=begins_on,
        ends_on=ends_on,
        reason=given["reason"].strip(),
        delegated_by_id=writing.viewer.account_id,
    )
    writing.add(row)
    writing.record("delegateSpecificationFiling", row, reason=row.reason)
    return {"filing_delegation": Ref.of(row)}


async def end(writing: Writing, given: Mapping[str, Any]) -> Outcome:
    """From today on the bureau files by itself again; yesterday was the last day."""
    row = await writing.lock(FilingDelegation, given)
    shown = {"filing_delegation": Ref.of(row)}
    last = writing.today - timedelta(days=1)
    writing.judge(check_reason(writing.clause, given["reason"]), **shown)
    row.ends_on = min(row.ends_on or last, last)
    writing.record("endSpecificationDelegation", row, reason=given["reason"].strip())
    return shown
