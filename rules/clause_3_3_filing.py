"""三(三) Reports, consents, the ministry's filing, the receipt (备案回执) and validity."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from rules.clause_3_2_conclusion import PASSING
from rules.clauses import clause
from rules.finding import FindingCode, Findings, Path, found_when
from rules.vocabulary import (
    AgencyCategory,
    AgencyScope,
    AssessmentConclusion,
    Authority,
    BranchStatus,
    FilingStatus,
    MinistryOutcome,
)

VALIDITY_YEARS = 3  # 3.3


@dataclass(frozen=True, slots=True)
class Validity:
    """有效期, both days included."""

    valid_from: date
    valid_to: date

    def contains(self, day: date) -> bool:
        return self.valid_from <= day <= self.valid_to


@clause("3.3")
def check_report(conclusion: AssessmentConclusion | None, path: Path = ()) -> Findings:
    """Only what passed the assessment, at least in part, is reported to the authorities."""
    return found_when(conclusion not in PASSING, FindingCode.ASSESSMENT_NOT_PASSED, path)


@clause("3.3")
def check_decision(account: str, reporters: Collection[str], path: Path = ()) -> Findings:
    """Report and consent are never by the same account, on either branch, in whatever role."""
    return found_when(account in reporters, FindingCode.CONSENT_BY_REPORTER, path)


@clause("3.3")
def check_both_consented(branches: Mapping[Authority, BranchStatus], path: Path = ()) -> Findings:
    """The ministry's center hears of it only after both authorities consented."""
    missing = [
        authority
        for authority in Authority
        if branches.get(authority) is not BranchStatus.CONSENTED
    ]
    return found_when(
        bool(missing),
        FindingCode.CONSENT_INCOMPLETE,
        path,
        missing="、".join(authority.zh for authority in missing),
        missing_en=", ".join(authority.en for authority in missing),
    )


@clause("3.3")
def check_ministry_outcome(
    outcome: MinistryOutcome, reference: str | None, path: Path = ("reference",)
) -> Findings:
    """A filing by the ministry's center is recorded with its reference."""
    is_unnamed = outcome is MinistryOutcome.FILED and not (reference or "").strip()
    return found_when(is_unnamed, FindingCode.MINISTRY_NUMBER_MISSING, path)


@clause("3.3")
def check_outcome_day(
    reported_on: date, outcome_on: date, today: date, path: Path = ("outcomeOn",)
) -> Findings:
    """The ministry's center answers on the day of the report or later, never in the future."""
    is_in_time = reported_on <= outcome_on <= today
    return found_when(
        not is_in_time, FindingCode.MINISTRY_OUTCOME_OUT_OF_TIME, path, reported_on=reported_on
    )


@clause("3.3")
def check_receipt(
    status: FilingStatus,
    filed_on: date | None,
    receipt_on: date,
    today: date,
    path: Path = ("receiptOn",),
) -> Findings:
    """The receipt follows the ministry's filing and is dated between that day and today."""
    is_filed = status is FilingStatus.FILED and filed_on is not None
    is_out_of_time = filed_on is not None and not filed_on <= receipt_on <= today
    return found_when(not is_filed, FindingCode.MINISTRY_FILING_MISSING, path) + found_when(
        is_filed and is_out_of_time, FindingCode.RECEIPT_BEFORE_FILING, path, filed_on=filed_on
    )


@clause("3.3")
def validity(receipt_on: date) -> Validity:
    """Three years: from the day on the receipt to the day before its third anniversary.

    A 29 February has its anniversary on 1 March, so that the last day is the end of February
    (Civil Code, art. 202: without a corresponding day, the last day of the month).
    """
    year = receipt_on.year + VALIDITY_YEARS
    is_leap_day = (receipt_on.month, receipt_on.day) == (2, 29)
    anniversary = date(year, 3, 1) if is_leap_day else receipt_on.replace(year=year)
    return Validity(receipt_on, anniversary - timedelta(days=1))


@clause("3.3")
def validity_of_added_item(agency: Validity, receipt_on: date) -> Validity:
    """An item added later ends with its agency."""
    return Validity(receipt_on, agency.valid_to)


@clause("3.3")
def category_of(scope: AgencyScope) -> AgencyCategory:
    """Y for a school that evaluates its own students only, S for one that serves others too.

    So coded by the provinces whose directories could be read, e.g. Y000051001064 (Sichuan 2025).
    """
    return AgencyCategory.Y if scope is AgencyScope.OWN_STUDENTS else AgencyCategory.S


@clause("3.3")
def receipt_number(year: int, serial: int) -> str:
    """The number of a receipt: year and serial within it, from 1 and without gap."""
    return f"{year}-{serial:04d}"
