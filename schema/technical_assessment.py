"""技术评估 Assessments of applications: panel, methods, opinions, conclusion (3.2)."""

from datetime import date, datetime
from enum import Enum
from typing import TYPE_CHECKING

import models
from permissions.declaration import (
    AUTHORITIES,
    Batch,
    Expression,
    enum_of,
    field,
    input_field,
    input_of,
    of,
    order,
)
from resolvers.technical_assessment import (
    after_conclusion,
    blocks,
    computed,
    met_conditions,
    open_conclusions,
    vetoed_conditions,
)
from resolvers.technical_assessment_facts import NEEDS
from resolvers.workflow import actions, history
from rules.vocabulary import (
    AssessmentConclusion,
    AssessmentMethod,
    AssessmentStatus,
    ConditionCode,
    Opinion,
    Role,
)
from schema.filters import DateRange
from schema.node import Connection, Node, connection

if TYPE_CHECKING:
    from schema.assessment_criteria import AssessmentCriteria, AssessmentCriterion
    from schema.document import Document
    from schema.expert import Expert
    from schema.filing_application import FilingApplication, FilingItem
    from schema.institution import Institution
    from schema.workflow import Action, RegisterEntry

ORGANISERS = (Role.CENTER, Role.DEPARTMENT)
PANEL = (*AUTHORITIES, Role.EXPERT)
READERS = (*PANEL, Role.SCHOOL)


@of(models.TechnicalAssessment, "技术评估", "One round of an application's assessment", READERS)
class TechnicalAssessment(Node):
    application: "FilingApplication | None" = field("备案申请", "What is assessed", clause="3.2")
    institution: "Institution | None" = field("院校", "The school that applies")
    round_number: int = field("轮次", "1, and one more after each improvement")
    status: AssessmentStatus = field("状态", "State", clause="3.2")
    conditions: list[ConditionCode] = field(
        "评估条件", "Conditions in question: all, or those that failed before", clause="3.2"
    )
    items: list["AssessmentItem"] = field(
        "评估项目", "Items in question: all, or those that did not pass before", clause="3.2"
    )
    criteria: "AssessmentCriteria | None" = field(
        "评估细则", "The edition in force when the round was opened", clause="3.2"
    )
    steps: list["AssessmentStep"] = field("评估方式", "The methods, with day and place")
    panel: list["PanelMember"] = field("专家组", "Experts on the panel", PANEL, "3.2")
    opinions: list["ExpertOpinion"] = field(
        "专家意见",
        "One for each expert and condition or item, signed off; to the school once concluded",
        clause="3.2",
    )
    marks: list["ExpertMark"] = field(
        "专家评分",
        "One for each expert and criterion, signed off; to the school once concluded",
        clause="3.2",
    )
    met_conditions: list[ConditionCode] = field(
        "具备的条件",
        "Met by the majority, no veto against it, marks not below the threshold; as signed off",
        ORGANISERS,
        "3.2",
        answer=Batch(met_conditions, NEEDS),
    )
    vetoed_conditions: list[ConditionCode] = field(
        "一票否决的条件",
        "Of which more than half of the experts find a veto not fulfilled",
        ORGANISERS,
        "3.2",
        answer=Batch(vetoed_conditions, NEEDS),
    )
    computed_conclusion: AssessmentConclusion = field(
        "计算结论",
        "What opinions and marks signed off so far come to; where two do, the milder",
        ORGANISERS,
        "3.2",
        answer=Batch(computed, NEEDS),
    )
    open_conclusions: list[AssessmentConclusion] = field(
        "可作结论",
        "The conclusions that follow from opinions and marks; another needs a reason",
        ORGANISERS,
        "3.2",
        answer=Batch(open_conclusions, NEEDS),
    )
    proposed_conclusion: AssessmentConclusion | None = field(
        "拟定结论", "As the center proposed it", AUTHORITIES, "3.2",
        answer=Expression(lambda row, given: row.conclusion),
    )  # fmt: skip
    proposed_reason: str | None = field(
        "拟定理由", "As the center proposed it", AUTHORITIES, "3.2",
        answer=Expression(lambda row, given: row.reason),
    )  # fmt: skip
    conclusion: AssessmentConclusion | None = field(
        "结论", "Once the department has confirmed it", clause="3.2",
        answer=Expression(after_conclusion("conclusion")),
    )  # fmt: skip
    reason: str | None = field(
        "理由", "Once the department has confirmed it", clause="3.2",
        answer=Expression(after_conclusion("reason")),
    )  # fmt: skip
    due_on: date | None = field(
        "整改期限", "Last day of the improvement, where one is asked for", clause="3.2",
        answer=Expression(after_conclusion("due_on")),
    )  # fmt: skip
    deviation_reason: str | None = field(
        "不一致的理由",
        "Why the proposal is another than opinions and marks come to",
        AUTHORITIES,
        "3.2",
    )
    return_reason: str | None = field(
        "退回理由", "Why the department did not confirm the last proposal", AUTHORITIES, "3.2"
    )
    improvement: str | None = field("整改情况", "As the school reported it", clause="3.2")
    improved_on: date | None = field("整改报告日期", "Day of that report")
    concluded_on: date | None = field("结论日期", "Day of the confirmation", clause="3.2")
    history: list["RegisterEntry"] = field(
        "办理记录", "What was done, oldest first", answer=history("technical_assessment")
    )
    actions: list["Action"] = field(
        "可办事项",
        "What may be done now",
        answer=actions("technical_assessment", NEEDS, blocks),
    )


