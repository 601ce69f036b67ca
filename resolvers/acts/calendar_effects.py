"""工作日调整的后果 Deadlines still awaited follow the calendar as it now is (4.3, 4.4)."""

from sqlalchemy import or_, select, update

from models import Certificate, ResultFiling
from resolvers.calendar import working_calendar
from resolvers.write.writing import Writing
from rules.clause_4_3_calendar import settled_due_on
from rules.clause_4_3_result_filing import correction_due_on, result_filing_due_on
from rules.clause_4_4_certificates import report_due_on
from rules.lifecycle import find
from rules.vocabulary import ResultFilingStatus
from rules.working_days import WorkingDays


async def settle_deadlines(writing: Writing) -> None:
    calendar = await working_calendar(writing.session)
    await _settle_results(writing, calendar)
    await _settle_reports(writing, calendar)


async def _settle_results(writing: Writing, calendar: WorkingDays) -> None:
    """The first submission of those that wait for it, the correction of those returned."""
    waiting = (ResultFilingStatus.OPEN, ResultFilingStatus.RETURNED)
    found = await writing.session.scalars(
        select(ResultFiling)
        .where(or_(*(ResultFiling.status == state for state in waiting)))
        .order_by(ResultFiling.id)
        .with_for_update()
    )
    days = writing.services.configuration.correction_working_days
    for filing in found.all():
        is_changed = (
            _settle_first(writing, filing, calendar)
            if filing.submitted_at is None
            else _settle_correction(writing, filing, calendar, days)
        )
        if is_changed:
            writing.record("setWorkingDays", filing)


def _settle_first(writing: Writing, filing: ResultFiling, calendar: WorkingDays) -> bool:
    due = result_filing_due_on(filing.ended_on, calendar)
    day = settled_due_on(due.day, filing.due_on, writing.today)
    before = (filing.due_on, filing.is_due_provisional)
    filing.due_on, filing.is_due_provisional = day, due.provisional
    return before != (day, due.provisional)


def _settle_correction(
    writing: Writing, filing: ResultFiling, calendar: WorkingDays, days: int
) -> bool:
    if filing.returned_on is None or filing.round_due_on is None:
        return False
    due = correction_due_on(filing.returned_on, calendar, days)
    day = settled_due_on(due.day, filing.round_due_on, writing.today)
    before = (filing.round_due_on, filing.is_round_due_provisional)
    filing.round_due_on, filing.is_round_due_provisional = day, due.provisional
    return before != (day, due.provisional)


async def _settle_reports(writing: Writing, calendar: WorkingDays) -> None:
    """Certificates that were not reported yet, day of issue by day of issue."""
    waiting = or_(*(Certificate.status == state for state in find("reportCertificates").before))
    days = writing.services.configuration.report_working_days
    kept = (Certificate.issued_on, Certificate.report_due_on, Certificate.is_report_due_provisional)
    found = await writing.session.execute(
        select(*kept).where(waiting, Certificate.report_due_on.is_not(None)).distinct()
    )
    for issued_on, due_on, is_provisional in found.all():
        assert due_on is not None
        due = report_due_on(issued_on, calendar, days)
        day = settled_due_on(due.day, due_on, writing.today)
        if (day, due.provisional) == (due_on, is_provisional):
            continue
        await writing.session.execute(
            update(Certificate)
            .where(waiting, Certificate.issued_on == issued_on, Certificate.report_due_on == due_on)
            .values(
                report_due_on=day,
                is_report_due_provisional=due.provisional,
                version=Certificate.version + 1,
            )
            .execution_options(synchronize_session=False)
        )
