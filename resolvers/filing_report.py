"""报送 What stands of an application from assessment to receipt, for button and act (3.3)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ARRAY, Text, and_, cast, func, or_, select

from models import Agency, FilingApplication, FilingReport, Institution, TechnicalAssessment
from models.base import word
from permissions.rows import VIEWER, among, told
from permissions.visible.agency import is_there_on
from resolvers.deadline import today
from resolvers.filing_application import NEEDS, content_blocks
from resolvers.workflow import Need
from rules.clause_3_1_application import check_no_other_open
from rules.clause_3_2_conclusion import check_next_round
from rules.clause_3_3_adjustment import check_agency_stays, check_end_of_application
from rules.clause_3_3_filing import check_both_consented, check_decision, check_report
from rules.clause_3_4_directory import check_directory_entry
from rules.finding import Findings
from rules.lifecycle import BRANCH_OF, Act
from rules.vocabulary import (
    ApplicationKind,
    AssessmentConclusion,
    AssessmentStatus,
    Authority,
    BranchStatus,
    FilingStatus,
    Role,
)

DECISIONS = ("consentToFilingApplication", "refuseFilingApplication", "sendBackFilingApplication")


def _last_round(column: Any) -> Need:
    """A column of the last round of the assessment that has its conclusion."""

    def of_application(row: Any) -> Any:
        own = select(column).where(
            TechnicalAssessment.application_id == row.id,
            TechnicalAssessment.status == AssessmentStatus.CONCLUDED,
        )
        return own.order_by(TechnicalAssessment.round_number.desc()).limit(1).scalar_subquery()

    return of_application


def _reporters(row: Any) -> Any:
    own = select(cast(FilingReport.reported_by_id, Text)).where(
        FilingReport.application_id == row.id
    )
    return func.array(own.order_by(FilingReport.id).scalar_subquery(), type_=ARRAY(Text))


def _of_institution(column: Any) -> Need:
    return lambda row: select(column).where(Institution.id == row.institution_id).scalar_subquery()


def _agency_stays(row: Any) -> Any:
    """`rules.clause_3_3_adjustment.check_agency_stays` in SQL."""
    is_renewed = row.kind == ApplicationKind.RENEWAL
    there = among(
        Agency,
        lambda agency: and_(
            agency.id == row.agency_id,
            is_there_on(agency, func.register_today()),
            or_(is_renewed, agency.valid_to >= func.register_today()),
        ),
    )
    return or_(row.agency_id.is_(None), there)


def _others_of_the_kind(row: Any) -> Any:
    """The states of the school's other applications of the same kind."""
    own = told(
        FilingApplication,
        lambda other: other.status,
        lambda other: and_(
            other.institution_id == row.institution_id,
            other.kind == row.kind,
            other.id != row.id,
        ),
        "id",
    )
    return func.array(own, type_=ARRAY(word(FilingStatus)))


FILING_NEEDS: tuple[Need, ...] = (
    *NEEDS,
    _last_round(TechnicalAssessment.conclusion),
    _reporters,
    lambda row: VIEWER.account_id,
    _of_institution(Institution.evaluation_department_address),
    _of_institution(Institution.evaluation_department_telephone),
    _agency_stays,
    _last_round(TechnicalAssessment.due_on),
    _last_round(TechnicalAssessment.improved_on),
    lambda row: today(),
    "kind",
    _others_of_the_kind,
    _of_institution(Institution.closed_on.is_not(None)),
)
"""The columns of an application that `FilingFacts.read` takes, in its order."""


@dataclass(frozen=True)
class FilingFacts:
    """One application as the rules of 3.3 take it; accounts as text."""

    branches: Mapping[Authority, BranchStatus]
    needs_assessment: bool
    conclusion: AssessmentConclusion | None
    reporters: tuple[str, ...]
    account: str
    address: str | None
    telephone: str | None
    agency_stays: bool
    improvement_due_on: date | None
    improved_on: date | None
    today: date
    kind: ApplicationKind
    others: Sequence[FilingStatus]
    is_school_closed: bool

    @classmethod
    def read(cls, values: Sequence[Any]) -> "FilingFacts":
        """From the values of `FILING_NEEDS`."""
        bureau, commission, _refusals, needs_assessment, conclusion, reporters, account = values[:7]
        known = {Authority.BUREAU: bureau, Authority.COMMISSION: commission}
        branches = {authority: status for authority, status in known.items() if status}
        return cls(
            branches, needs_assessment, conclusion, tuple(reporters), str(account), *values[7:]
        )

    def branch(self, role: Role) -> BranchStatus | None:
        """The state of the branch on which the role reports or decides."""
        return self.branches.get(BRANCH_OF[role]) if role in BRANCH_OF else None


def blocks(act: Act, row: tuple[Any, ...], role: Role) -> Findings:
    """For `actions`, whose row has the values of `FILING_NEEDS` after the status."""
    return content_blocks(act, row, role) + found_of(act.name, FilingFacts.read(row[1:]))


def found_of(act_name: str, facts: FilingFacts) -> Findings:
    """What the state of the filing says to an act; nothing to most of them."""
    if act_name == "submitFilingApplication":
        return check_no_other_open(facts.kind, [(facts.kind, status) for status in facts.others])
    if act_name == "openAssessment":
        return check_next_round(facts.improvement_due_on, facts.improved_on, facts.today)
    if act_name == "reportFilingApplication":
        return check_report(facts.conclusion) if facts.needs_assessment else ()
    if act_name in DECISIONS:
        return check_decision(facts.account, facts.reporters)
    if act_name == "reportToMinistry":
        return check_both_consented(facts.branches)
    if act_name == "endFilingApplication":
        return check_end_of_application(facts.is_school_closed, facts.agency_stays)
    if act_name == "issueFilingReceipt":
        return check_directory_entry(facts.address, facts.telephone) + check_agency_stays(
            facts.agency_stays
        )
    return ()