@of(models.AssessmentStep, "评估方式", "One use of a method, with day and place", READERS)
class AssessmentStep(Node):
    method: AssessmentMethod = field("方式", "One of the five", clause="3.2")
    day: date = field("日期", "Day")
    place: str = field("地点", "Place")
    participants: list[str] = field("参加人员", "Who takes part, by name", PANEL, "3.2")
    minutes: str | None = field("记录", "What came of it", PANEL, "3.2")
    minutes_document: "Document | None" = field("记录文件", "The same as a file", PANEL, "3.2")


@of(models.AssessmentItem, "评估项目", "An item in question in a round", READERS)
class AssessmentItem(Node):
    item: "FilingItem | None" = field("申请项目", "The item of the application", clause="3.2")


@of(models.PanelMember, "专家组成员", "An expert on the panel of an assessment", PANEL)
class PanelMember(Node):
    expert: "Expert | None" = field("专家", "The expert; an expert sees itself only")
    is_recused: bool = field("已回避", "Stood aside: does not count, sees nothing", clause="3.2")
    reason: str | None = field("回避理由", "Why")
    signed_off_at: datetime | None = field(
        "签署时间", "When the expert signed off the own opinions and marks", clause="3.2"
    )


@of(models.ExpertOpinion, "专家意见", "An opinion on one condition of 1.1", READERS)
class ExpertOpinion(Node):
    expert: "Expert | None" = field("专家", "Whose opinion; not told to the school", PANEL, "3.2")
    condition: ConditionCode | None = field(
        "条件", "On which condition; null: on an item", clause="3.2"
    )
    item: "FilingItem | None" = field("项目", "On which item; null: on a condition", clause="3.2")
    opinion: Opinion = field("意见", "Met or not")
    reason: str | None = field("理由", "Why")


@of(models.ExpertMark, "专家评分", "A mark for one criterion", READERS)
class ExpertMark(Node):
    expert: "Expert | None" = field("专家", "Whose mark; not told to the school", PANEL, "3.2")
    criterion: "AssessmentCriterion | None" = field("指标", "For which criterion", clause="3.2")
    marks: int | None = field("得分", "0 to the full marks; null of a veto")
    is_fulfilled: bool | None = field("符合", "Of a veto: whether it is fulfilled")
    note: str | None = field("说明", "What the expert notes")


@input_of("技术评估筛选", "Which assessments", READERS)
class TechnicalAssessmentFilter:
    status: AssessmentStatus | None = input_field("状态", "By state")
    status_in: list[AssessmentStatus] | None = input_field(
        "状态之一", "In one of these states", column="status"
    )
    concluded_on: DateRange | None = input_field("结论日期", "By the day of the conclusion")
    updated_since: datetime | None = input_field(
        "更新自", "Changed at or after", condition=lambda row, value: row.updated_at >= value
    )
    and_: list["TechnicalAssessmentFilter"] | None = input_field("且", "All of these", name="and")
    or_: list["TechnicalAssessmentFilter"] | None = input_field("或", "Any of these", name="or")
    not_: "TechnicalAssessmentFilter | None" = input_field("非", "Not this", name="not")


class TechnicalAssessmentOrder(Enum):
    NEWEST = order("-created_at", "最新在前", "Newest first")
    OLDEST = order("created_at", "最早在前", "Oldest first")


enum_of(TechnicalAssessmentOrder, "技术评估排序", "Order of assessments", READERS)


@of(None, "查询", "Reads of assessments", READERS)
class TechnicalAssessmentQueries:
    technical_assessments: Connection[TechnicalAssessment] = connection(
        "技术评估", "Assessments: an expert's own panels, a school's own", READERS, "3.2",
        filter=TechnicalAssessmentFilter, order=TechnicalAssessmentOrder,
    )  # fmt: skip
