"""评价范围扩展 Proposed by the center, consented to by both authorities, recorded (1.2)."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from models import Agency, AgencyItem, Major, MajorOccupation, Occupation, ScopeExtension
from models.base import new_id
from resolvers.acts.agency_code import ensure_code
from resolvers.agency_standing import standings
from resolvers.write.writing import Outcome, Ref, Writing
from rules.clause_1_2_extension import (
    Extension,
    check_consent,
    check_days,
    check_in_force,
    check_proposal,
    state_after_consent,
)
from rules.clause_3_3_filing import Validity, check_decision
from rules.clause_3_4_directory import is_in_force
from rules.entry import check_number, check_reason, check_text
from rules.finding import Findings, Path
from rules.lifecycle import BRANCH_OF
from rules.vocabulary import AgencyScope, Authority


async def propose(writing: Writing, given: Mapping[str, Any]) -> Outcome:
    """With figures: how many candidates a year, and how the agency has run so far."""
    agency = await writing.get(Agency, given["agency_id"], ("agencyId",), lock=True)
    major = await writing.get(Major, given["major_id"], ("majorId",))
    occupation = await writing.get(Occupation, given["occupation_id"], ("occupationId",))
    findings = writing.judge(await _check(writing, agency, major, occupation, given))
    row = ScopeExtension(
        id=new_id(),
        agency_id=agency.id,
        institution_id=agency.institution_id,
        served_id=major.institution_id,
        major_id=major.id,
        occupation_id=occupation.id,
        expected_candidates=given["expected_candidates"],
        statement=given["statement"].strip(),
        proposed_by_id=writing.viewer.account_id,
    )
    writing.add(row)
    await writing.session.flush()
    writing.record("proposeScopeExtension", row)
    return {"scope_extension": Ref.of(row), "findings": findings}


async def _check(
    writing: Writing,
    agency: Agency,
    major: Major,
    occupation: Occupation,
    given: Mapping[str, Any],
) -> Findings:
    matched = await writing.seen(
        MajorOccupation,
        lambda tie: tie.major_id == major.id,
        lambda tie: tie.occupation_id == occupation.id,
    )
    known = await writing.seen(
        ScopeExtension,
        lambda row: row.agency_id == agency.id,
        lambda row: row.major_id == major.id,
        lambda row: row.occupation_id == occupation.id,
    )
    return (
        check_proposal(
            major.institution_id == agency.institution_id,
            bool(matched),
            [Extension(row.status, _days(row)) for row in known],
            writing.today,
        )
        + await _check_in_force(writing, agency, occupation.id, writing.today, ("agencyId",))
        + _check_figures(writing, given)
    )


def _check_figures(writing: Writing, given: Mapping[str, Any]) -> Findings:
    return check_number(
        writing.clause, given["expected_candidates"], ("expectedCandidates",), least=1
    ) + check_text(writing.clause, given["statement"], ("statement",))


async def _check_in_force(
    writing: Writing, agency: Agency, occupation_id: UUID, on: date, path: Path = ()
) -> Findings:
    known = await standings(writing.session, agency)
    validity = Validity(agency.valid_from, agency.valid_to)
    items = await writing.seen(
        AgencyItem,
        lambda item: item.agency_id == agency.id,
        lambda item: item.occupation_id == occupation_id,
    )
    is_held = any(
        is_in_force(known.of(item), Validity(item.valid_from, item.valid_to), on) for item in items
    )
    return check_in_force(is_in_force(known.agency, validity, on), is_held, path)


def _days(row: ScopeExtension) -> Validity | None:
    if row.valid_from is None or row.valid_to is None:
        return None
    return Validity(row.valid_from, row.valid_to)


async def consent(writing: Writing, given: Mapping[str, Any]) -> Outcome:
    row, authority = await _begin(writing, "consentToScopeExtension", given)
    reached = state_after_consent(row.status, authority)
    _sign(writing, row, authority)
    writing.move("consentToScopeExtension", row, outcome=reached)
    return {"scope_extension": Ref.of(row)}


async def refuse(writing: Writing, given: Mapping[str, Any]) -> Outcome:
    """One refusal ends it."""
    row, authority = await _begin(writing, "refuseScopeExtension", given)
    writing.judge(check_reason(writing.clause, given["reason"]), scope_extension=Ref.of(row))
    _sign(writing, row, authority)
    row.reason = given["reason"]
    writing.move("refuseScopeExtension", row, reason=given["reason"])
    return {"scope_extension": Ref.of(row)}


async def send_back(writing: Writing, given: Mapping[str, Any]) -> Outcome:
    """For more figures: neither consent is kept, since what was consented to will change."""
    row, _ = await _begin(writing, "sendBackScopeExtension", given)
    writing.judge(check_reason(writing.clause, given["reason"]), scope_extension=Ref.of(row))
    row.bureau_account_id, row.commission_account_id = None, None
    row.reason = given["reason"]
    writing.move("sendBackScopeExtension", row, reason=given["reason"])
    return {"scope_extension": Ref.of(row)}


async def revise(writing: Writing, given: Mapping[str, Any]) -> Outcome:
    """Proposed anew, with other figures; whoever does so is the proposer from now on."""
    row = await writing.lock(ScopeExtension, given)
    shown = Ref.of(row)
    writing.may("reviseScopeExtension", row.status, scope_extension=shown)
    writing.judge(_check_figures(writing, given), scope_extension=shown)
    row.expected_candidates = given["expected_candidates"]
    row.statement, row.reason = given["statement"].strip(), None
    assert writing.viewer.account_id is not None  # an office is signed in
    row.proposed_by_id = writing.viewer.account_id
    writing.move("reviseScopeExtension", row)
    return {"scope_extension": shown}


async def _begin(
    writing: Writing, act: str, given: Mapping[str, Any]
) -> tuple[ScopeExtension, Authority]:
    """Who proposed decides on neither side; each side decides once."""
    row = await writing.lock(ScopeExtension, given)
    authority, shown = BRANCH_OF[writing.role], Ref.of(row)
    writing.may(act, row.status, scope_extension=shown)
    account = str(writing.viewer.account_id)
    writing.judge(
        check_decision(account, [str(row.proposed_by_id)]) + check_consent(row.status, authority),
        scope_extension=shown,
    )
    return row, authority


def _sign(writing: Writing, row: ScopeExtension, authority: Authority) -> None:
    name = "bureau" if authority is Authority.BUREAU else "commission"
    setattr(row, f"{name}_account_id", writing.viewer.account_id)


async def record(writing: Writing, given: Mapping[str, Any]) -> Outcome:
    """From its first day on the agency is good for that major, under a code for other schools."""
    row = await writing.lock(ScopeExtension, given)
    shown = Ref.of(row)
    writing.may("recordScopeExtension", row.status, scope_extension=shown)
    (agency,) = await writing.seen(Agency, lambda one: one.id == row.agency_id, lock=True)
    valid = Validity(
        given.get("valid_from") or writing.today, given.get("valid_to") or agency.valid_to
    )
    term = Validity(agency.valid_from, agency.valid_to)
    found = check_days(valid, term, writing.today)
    found += await _check_in_force(writing, agency, row.occupation_id, valid.valid_from)
    writing.judge(found, scope_extension=shown)
    row.valid_from, row.valid_to = valid.valid_from, valid.valid_to
    writing.move("recordScopeExtension", row, is_public=True)
    await ensure_code(writing, agency, AgencyScope.OTHER_SCHOOLS, None, valid.valid_from)
    writing.record("recordScopeExtension", agency, is_public=True)
    return {"scope_extension": shown}
