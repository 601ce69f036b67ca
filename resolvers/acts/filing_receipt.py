"""备案回执 Receipt and entry in the directory, all in one transaction (3.3, 3.4)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import Integer, cast, func, select

from models import (
    Agency,
    AgencyDecision,
    AgencyDecisionItem,
    FilingApplication,
    FilingReceipt,
)
from models.base import new_id
from resolvers.acts.agency_code import ensure_code
from resolvers.acts.filing_effect import EFFECTS, Effect
from resolvers.acts.filing_report import begin
from resolvers.acts.ministry_report import rounds_of
from resolvers.acts.plan_stop import stop_plans
from resolvers.acts.receipt_face import print_face
from resolvers.acts.serial import next_serial
from resolvers.write.writing import Outcome, Ref, Writing
from rules.clause_3_3_filing import check_receipt, receipt_number
from rules.vocabulary import ApplicationKind


async def issue(writing: Writing, given: Mapping[str, Any]) -> Outcome:
    """What the application asked for holds from the day that its receipt names (3.3)."""
    row, _ = await begin(writing, "issueFilingReceipt", given)
    receipt_on = given.get("receipt_on") or writing.today
    filed_on = (await rounds_of(writing, row))[-1].outcome_on
    findings = check_receipt(row.status, filed_on, receipt_on, writing.today)
    writing.judge(findings, filing_application=Ref.of(row))
    effect = await EFFECTS[row.kind](writing, row, receipt_on)
    if row.kind is ApplicationKind.FIRST_FILING:
        await ensure_code(writing, effect.agency, row.scope, given.get("category"), receipt_on)
    receipt = await _receipt(writing, row, effect, receipt_on)
    decision = await _decide(writing, row, effect, receipt_on)
    await stop_plans(writing, decision, effect.agency)  # of what a reduction gave up
    await print_face(writing, receipt)
    _record(writing, row, effect.agency)
    return {
        "filing_application": Ref.of(row),
        "receipt": Ref.of(receipt),
        "agency": Ref.of(effect.agency),
        "findings": findings,
    }


async def _receipt(
    writing: Writing, row: FilingApplication, effect: Effect, receipt_on: date
) -> FilingReceipt:
    year = receipt_on.year
    digits = cast(func.split_part(FilingReceipt.number, "-", 2), Integer)
    of_year = select(func.max(digits)).where(
        func.split_part(FilingReceipt.number, "-", 1) == str(year)
    )
    serial = await next_serial(writing, f"filing_receipt/{year}", of_year)
    receipt = FilingReceipt(
        id=new_id(),
        number=receipt_number(year, serial),
        kind=row.kind,
        application_id=row.id,
        agency_id=effect.agency.id,
        issued_on=receipt_on,
        valid_from=effect.valid.valid_from,
        valid_to=effect.valid.valid_to,
    )
    writing.add(receipt)
    return receipt


async def _decide(
    writing: Writing, row: FilingApplication, effect: Effect, receipt_on: date
) -> AgencyDecision:
    """The decision of the directory, with every item that it adds, changes or ends."""
    decision = AgencyDecision(
        id=new_id(),
        agency_id=effect.agency.id,
        institution_id=effect.agency.institution_id,
        act="issueFilingReceipt",
        clause=writing.clause,
        decided_on=receipt_on,
        effective_on=effect.valid.valid_from,
        reason=row.kind.zh,
        is_public=True,
        account_id=writing.viewer.account_id,
    )
    writing.add(decision)
    await writing.session.flush()
    for item in effect.items:
        writing.add(AgencyDecisionItem(decision_id=decision.id, **item.columns))
    return decision


def _record(writing: Writing, row: FilingApplication, agency: Agency) -> None:
    """Both entries are public: the filing's outcome, and what it made of the directory."""
    writing.move("issueFilingReceipt", row, is_public=True)
    writing.record("issueFilingReceipt", agency, after=agency.status, is_public=True)
