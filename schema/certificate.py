"""证书 Certificates as first issued, and their reports to the center (4.4)."""

from datetime import date, datetime
from enum import Enum
from typing import TYPE_CHECKING

import strawberry

import models
from permissions.declaration import (
    AUTHORITIES,
    SIGNED_IN,
    Attribute,
    Computed,
    Rows,
    argument,
    enum_of,
    field,
    input_field,
    input_of,
    of,
    order,
)
from permissions.visible.certificate import FOUND_BY_ID
from resolvers.certificate import (
    checks,
    credential,
    holder_name,
    masked_holder_name,
    masked_identity,
    of_agency,
    of_occupation,
    of_plan,
    of_viewer,
    own_reason,
    validity,
    verification_token,
)
from resolvers.certificate_change import certificate_actions, corrections, prints
from resolvers.certificate_file import download
from resolvers.certificate_query import (
    after_query,
    before_credential,
    before_holder,
    before_query,
    by_holder,
    by_name,
    by_pairs,
    by_two_factors,
    check_identity_end,
    check_pairs,
    help_,
)
from resolvers.workflow import actions, history
from rules.vocabulary import (
    CertificateCheckKind,
    CertificateStatus,
    CertificateValidity,
    CheckOutcome,
    DocumentType,
    Role,
)
from schema.document import Download
from schema.filters import DateRange, IntRange, TextFilter
from schema.node import Connection, Node, connection

if TYPE_CHECKING:
    from schema.agency import Agency
    from schema.candidate import Candidate
    from schema.certificate_change import CertificateCorrection, CertificatePrint
    from schema.evaluation_plan import EvaluationPlan
    from schema.occupation import Occupation, Trade
    from schema.workflow import Action, RegisterEntry

OFFICES = (Role.SCHOOL, *AUTHORITIES)
REPORT_READERS = (*OFFICES, Role.SUPERVISOR)
KNOWING = (Role.SCHOOL, Role.CENTER)  # who needs to know the person behind a certificate


@of(None, "核验", "One check of a certificate that was found")
class CertificateCheck:
    kind: CertificateCheckKind = field("核验事项", "What is checked")
    outcome: CheckOutcome = field("核验结果", "Whether it holds")
    message: str = field("说明", "In plain words, in the language of Accept-Language")


@of(
    models.Certificate,
    "证书",
    "A certificate; its face stays readable as first issued",
    found_by_id=FOUND_BY_ID,
)
class Certificate(Node):
    number: str = field("证书编号", "22 characters: agency code, year, level, serial")
    agency_name: str = field("评价机构名称", "Name of the agency on the face")
    agency: "Agency | None" = field("评价机构", "The agency as it is now")
    occupation_name: str = field("职业名称", "Name of the occupation on the face")
    occupation: "Occupation" = field("职业", "The occupation")
    trade_name: str = field("工种名称", "Name of the trade on the face; -- where there is none")
    trade: "Trade | None" = field("工种", "The trade")
    level: int = field("等级", "Level, 5 to 1")
    level_words: str = field(
        "等级文字", "The level in words, as on the face", answer=Attribute("level_name")
    )
    masked_holder_name: str = field(
        "姓名（遮盖）", "First character of the holder's name", answer=masked_holder_name
    )
    holder_name: str | None = field(
        "姓名",
        "The holder's name on the face; null on another school's certificate",
        KNOWING,
        "4.4",
        answer=holder_name,
    )
    document_type: DocumentType = field("证件类型", "Kind of identity document", OFFICES)
    masked_identity: str | None = field(
        "证件号码（遮盖）",
        "First and last character; null on another school's certificate",
        OFFICES,
        answer=masked_identity,
    )
    issued_on: date = field("发证日期", "Day of issue")
    validity: CertificateValidity = field(
        "证书效力", "Valid, revoked by the center or cancelled by the agency", answer=validity
    )
    revoked_on: date | None = field("撤销日期", "Day of revocation")
    cancelled_on: date | None = field("注销日期", "Day of cancellation")
    checks: list[CertificateCheck] = field(
        "核验",
        "Each check apart: in the register, agency filed on the day, in force, signature",
        clause="4.4",
        answer=checks,
    )
    status: CertificateStatus = field("状态", "Issued, reported, public", OFFICES, "4.4")
    verification_token: str | None = field(
        "核验码",
        "Of the QR code, 32 hexadecimal digits; null on another school's certificate",
        (Role.SCHOOL,),
        "4.4",
        answer=verification_token,
    )
    download: Download | None = field(
        "下载",
        "A short link to its PDF; null where it was ended, and on another school's certificate",
        KNOWING,
        "4.4",
        answer=download,
    )
    candidate: "Candidate | None" = field(
        "考生", "The holder as candidate, where the viewer sees the plan", REPORT_READERS, "4.4"
    )
    plan: "EvaluationPlan | None" = field(
        "评价计划", "The plan, where the viewer sees it", REPORT_READERS, "4.4"
    )
    report: "CertificateReport | None" = field("证书报送", "Its report", REPORT_READERS, "4.4")
    corrections: list["CertificateCorrection"] = field(
        "更正记录",
        "What was asked and decided of its holder's side, oldest first",
        KNOWING,
        "4.4",
        answer=corrections,
    )
    prints: list["CertificatePrint"] = field(
        "补发记录", "How often it was printed again, oldest first", OFFICES, "4.4", answer=prints
    )
    reason: str | None = field(
        "撤销注销原因",
        "Why it was revoked or cancelled; null on another school's certificate",
        OFFICES,
        "4.4",
        answer=own_reason,
    )
    history: list["RegisterEntry"] = field(
        "办理记录", "What was done, oldest first", OFFICES, answer=history("certificate")
    )
    actions: list["Action"] = field(
        "可办事项", "What may be done now", OFFICES, answer=certificate_actions
    )


