"""评价人员 Candidates of evaluation plans: persons with the data as filed (1.2, 4.1)."""

from datetime import date, datetime
from enum import Enum
from typing import TYPE_CHECKING

import strawberry

import models
from permissions.declaration import (
    AUTHORITIES,
    Expression,
    enum_of,
    field,
    input_field,
    input_of,
    of,
    order,
)
from resolvers.candidate import document_type, masked_identity, masked_name, of_major, of_plan
from rules.vocabulary import DocumentType, Role, TrainingLevel
from schema.filters import TextFilter
from schema.node import Connection, Node, connection

if TYPE_CHECKING:
    from schema.certificate import Certificate
    from schema.document import Document
    from schema.evaluation_plan import EvaluationPlan
    from schema.institution import Institution, IntegratedProgramme, Major
    from schema.result import Result
    from schema.seat import Seat

READERS = (Role.SCHOOL, *AUTHORITIES, Role.SUPERVISOR)
KNOWING = (Role.SCHOOL, Role.CENTER)  # who needs to know the person behind a candidate


@of(models.Candidate, "评价人员", "A person in one plan, with the data as filed", READERS)
class Candidate(Node):
    plan: "EvaluationPlan | None" = field("评价计划", "The plan", clause="4.1")
    name: str = field("姓名", "Name as given in this plan", KNOWING, "4.1")
    masked_name: str | None = field(
        "姓名（遮盖）", "First character and a star", clause="4.1", answer=Expression(masked_name)
    )
    document_type: DocumentType | None = field(
        "证件类型", "Kind of identity document", clause="4.1", answer=Expression(document_type)
    )
    masked_identity: str = field(
        "证件号码（遮盖）",
        "First and last character; nobody sees more",
        clause="4.1",
        answer=masked_identity,
    )
    institution: "Institution | None" = field("评价机构院校", "The agency's school")
    enrolled_at: "Institution | None" = field("学籍所在院校", "School of enrolment", clause="1.2")
    major: "Major | None" = field("专业", "Major, where the viewer sees it", clause="1.2")
    training_level: TrainingLevel = field("培养层次", "Own level of training", clause="1.3")
    student_number: str = field("学号", "Student number", KNOWING, "4.1")
    class_name: str = field("班级", "Class", KNOWING, "4.1")
    expected_graduation_on: date = field("预计毕业日期", "Expected graduation", clause="1.2")
    deferred_graduation_on: date | None = field(
        "延期毕业日期", "To which leave of absence moved it", clause="1.2"
    )
    integrated_programme: "IntegratedProgramme | None" = field(
        "贯通培养项目", "Integrated programme", clause="1.2"
    )
    completed_stage: int | None = field("已完成阶段", "Stage completed, 1 or 2", clause="1.2")
    stage_completed_on: date | None = field("阶段完成日期", "Day of its completion", clause="1.2")
    stage_evidence: "Document | None" = field("阶段证明", "Evidence of it", KNOWING, "1.2")
    photograph: "Document | None" = field(
        "照片",
        "For the certificate's face: one inch, at least 295 by 413 pixels, by ratio, size and kind;"
        " colour and white background cannot be told from the file",
        KNOWING,
        "4.4",
    )
    prior_certificate_number: str | None = field(
        "既有证书编号", "Certificate from elsewhere, as declared", KNOWING, "4.1"
    )
    prior_certificate_level: int | None = field("既有证书等级", "Its level", KNOWING, "4.1")
    is_prior_certificate_verified: bool = field(
        "既有证书已核实", "Whether the center has seen it", KNOWING, "4.1"
    )
    resit_of: "Candidate | None" = field(
        "补考自", "The earlier candidate, if a resit", clause="4.3"
    )
    seats: list["Seat"] = field("座位", "When and where the candidate sits", clause="4.1")
    result: "Result | None" = field("评价结果", "The result, once entered", clause="4.3")
    certificate: "Certificate | None" = field("证书", "The certificate, once issued", clause="4.4")


@input_of("评价人员筛选", "Which candidates", READERS)
class CandidateFilter:
    plan: strawberry.ID | None = input_field("评价计划", "Of this plan", condition=of_plan)
    major: strawberry.ID | None = input_field("专业", "Of this major", condition=of_major)
    name: TextFilter | None = input_field("姓名", "By name", KNOWING, "4.1")
    student_number: TextFilter | None = input_field("学号", "By student number", KNOWING, "4.1")
    class_name: TextFilter | None = input_field("班级", "By class", KNOWING, "4.1")
    training_level: TrainingLevel | None = input_field("培养层次", "By level of training")
    updated_since: datetime | None = input_field(
        "更新自", "Changed at or after", condition=lambda row, value: row.updated_at >= value
    )
    and_: list["CandidateFilter"] | None = input_field("且", "All of these", name="and")
    or_: list["CandidateFilter"] | None = input_field("或", "Any of these", name="or")
    not_: "CandidateFilter | None" = input_field("非", "Not this", name="not")


class CandidateOrder(Enum):
    STUDENT_NUMBER_ASC = order("student_number", "按学号", "By student number", KNOWING)
    NAME_ASC = order("name", "按姓名", "By name", KNOWING)
    ENTERED = order("created_at", "按录入先后", "In the order of entry")
    NEWEST = order("-created_at", "最新在前", "Newest first")


enum_of(CandidateOrder, "评价人员排序", "Order of candidates", READERS)


@of(None, "查询", "Reads of candidates")
class CandidateQueries:
    candidates: Connection[Candidate] = connection(
        "评价人员", "Candidates of all plans that the viewer sees", KNOWING, "4.1",
        filter=CandidateFilter, order=CandidateOrder,
    )  # fmt: skip
