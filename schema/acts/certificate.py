"""证书 Schools issue and report certificates; the center accepts or returns the report (4.4)."""

import strawberry

from permissions.declaration import field, input_field, input_of, of
from resolvers.acts import (
    certificate,
    certificate_files,
    certificate_report,
    certificate_report_table,
)
from rules.vocabulary import ErrorPolicy
from schema.acts.mutation import ActInput, ReasonedInput, free_mutation, mutation
from schema.certificate import KNOWING, OFFICES, REPORT_READERS, Certificate, CertificateReport
from schema.finding import Finding
from schema.job import Job


@input_of("颁发证书", "Certificates of one plan, dated today")
class IssueCertificatesInput:
    plan_id: strawberry.ID = input_field("评价计划", "The plan, its results accepted")
    candidate_ids: list[strawberry.ID] | None = input_field(
        "考生", "For these; else for all that passed and have none"
    )
    dry_run: bool = input_field("试运行", "Judge only, write nothing", default=False)
    error_policy: ErrorPolicy = input_field(
        "有误时", "What becomes of the batch", default=ErrorPolicy.REJECT_ALL
    )
    idempotency_key: str | None = input_field("幂等键", "The same key gives the first result")


@input_of("报送证书信息", "All certificates of one plan that were not reported yet")
class ReportCertificatesInput:
    plan_id: strawberry.ID = input_field("评价计划", "The plan")
    idempotency_key: str | None = input_field("幂等键", "The same key gives the first result")


@of(None, "证书颁发结果", "What was issued", OFFICES)
class IssueCertificatesPayload:
    certificates: list[Certificate] = field("证书", "Those issued now, by number")
    issued_count: int | None = field(
        "颁发数", "Certificates issued, or that a dry run would issue; null if refused"
    )
    findings: list[Finding] = field("审查意见", "A refusal writes nothing")


@of(None, "证书报送办理结果", "What an act made of a report", REPORT_READERS)
class CertificateReportPayload:
    certificate_report: CertificateReport | None = field(
        "证书报送", "As it is now; null if there is none"
    )
    findings: list[Finding] = field("审查意见", "A refusal writes nothing")


@input_of("证书文件打包", "The certificates of one plan as files")
class PackCertificatesInput:
    plan_id: strawberry.ID = input_field("评价计划", "The plan")
    idempotency_key: str | None = input_field("幂等键", "The same key gives the first result")


@of(None, "证书文件打包结果", "The job that packs the files", KNOWING)
class PackCertificatesPayload:
    job: Job | None = field("作业", "It tells how far it is; null if refused")
    findings: list[Finding] = field("审查意见", "A refusal orders nothing")


@input_of("证书数据上报表", "The certificates of one report as a table")
class ExportCertificateReportInput:
    report_id: strawberry.ID = input_field("证书报送", "The report")
    idempotency_key: str | None = input_field("幂等键", "The same key gives the first result")


@of(None, "证书数据上报表结果", "The job that makes the table", KNOWING)
class ExportCertificateReportPayload:
    job: Job | None = field("作业", "Its result is the workbook; null if refused")
    findings: list[Finding] = field("审查意见", "A refusal orders nothing")


@of(None, "变更", "Acts on certificates")
class CertificateMutations:
    issue_certificates: IssueCertificatesPayload = mutation(
        "issueCertificates", certificate.issue, IssueCertificatesInput
    )
    report_certificates: CertificateReportPayload = mutation(
        "reportCertificates", certificate_report.report, ReportCertificatesInput
    )
    accept_certificate_report: CertificateReportPayload = mutation(
        "acceptCertificateReport", certificate_report.accept, ActInput
    )
    return_certificate_report: CertificateReportPayload = mutation(
        "returnCertificateReport", certificate_report.return_report, ReasonedInput
    )
    pack_certificates: PackCertificatesPayload = free_mutation(
        "证书文件打包",
        "Have the certificates of a batch that are in force made as PDF files in one archive",
        KNOWING,
        "4.4",
        certificate_files.pack,
        PackCertificatesInput,
    )
    export_certificate_report: ExportCertificateReportPayload = free_mutation(
        "证书数据上报表",
        "Have the certificates of a report made into a workbook of the eleven columns of practice",
        KNOWING,
        "4.4",
        certificate_report_table.tabulate,
        ExportCertificateReportInput,
    )