@input_of("证书筛选", "Which certificates")
class CertificateFilter:
    number: TextFilter | None = input_field("证书编号", "By number")
    holder_name: TextFilter | None = input_field("姓名", "By the holder's name", KNOWING)
    status: CertificateStatus | None = input_field("状态", "By state")
    status_in: list[CertificateStatus] | None = input_field(
        "状态之一", "In one of these states", column="status"
    )
    level: IntRange | None = input_field("等级", "By level")
    occupation: strawberry.ID | None = input_field(
        "职业", "Of this occupation", condition=of_occupation
    )
    plan: strawberry.ID | None = input_field("评价计划", "Of this plan", condition=of_plan)
    agency: strawberry.ID | None = input_field("评价机构", "Of this agency", condition=of_agency)
    issued_on: DateRange | None = input_field("发证日期", "By day of issue")
    updated_since: datetime | None = input_field(
        "更新自", "Changed at or after", condition=lambda row, value: row.updated_at >= value
    )
    and_: list["CertificateFilter"] | None = input_field("且", "All of these", name="and")
    or_: list["CertificateFilter"] | None = input_field("或", "Any of these", name="or")
    not_: "CertificateFilter | None" = input_field("非", "Not this", name="not")


class CertificateOrder(Enum):
    NUMBER_ASC = order("number", "按编号", "By number")
    NEWEST = order("-issued_on", "最新在前", "Newest first")


enum_of(CertificateOrder, "证书排序", "Order of certificates")


@of(models.CertificateReport, "证书报送", "Certificates reported to the center", REPORT_READERS)
class CertificateReport(Node):
    plan: "EvaluationPlan | None" = field("评价计划", "The plan whose certificates these are")
    status: CertificateStatus = field("状态", "Reported, returned, or accepted: public")
    reported_at: datetime = field("报送时间", "When it was reported", clause="4.4")
    due_on: date = field("报送期限", "Day by which it was to be reported", clause="4.4")
    provisional: bool = field(
        "期限待定", "A year on the way has no published calendar",
        answer=Attribute("is_due_provisional"),
    )  # fmt: skip
    decided_at: datetime | None = field("办结时间", "When the center decided")
    reason: str | None = field("退回原因", "Why it was returned")
    agency: "Agency | None" = field("评价机构", "The agency that reports")
    certificates: Connection[Certificate] = connection(
        "证书", "The certificates reported", relation="certificates", order=CertificateOrder
    )
    history: list["RegisterEntry"] = field(
        "办理记录", "What was done, oldest first", answer=history("certificate_report")
    )
    actions: list["Action"] = field(
        "可办事项", "What may be done now", answer=actions("certificate")
    )


@input_of("证书报送筛选", "Which reports")
class CertificateReportFilter:
    status: CertificateStatus | None = input_field("状态", "By state")
    status_in: list[CertificateStatus] | None = input_field(
        "状态之一", "In one of these states", column="status"
    )
    plan: strawberry.ID | None = input_field("评价计划", "Of this plan", condition=of_plan)
    agency: strawberry.ID | None = input_field("评价机构", "Of this agency", condition=of_agency)
    and_: list["CertificateReportFilter"] | None = input_field("且", "All of these", name="and")
    or_: list["CertificateReportFilter"] | None = input_field("或", "Any of these", name="or")
    not_: "CertificateReportFilter | None" = input_field("非", "Not this", name="not")


