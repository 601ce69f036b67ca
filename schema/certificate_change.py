"""证书变动 Corrections of a certificate's face, and its later prints (4.4)."""

from datetime import date, datetime
from enum import Enum
from typing import TYPE_CHECKING

import models
from permissions.declaration import AUTHORITIES, enum_of, field, input_field, input_of, of, order
from resolvers.certificate_change import masked_identity_after, masked_identity_before
from resolvers.workflow import actions, history
from rules.vocabulary import CorrectionStatus, DocumentType, PrintCause, Role
from schema.node import Connection, Node, connection

if TYPE_CHECKING:
    from schema.certificate import Certificate
    from schema.workflow import Action, RegisterEntry

OFFICES = (Role.SCHOOL, *AUTHORITIES)
KNOWING = (Role.SCHOOL, Role.CENTER)  # who needs to know the person behind a certificate


@of(models.CertificateCorrection, "证书更正", "Another name or identity on the face", KNOWING)
class CertificateCorrection(Node):
    certificate: "Certificate | None" = field("证书", "The certificate")
    status: CorrectionStatus = field("状态", "State", clause="4.4")
    name_before: str = field("原姓名", "Name on the face before")
    name_after: str = field("更正后姓名", "Name as it is to be")
    document_type_before: DocumentType = field("原证件类型", "Kind of document before")
    document_type_after: DocumentType = field("更正后证件类型", "Kind of document as it is to be")
    masked_identity_before: str = field(
        "原证件号码（遮盖）", "First and last character", answer=masked_identity_before
    )
    masked_identity_after: str = field(
        "更正后证件号码（遮盖）", "First and last character", answer=masked_identity_after
    )
    request_reason: str = field("申请理由", "Why the school asks for it")
    reason: str | None = field("决定理由", "What the center said")
    decided_at: datetime | None = field("决定时间", "When it was decided")
    history: list["RegisterEntry"] = field(
        "办理记录", "What was done, oldest first", answer=history("certificate_correction")
    )
    actions: list["Action"] = field(
        "可办事项", "What may be done now", answer=actions("certificate_correction")
    )


@of(models.CertificatePrint, "证书补发", "The certificate printed again", OFFICES)
class CertificatePrint(Node):
    print_number: str = field("印制流水码", "Number of the sheet")
    printed_on: date = field("补发日期", "Day")
    cause: PrintCause = field("补发原因", "Lost, damaged or corrected", clause="4.4")
    reason: str = field("说明", "In words")


@input_of("证书更正筛选", "Which corrections", KNOWING)
class CertificateCorrectionFilter:
    status: CorrectionStatus | None = input_field("状态", "By state")
    status_in: list[CorrectionStatus] | None = input_field(
        "状态之一", "In one of these states", column="status"
    )
    and_: list["CertificateCorrectionFilter"] | None = input_field("且", "All of these", name="and")
    or_: list["CertificateCorrectionFilter"] | None = input_field("或", "Any of these", name="or")
    not_: "CertificateCorrectionFilter | None" = input_field("非", "Not this", name="not")


class CertificateCorrectionOrder(Enum):
    NEWEST = order("-created_at", "最新在前", "Newest first")


enum_of(CertificateCorrectionOrder, "证书更正排序", "Order of corrections")


@of(None, "查询", "Reads of corrections")
class CertificateChangeQueries:
    certificate_corrections: Connection[CertificateCorrection] = connection(
        "证书更正", "Corrections asked for; a school lists its own", KNOWING, "4.4",
        filter=CertificateCorrectionFilter, order=CertificateCorrectionOrder,
    )  # fmt: skip
