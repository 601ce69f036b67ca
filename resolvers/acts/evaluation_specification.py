"""评价规范 The school develops and hands in, the center examines, the bureau files (2.1)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import select, update

from models import EvaluationSpecification, Institution
from models.base import new_id
from resolvers.acts.evaluation_specification_content import put_content
from resolvers.evaluation_specification import is_delegated
from resolvers.evaluation_specification_facts import facts_of
from resolvers.write.writing import Outcome, Ref, Writing
from rules.clause_2_1_editions import transition_end
from rules.clause_2_1_specification import check_delegated, check_filed_by_another
from rules.entry import check_order_of_days, check_reason
from rules.evaluation_specification import check_settled, check_specification
from rules.finding import Findings
from rules.vocabulary import Role, Severity, SpecificationStatus


async def create(writing: Writing, given: Mapping[str, Any]) -> Outcome:
    """A draft: what the guidance would refuse is counted, and refused when it is handed in."""
    writing.may("createEvaluationSpecification", None)
    row = EvaluationSpecification(
        id=new_id(),
        institution_id=writing.viewer.institution_id,
        status=SpecificationStatus.DRAFT,
    )
    await put_content(writing, row, given["specification"])
    writing.record("createEvaluationSpecification", row)
    await _count_refusals(writing, row)
    return {"evaluation_specification": Ref.of(row)}


async def change(writing: Writing, given: Mapping[str, Any]) -> Outcome:
    row, shown = await _begin("updateEvaluationSpecification", writing, given)
    await put_content(writing, row, given["specification"])
    writing.move("updateEvaluationSpecification", row)
    await _count_refusals(writing, row)
    return shown


async def submit(writing: Writing, given: Mapping[str, Any]) -> Outcome:
    row, shown = await _begin("submitEvaluationSpecification", writing, given)
    await _one_of_a_school_at_a_time(writing, row)
    findings = check_specification(await _facts(writing, row), writing.today)
    writing.judge(findings, **shown)
    row.submitted_at, row.reason = writing.now, None
    row.examination, row.examined_by_id = None, None
    writing.move("submitEvaluationSpecification", row)
    return {**shown, "findings": findings}


async def withdraw(writing: Writing, given: Mapping[str, Any]) -> Outcome:
    row, shown = await _begin("withdrawEvaluationSpecification", writing, given)
    writing.move("withdrawEvaluationSpecification", row)
    return shown


async def examine(writing: Writing, given: Mapping[str, Any]) -> Outcome:
    """The center's opinion for the bureau; what was open about the standard is settled first."""
    row, shown = await _begin("examineEvaluationSpecification", writing, given)
    findings = check_settled(await _facts(writing, row), writing.today)
    findings += check_reason(writing.clause, given["opinion"], ("opinion",))
    writing.judge(findings, **shown)
    row.examination, row.examined_by_id = given["opinion"], writing.viewer.account_id
    writing.move("examineEvaluationSpecification", row, reason=given["opinion"])
    return {**shown, "findings": findings}


async def send_back(writing: Writing, given: Mapping[str, Any]) -> Outcome:
    row, shown = await _begin("returnEvaluationSpecification", writing, given)
    return _with_reason("returnEvaluationSpecification", writing, row, given, shown)


async def refuse(writing: Writing, given: Mapping[str, Any]) -> Outcome:
    row, shown = await _begin("refuseEvaluationSpecification", writing, given)
    writing.judge(await _check_who_files(writing, row), **shown)
    row.is_delegated = writing.role is Role.CENTER
    return _with_reason("refuseEvaluationSpecification", writing, row, given, shown)


async def file(writing: Writing, given: Mapping[str, Any]) -> Outcome:
    """In force from the day given, or today; the edition before it ends after the transition."""
    row, shown = await _begin("fileEvaluationSpecification", writing, given)
    await _one_of_a_school_at_a_time(writing, row)
    begins_on = given.get("begins_on") or writing.today
    findings = (
        check_settled(await _facts(writing, row), begins_on)
        + await _check_who_files(writing, row)
        + check_order_of_days(writing.clause, writing.today, begins_on, ("beginsOn",))
    )
    writing.judge(findings, **shown)
    row.filed_on, row.begins_on, row.reason = writing.today, begins_on, None
    row.is_delegated = writing.role is Role.CENTER
    await _end_predecessor(writing, row, given.get("predecessor_ends_on"), shown)
    writing.move("fileEvaluationSpecification", row, is_public=True)
    return {**shown, "findings": findings}


async def _begin(
    name: str, writing: Writing, given: Mapping[str, Any]
) -> tuple[EvaluationSpecification, dict[str, Any]]:
    row = await writing.lock(EvaluationSpecification, given)
    shown: dict[str, Any] = {"evaluation_specification": Ref.of(row)}
    writing.may(name, row.status, **shown)
    return row, shown


def _with_reason(
    name: str,
    writing: Writing,
    row: EvaluationSpecification,
    given: Mapping[str, Any],
    shown: Outcome,
) -> Outcome:
    writing.judge(check_reason(writing.clause, given["reason"]), **shown)
    row.reason = given["reason"]
    writing.move(name, row, reason=given["reason"])
    return shown


async def _facts(writing: Writing, row: EvaluationSpecification) -> Any:
    await writing.session.flush()
    return await facts_of(await writing.session.connection(), row.id)


async def _one_of_a_school_at_a_time(writing: Writing, row: EvaluationSpecification) -> None:
    """Two of one school, handed in at once, see each other."""
    school = select(Institution.id).where(Institution.id == row.institution_id)
    await writing.session.execute(school.with_for_update())


async def _check_who_files(writing: Writing, row: EvaluationSpecification) -> Findings:
    """The bureau, or the center under its delegation; never the account that examined it."""
    account, examiner = str(writing.viewer.account_id), str(row.examined_by_id)
    found = check_filed_by_another(account, examiner)
    if writing.role is not Role.CENTER:
        return found
    delegated = await writing.session.scalar(select(is_delegated(row)))
    return check_delegated(bool(delegated)) + found


async def _end_predecessor(
    writing: Writing, row: EvaluationSpecification, ends_on: date | None, shown: Outcome
) -> None:
    """The edition before may be used until the day given, or through the transition."""
    if row.predecessor_id is None or row.begins_on is None:
        return
    before = await writing.session.get_one(
        EvaluationSpecification, row.predecessor_id, with_for_update=True
    )
    months = writing.services.configuration.transition_months
    findings = check_order_of_days(writing.clause, writing.today, ends_on, ("predecessorEndsOn",))
    writing.judge(findings, **shown)
    end = ends_on or transition_end(row.begins_on, months)
    before.ends_on = min(end, before.ends_on or end)
    writing.record("fileEvaluationSpecification", before, before=before.status, is_public=True)


async def _count_refusals(writing: Writing, row: EvaluationSpecification) -> None:
    """What the saved content is refused for; written past the session, the version stays."""
    findings = check_specification(await _facts(writing, row), writing.today)
    refusals = sum(finding.severity is Severity.REFUSAL for finding in findings)
    await writing.session.execute(
        update(EvaluationSpecification)
        .where(EvaluationSpecification.id == row.id)
        .values(refusal_count=refusals, refusals_checked_version=row.version)
        .execution_options(synchronize_session=False)
    )
