"""备案 Reports, consents, the ministry's outcome and the receipt (3.3)."""

from datetime import date

import strawberry

from permissions.declaration import AUTHORITIES, field, input_field, input_of, of
from resolvers.acts.filing_end import end
from resolvers.acts.filing_receipt import issue
from resolvers.acts.filing_report import consent, refuse, report, send_back
from resolvers.acts.ministry_report import record_outcome, report_to_ministry
from rules.vocabulary import AgencyCategory, MinistryOutcome, Role
from schema.acts.filing_application import FilingApplicationPayload
from schema.acts.mutation import ActInput, ReasonedInput, mutation
from schema.agency import Agency, FilingReceipt
from schema.filing_application import FilingApplication
from schema.finding import Finding

CENTER = (Role.CENTER,)


@input_of("部中心结果", "What came of the report to the ministry's center", CENTER)
class RecordMinistryOutcomeInput:
    id: strawberry.ID = input_field("标识", "The application")
    outcome: MinistryOutcome = input_field("结果", "Filed or returned", clause="3.3")
    outcome_on: date | None = input_field("结果日期", "Day of the outcome; today if none")
    reference: str | None = input_field("备案文号", "Reference of the filing; required with FILED")
    reason: str | None = input_field("退回原因", "Why; required with RETURNED")
    expected_version: int = input_field("预期版本", "The version that was seen; stale is CONFLICT")
    idempotency_key: str | None = input_field("幂等键", "The same key gives the first result")


@input_of("出具备案回执", "Receipt, agency code and entry in the directory", CENTER)
class IssueFilingReceiptInput:
    id: strawberry.ID = input_field("标识", "The application")
    receipt_on: date | None = input_field(
        "回执日期", "Between the ministry's filing and today; today if none", clause="3.3"
    )
    category: AgencyCategory | None = input_field(
        "备案号类别", "The letter of a new code; that of the scope if none", clause="3.3"
    )
    expected_version: int = input_field("预期版本", "The version that was seen; stale is CONFLICT")
    idempotency_key: str | None = input_field("幂等键", "The same key gives the first result")


@of(None, "备案回执办理结果", "The receipt, and what it entered in the directory", CENTER)
class FilingReceiptPayload:
    filing_application: FilingApplication | None = field("备案申请", "The application")
    receipt: FilingReceipt | None = field("备案回执", "The receipt issued", clause="3.3")
    agency: Agency | None = field("评价机构", "The agency in the directory", clause="3.4")
    findings: list[Finding] = field("审查意见", "A refusal writes nothing")


@of(None, "变更", "Acts of the filing", AUTHORITIES)
class FilingMutations:
    report_filing_application: FilingApplicationPayload = mutation(
        "reportFilingApplication", report, ActInput
    )
    consent_to_filing_application: FilingApplicationPayload = mutation(
        "consentToFilingApplication", consent, ActInput
    )
    refuse_filing_application: FilingApplicationPayload = mutation(
        "refuseFilingApplication", refuse, ReasonedInput
    )
    send_back_filing_application: FilingApplicationPayload = mutation(
        "sendBackFilingApplication", send_back, ReasonedInput
    )
    report_to_ministry: FilingApplicationPayload = mutation(
        "reportToMinistry", report_to_ministry, ActInput
    )
    record_ministry_outcome: FilingApplicationPayload = mutation(
        "recordMinistryOutcome", record_outcome, RecordMinistryOutcomeInput
    )
    end_filing_application: FilingApplicationPayload = mutation(
        "endFilingApplication", end, ReasonedInput
    )
    issue_filing_receipt: FilingReceiptPayload = mutation(
        "issueFilingReceipt", issue, IssueFilingReceiptInput
    )