class CertificateReportOrder(Enum):
    OLDEST = order("reported_at", "按报送先后", "In the order of reporting")
    NEWEST = order("-reported_at", "最新在前", "Newest first")


enum_of(CertificateReportOrder, "证书报送排序", "Order of reports")


@input_of("编号与姓名", "The number with the holder's name")
class CertificateNumberAndName:
    number: str = input_field("证书编号", "22 characters")
    name: str = input_field("姓名", "The holder's full name; dots and blanks are taken alike")


@input_of("编号与证件号码后六位", "The number with the end of the holder's identity number")
class CertificateNumberAndIdentity:
    number: str = input_field("证书编号", "22 characters")
    identity_end: str = input_field("证件号码后六位", "Its last six characters")


@input_of("姓名与证件号码", "The holder's name with the whole identity number")
class CertificateNameAndIdentity:
    name: str = input_field("姓名", "The holder's full name; dots and blanks are taken alike")
    document_number: str = input_field(
        "证件号码", "The whole number; one number is asked for five times a day at most"
    )


PROOF = argument(
    str | None,
    "人机验证凭证",
    "Where this installation asks for one: after several look-ups in vain from one address",
)


@input_of("证书查询键", "One certificate, by what stands on it: exactly one of these", one_of=True)
class CertificateBy:
    number_and_name: CertificateNumberAndName | None = input_field("编号与姓名", "Both")
    number_and_identity: CertificateNumberAndIdentity | None = input_field(
        "编号与证件号码后六位", "Both"
    )
    name_and_identity: CertificateNameAndIdentity | None = input_field(
        "姓名与证件号码", "Both; of several certificates the first one"
    )
    token: str | None = input_field("核验码", "Of the QR code, 32 hexadecimal digits")


@of(models.Certificate, "电子凭证", "A certificate as an Open Badges 3.0 credential")
class CertificateCredential:
    number: str = field("证书编号", "22 characters")
    jwt: str | None = field(
        "凭证",
        "The credential in its JWT form, signed by the agency; null if it has none",
        answer=credential,
    )


@of(None, "查询不到时", "What to do when nothing is found; it knows nothing of what was asked")
class CertificateHelp:
    whom_to_ask: str = field("咨询方式", "Who helps")
    causes: list[str] = field("常见原因", "Why nothing may have been found")


@of(None, "查询", "Reads of certificates")
class CertificateQueries:
    certificate: Certificate | None = field(
        "证书查询",
        "Free of charge for everybody; null if nothing that is public matches",
        clause="4.4",
        answer=Rows(
            by_two_factors, check=check_identity_end, before=before_query, after=after_query
        ),
        by=argument(CertificateBy, "查询键", "By two factors, or by the code of the QR"),
        proof=PROOF,
    )
    held_certificates: list[Certificate] = field(
        "本人证书查询",
        "All public certificates of a person, free of charge; empty if nothing matches",
        clause="4.4",
        answer=Rows(by_holder, ("issued_on",), before=before_holder, after=after_query),
        by=argument(CertificateNameAndIdentity, "姓名与证件号码", "Both, as registered"),
        proof=PROOF,
    )
    certificate_credential: CertificateCredential | None = field(
        "电子凭证",
        "For the holder: asked for by the number and the full name; null if nothing matches",
        clause="4.4",
        answer=Rows(by_name, before=before_credential, after=after_query),
        by=argument(CertificateNumberAndName, "编号与姓名", "Both"),
        proof=PROOF,
    )
    certificate_help: CertificateHelp = field(
        "查询不到时", "Usual causes, and whom to ask", clause="4.4", answer=Computed(help_)
    )
    check_certificates: list[Certificate] = field(
        "批量核验证书",
        "Those of the pairs that match, by number; what is missing was not found or does not match",
        SIGNED_IN,
        "4.4",
        answer=Rows(by_pairs, ("number",), check=check_pairs),
        pairs=argument(list[CertificateNumberAndName], "编号与姓名", "Up to 100 pairs", SIGNED_IN),
    )
    certificates: Connection[Certificate] = connection(
        "证书", "Certificates; a school lists its own", OFFICES, "4.4",
        where=of_viewer, filter=CertificateFilter, order=CertificateOrder,
    )  # fmt: skip
    certificate_reports: Connection[CertificateReport] = connection(
        "证书报送", "Reports of certificates to the center", REPORT_READERS, "4.4",
        filter=CertificateReportFilter, order=CertificateReportOrder,
    )  # fmt: skip
