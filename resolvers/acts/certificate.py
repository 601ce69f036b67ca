"""证书 The school issues certificates to who passed, under national numbers (4.4)."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from models import EvaluationPlan, ResultFiling
from resolvers.acts.certificate_candidacy import check_wanted, wanted
from resolvers.acts.certificate_entries import record_each
from resolvers.acts.certificate_facts import Face, Holder, face_of, holders_of
from resolvers.acts.certificate_rows import last_serial, take_serials, write_certificates
from resolvers.agency_key import signer_of
from resolvers.batch import refused_rows
from resolvers.calendar import working_calendar
from resolvers.identity import NodeId
from resolvers.write.writing import Outcome, Ref, Writing
from rules.clause_4_4_certificates import (
    certificate_numbers,
    check_issuance,
    check_serials,
    report_due_on,
)
from rules.finding import Findings
from rules.vocabulary import ResultFilingStatus


async def locked_plan(writing: Writing, node_id: NodeId) -> tuple[EvaluationPlan, Findings]:
    """The plan, and whether its results are accepted. Whoever issues or reports certificates of
    a plan holds its filing, so that nobody else does at the same time."""
    plan = await writing.get(EvaluationPlan, node_id, ("planId",))
    filings = await writing.seen(ResultFiling, lambda row: row.plan_id == plan.id, lock=True)
    status = filings[0].status if filings else ResultFilingStatus.OPEN
    accepted_on = filings[0].accepted_on if filings else None
    today = writing.today
    return plan, check_issuance(status, accepted_on, today, today, ("planId",))


async def issue(writing: Writing, given: Mapping[str, Any]) -> Outcome:
    """For the chosen candidates, or for all that passed and have none: nothing new, then nothing
    happens."""
    plan, findings = await locked_plan(writing, given["plan_id"])
    writing.judge(findings)
    face = await face_of(writing.session, plan)
    asked = wanted(await holders_of(writing.session, face), given)
    findings = check_wanted(writing.clause, face, asked)
    refused = refused_rows(findings, given["error_policy"])
    holders = [one.holder for one in asked if one.holder and one.path[1] not in refused]
    last = await last_serial(writing.session, face, writing.today)
    findings += writing.judge(check_serials(last, len(holders), ("planId",)))
    issued = [] if given["dry_run"] else await _issue(writing, face, holders)
    return {
        "certificates": [Ref(id_) for id_ in issued],
        "issued_count": len(holders),
        "findings": findings,
    }


async def _issue(writing: Writing, face: Face, holders: Sequence[Holder]) -> list[UUID]:
    if not holders:
        return []
    session, day, count = writing.session, writing.today, len(holders)
    before = await take_serials(session, face, day, count)
    numbers = certificate_numbers(face.agency_code, day, face.level, before, count)
    sealer = writing.services.sealer
    calendar = await working_calendar(session)
    due = report_due_on(day, calendar, writing.services.configuration.report_working_days)
    address = writing.services.public_address
    signer = await signer_of(session, sealer, face.agency_code_id, address)
    ids = await write_certificates(session, sealer, signer, face, day, due, holders, numbers)
    await record_each(
        writing, "issueCertificates", face.institution_id, [(id_, None) for id_ in ids]
    )
    return ids
