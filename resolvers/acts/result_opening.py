"""结果备案 Opened when a plan is accepted, closed when it is not carried out (4.3)."""

from sqlalchemy import delete, select

from models import EvaluationPlan, Result, ResultFiling
from models.base import new_id
from resolvers.calendar import working_calendar
from resolvers.write.writing import Writing
from rules.clause_4_3_result_filing import result_filing_due_on


async def open_result_filing(writing: Writing, plan: EvaluationPlan, act: str) -> None:
    assert plan.ends_on is not None
    due = result_filing_due_on(plan.ends_on, await working_calendar(writing.session))
    filing = ResultFiling(
        id=new_id(),
        plan_id=plan.id,
        institution_id=plan.institution_id,
        ended_on=plan.ends_on,
        due_on=due.day,
        is_due_provisional=due.provisional,
    )
    writing.add(filing)
    await writing.session.flush()
    writing.record(act, filing)


async def close_result_filing(writing: Writing, plan: EvaluationPlan) -> None:
    """Nothing was evaluated, so nothing is filed; what was done stays in the register."""
    own = select(ResultFiling.id).where(ResultFiling.plan_id == plan.id)
    for statement in (
        delete(Result).where(Result.filing_id.in_(own)),
        delete(ResultFiling).where(ResultFiling.plan_id == plan.id),
    ):
        await writing.session.execute(statement.execution_options(synchronize_session=False))
