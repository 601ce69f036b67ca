"""证书变动 The agency corrects, reissues, cancels; the center consents and revokes (4.4)."""

import strawberry

from permissions.declaration import field, input_field, input_of, of
from resolvers.acts import certificate_change
from rules.vocabulary import DocumentType, PrintCause, Role
from schema.acts.mutation import ReasonedInput, mutation
from schema.certificate import OFFICES, Certificate
from schema.certificate_change import KNOWING, CertificateCorrection
from schema.finding import Finding


@input_of("证书更正申请", "Another name or identity; what is not given stays", [Role.SCHOOL])
class CorrectCertificateInput(ReasonedInput):
    holder_name: str | None = input_field("更正后姓名", "Name as on the document")
    document_type: DocumentType | None = input_field("更正后证件类型", "Kind of document")
    document_number: str | None = input_field("更正后证件号码", "Whole number of the document")
    country: str | None = input_field("签发国家", "Of a passport: two capital letters")


@input_of("证书更正决定", "The center's decision on a correction", [Role.CENTER])
class DecideCertificateCorrectionInput:
    id: strawberry.ID = input_field("标识", "The correction")
    is_consented: bool = input_field("同意", "Whether the center consents")
    reason: str | None = input_field("理由", "Needed for a refusal")
    expected_version: int = input_field("预期版本", "The version that was seen; stale is CONFLICT")
    idempotency_key: str | None = input_field("幂等键", "The same key gives the first result")


@input_of("证书补发", "The same certificate and number on a new sheet", [Role.SCHOOL])
class ReissueCertificateInput(ReasonedInput):
    cause: PrintCause = input_field("补发原因", "Lost, damaged or corrected")
    print_number: str = input_field("印制流水码", "Number of the new sheet: 1 to 32 characters")


@of(None, "证书办理结果", "What an act made of a certificate", OFFICES)
class CertificatePayload:
    certificate: Certificate | None = field("证书", "As it is now")
    findings: list[Finding] = field("审查意见", "A refusal writes nothing")


@of(None, "证书更正办理结果", "What an act made of a correction", KNOWING)
class CertificateCorrectionPayload:
    certificate_correction: CertificateCorrection | None = field("证书更正", "As it is now")
    findings: list[Finding] = field("审查意见", "A refusal writes nothing")


@of(None, "变更", "Acts on certificates that were issued")
class CertificateChangeMutations:
    correct_certificate: CertificateCorrectionPayload = mutation(
        "correctCertificate", certificate_change.correct, CorrectCertificateInput
    )
    decide_certificate_correction: CertificateCorrectionPayload = mutation(
        "decideCertificateCorrection",
        certificate_change.decide,
        DecideCertificateCorrectionInput,
    )
    reissue_certificate: CertificatePayload = mutation(
        "reissueCertificate", certificate_change.reissue, ReissueCertificateInput
    )
    cancel_certificate: CertificatePayload = mutation(
        "cancelCertificate", certificate_change.cancel, ReasonedInput
    )
    revoke_certificate: CertificatePayload = mutation(
        "revokeCertificate", certificate_change.revoke, ReasonedInput
    )
