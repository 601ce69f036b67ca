"""院校条件 What a school's file shows of each condition of 1.1: records, evidence, findings."""

import models
from permissions.declaration import Batch, field, of
from resolvers.institution_condition import NEEDS, evidence, findings, records
from rules.vocabulary import ConditionCode
from schema.document import Document
from schema.finding import Finding
from schema.institution import FILE
from schema.node import Node


@of(models.InstitutionEnrolment, "招生记录", "The enrolment of a year in a school's file", FILE)
class InstitutionEnrolment(Node):
    year: int = field("年度", "Calendar year", clause="1.1.2")
    enrolled: int = field("招生人数", "Students enrolled", clause="1.1.2")


@of(None, "条件记录", "A fact that the register holds on a condition", FILE)
class ConditionRecord:
    name: str = field("名称", "Its name, in the language of Accept-Language")
    value: str = field("内容", "Its value")


@of(models.InstitutionCondition, "院校条件", "A condition of 1.1 as a school's file shows it", FILE)
class InstitutionCondition:
    condition: ConditionCode = field("条件", "Which condition", clause="1.1")
    clause: str = field("条款", "Its clause")
    statement: str | None = field("学校自述", "What the school says of itself; 1.1.3: experience")
    records: list[ConditionRecord] = field(
        "登记情况", "What the register holds on it", clause="1.1", answer=Batch(records, NEEDS)
    )
    evidence: list[Document] = field(
        "证明文件",
        "Current documents that prove it, as far as the viewer sees them",
        clause="1.1",
        answer=evidence,
    )
    findings: list[Finding] = field(
        "审查意见",
        "What the guidance says today; empty: met as far as records show",
        clause="1.1",
        answer=Batch(findings, NEEDS),
    )
