"""备案回执 Receipt, agency code and entry in the directory, all in one transaction (3.3, 3.4)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import Integer, cast, func, select

from models import (
    Agency,
    AgencyCode,
    AgencyItem,
    FilingApplication,
    FilingItem,
    FilingReceipt,
    Institution,
)
from models.base import new_id
from resolvers.acts.filing_report import begin
from resolvers.acts.ministry_report import rounds_of
from resolvers.write.writing import Outcome, Ref, Writing
from rules.certificate_number import AGENCY_SERIAL_BEGINS, compose_agency_code
from rules.clause_1_1_succession import filed_name
from rules.clause_3_3_filing import (
    Validity,
    category_of,
    check_receipt,
    receipt_number,
    validity,
    validity_of_added_item,
)
from rules.vocabulary import AgencyCategory, AgencyStatus

ITEM_FACTS = (
    "occupation_id", "trade_id", "level_from", "level_to", "basis", "standard_id",
    "specification_id", "method", "site_id",
)  # fmt: skip


async def issue(writing: Writing, given: Mapping[str, Any]) -> Outcome:
    """Only the items that passed are listed; a school that is an agency already keeps its codes,
    and what is added ends with it (3.3)."""
    row, _ = await begin(writing, "issueFilingReceipt", given)
    receipt_on = given.get("receipt_on") or writing.today
    items = await writing.seen(FilingItem, lambda item: item.application_id == row.id)
    passed = [item for item in items if item.is_passed]
    filed_on = (await rounds_of(writing, row))[-1].outcome_on
    findings = check_receipt(row.status, filed_on, receipt_on, writing.today)
    writing.judge(findings, filing_application=Ref.of(row))
    agency = await _agency(writing, row, receipt_on)
    await _code(writing, agency, row, receipt_on)
    added = validity_of_added_item(_validity(agency), receipt_on)
    for item in passed:
        writing.add(_listed(item, agency, added))
    receipt = await _receipt(writing, row, agency, added)
    _record(writing, row, agency)
    return {
        "filing_application": Ref.of(row),
        "receipt": Ref.of(receipt),
        "agency": Ref.of(agency),
        "findings": findings,
    }


def _validity(agency: Agency) -> Validity:
    return Validity(agency.valid_from, agency.valid_to)


async def _agency(writing: Writing, row: FilingApplication, receipt_on: date) -> Agency:
    """The school's entry in the directory: kept while it is valid, begun anew once it expired."""
    valid = validity(receipt_on)
    known = await writing.seen(
        Agency,
        lambda agency: agency.institution_id == row.institution_id,
        lambda agency: agency.status != AgencyStatus.REMOVED,
        lock=True,
    )
    if known:
        if not _validity(known[0]).contains(receipt_on):
            known[0].valid_from, known[0].valid_to = valid.valid_from, valid.valid_to
        return known[0]
    (school,) = await writing.seen(Institution, lambda other: other.id == row.institution_id)
    agency = Agency(
        id=new_id(),
        institution_id=school.id,
        name=filed_name(school.name, school.branch_name),
        scope=row.scope,
        status=AgencyStatus.LISTED,
        listed_on=receipt_on,
        valid_from=valid.valid_from,
        valid_to=valid.valid_to,
    )
    writing.add(agency)
    await writing.session.flush()
    return agency


async def _code(writing: Writing, agency: Agency, row: FilingApplication, receipt_on: date) -> None:
    """A code of the scope's letter, if the agency has none in use yet."""
    category = category_of(row.scope)
    kept = await writing.seen(
        AgencyCode,
        lambda code: code.agency_id == agency.id,
        lambda code: code.category == category,
        lambda code: code.valid_to.is_(None),
    )
    if kept:
        return
    code = await _next_code(writing, category)
    writing.add(
        AgencyCode(
            code=code,
            category=category,
            scope=row.scope,
            agency_id=agency.id,
            valid_from=receipt_on,
        )
    )


async def _next_code(writing: Writing, category: AgencyCategory) -> str:
    """Serials run on over both letters, without gap: a code names one agency only."""
    digits = cast(func.substr(AgencyCode.code, AGENCY_SERIAL_BEGINS + 1), Integer)
    return compose_agency_code(
        category, await _next(writing, "agency_code", select(func.max(digits)))
    )


async def _receipt(
    writing: Writing, row: FilingApplication, agency: Agency, valid: Validity
) -> FilingReceipt:
    year = valid.valid_from.year
    digits = cast(func.split_part(FilingReceipt.number, "-", 2), Integer)
    of_year = select(func.max(digits)).where(
        func.split_part(FilingReceipt.number, "-", 1) == str(year)
    )
    receipt = FilingReceipt(
        id=new_id(),
        number=receipt_number(year, await _next(writing, f"filing_receipt/{year}", of_year)),
        application_id=row.id,
        agency_id=agency.id,
        issued_on=valid.valid_from,
        valid_from=valid.valid_from,
        valid_to=valid.valid_to,
    )
    writing.add(receipt)
    return receipt


async def _next(writing: Writing, series: str, last: Any) -> int:
    """The serial after the last one; who asks at the same time waits for this transaction, so
    that a refused or failed act leaves no gap and no number is given twice."""
    name = func.hashtextextended(series, 0)
    await writing.session.execute(select(func.pg_advisory_xact_lock(name)))
    return ((await writing.session.execute(last)).scalar() or 0) + 1


def _listed(item: FilingItem, agency: Agency, valid: Validity) -> AgencyItem:
    return AgencyItem(
        agency_id=agency.id,
        filing_item_id=item.id,
        valid_from=valid.valid_from,
        valid_to=valid.valid_to,
        **{name: getattr(item, name) for name in ITEM_FACTS},
    )


def _record(writing: Writing, row: FilingApplication, agency: Agency) -> None:
    """Both entries are public: the filing's outcome, and what it made of the directory."""
    writing.move("issueFilingReceipt", row, is_public=True)
    writing.record("issueFilingReceipt", agency, after=agency.status, is_public=True)
