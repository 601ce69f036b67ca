"""评估细则 By what the panel marks: editions of criteria, each with its source (3.2)."""

from datetime import date

import models
from permissions.declaration import AUTHORITIES, Expression, Related, Rows, field, of
from resolvers.assessment_criteria import is_in_force, of_edition
from resolvers.read.condition import every_row
from rules.vocabulary import Certainty, ConditionCode, Role
from schema.node import Node

READERS = (*AUTHORITIES, Role.SCHOOL, Role.EXPERT)


@of(models.AssessmentCriterion, "评估指标", "A point that the panel marks", READERS)
class AssessmentCriterion(Node):
    number: int = field("序号", "Its place in the edition, from 1")
    condition: ConditionCode = field("条件", "The condition of 1.1 that it judges", clause="3.2")
    title_zh: str = field("名称", "Title in Chinese")
    title_en: str = field("英文名称", "Title in English")
    full_marks: int | None = field("满分", "Full marks; null of a veto", clause="3.2")
    is_veto: bool = field(
        "一票否决", "Where it is not fulfilled, its condition is not met", clause="3.2"
    )


@of(models.AssessmentCriteria, "评估细则", "An edition of the criteria", READERS)
class AssessmentCriteria(Node):
    edition: int = field("版次", "Number of the edition, from 1")
    valid_from: date = field("施行日期", "First day in force", clause="3.2")
    valid_to: date | None = field("终止日期", "Last day in force; null: no later edition")
    is_in_force: bool = field(
        "施行中", "In force today", clause="3.2", answer=Expression(is_in_force)
    )
    pass_percent: int = field(
        "合格比例", "Share of a condition's full marks that the panel's mean must reach, in percent"
    )
    source: str = field("来源", "Where it was published, or that it is assumed")
    certainty: Certainty = field("确定性", "Assumed until the center confirms an edition")
    criteria: list[AssessmentCriterion] = field(
        "指标", "In the order of the edition", answer=Related(of_edition, order=("number",))
    )


@of(None, "查询", "Reads of the criteria", READERS)
class AssessmentCriteriaQueries:
    assessment_criteria: list[AssessmentCriteria] = field(
        "评估细则",
        "Every edition, oldest first",
        READERS,
        "3.2",
        answer=Rows(every_row, order=("valid_from",)),
    )
