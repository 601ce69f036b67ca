"""备案申请 A school applies; the department accepts, returns or declines (3.1)."""

from datetime import date

import strawberry

from permissions.declaration import field, input_field, input_of, of
from resolvers.acts import filing_application
from rules.vocabulary import (
    ApplicationKind,
    Basis,
    ChangedFact,
    EvaluationMethod,
    MaterialKind,
    PriorityReason,
)
from schema.acts.criterion_mark import CriterionMarkInput
from schema.acts.mutation import ActInput, ReasonedInput, mutation
from schema.filing_application import FilingApplication
from schema.finding import Finding
from schema.institution import WORKING


@input_of("项目对应专业信息", "A major of the school that an item serves, with its demand")
class FilingItemMajorInput:
    major_id: strawberry.ID = input_field("专业", "A major of the school", clause="1.3.3")
    expected_candidates: int | None = input_field(
        "年评价需求量", "Candidates expected a year", clause="1.1.3"
    )


@input_of("申请项目信息", "An occupation and its levels")
class FilingItemInput:
    occupation_id: strawberry.ID = input_field("职业", "Occupation", clause="1.3.1")
    trade_id: strawberry.ID | None = input_field("工种", "Trade; none: the whole occupation")
    level_from: int = input_field("最低等级", "Lowest level, 5 to 1", clause="1.3")
    level_to: int = input_field("最高等级", "Highest level, 5 to 1", clause="1.3")
    basis: Basis = input_field("评价依据类别", "Kind of basis", clause="2.1")
    standard_id: strawberry.ID | None = input_field("国家职业技能标准", "The standard")
    specification_id: strawberry.ID | None = input_field("评价规范", "The school's specification")
    method: EvaluationMethod = input_field("评价方式", "Method", clause="2.2")
    priority_reason: PriorityReason = input_field(
        "优先理由", "Why it goes first", clause="1.3.2", default=PriorityReason.NONE
    )
    site_id: strawberry.ID | None = input_field("考核站点", "A site of the school", clause="1.1.4")
    majors: list[FilingItemMajorInput] = input_field("对应专业", "Majors that it serves")


@input_of("招生人数信息", "Enrolment of one calendar year")
class FilingEnrolmentInput:
    year: int = input_field("年份", "Calendar year", clause="1.1.2")
    enrolled: int = input_field("招生人数", "Students enrolled", clause="1.1.2")


@input_of("申请材料信息", "A material; without a document it is still missing")
class FilingMaterialInput:
    kind: MaterialKind = input_field("材料类别", "What it proves", clause="3.1")
    title: str = input_field("标题", "Title")
    document_id: strawberry.ID | None = input_field("文件", "A document of the school")
    note: str | None = input_field("备注", "Note")


@input_of("变更事项信息", "A fact with its new text; or a site, and the site in its place")
class FilingChangeInput:
    fact: ChangedFact = input_field("事项", "What changes", clause="3.3")
    after: str | None = input_field("变更后", "The new text, as the verified file has it")
    site_before_id: strawberry.ID | None = input_field("原站点", "A site of the school")
    site_after_id: strawberry.ID | None = input_field("新站点", "A site of the school")


@input_of("备案申请陈述", "What is stated; the declarations are given anew with each save")
class FilingStatementInput:
    experience: str | None = input_field("评价经验", "Experience", clause="1.1.3")
    explanation: str | None = input_field(
        "书面说明", "Why the term had few batches, for a renewal", clause="3.3"
    )
    takes_effect_on: date | None = input_field(
        "生效日期", "From when a reduction holds; none: from the receipt", clause="3.3"
    )
    declares_truthful: bool = input_field(
        "真实性声明", "Answers for truth, validity, legality", clause="3.1", default=False
    )
    declares_non_profit: bool = input_field(
        "非营利声明", "Not for profit", clause="1.1.6", default=False
    )
    declares_accepting_supervision: bool = input_field(
        "接受监督声明", "Accepts supervision", clause="1.1.5", default=False
    )
    idempotency_key: str | None = input_field("幂等键", "The same key gives the first result")


@input_of(
    "新建备案申请",
    "A draft. A renewal without items begins with those of the agency, a change without changes "
    "with what the school's file says now",
)
class CreateFilingApplicationInput(FilingStatementInput):
    kind: ApplicationKind = input_field(
        "申请类别", "What is applied for", clause="3.3", default=ApplicationKind.FIRST_FILING
    )
    items: list[FilingItemInput] | None = input_field("申请项目", "Items", clause="1.3")
    changes: list[FilingChangeInput] | None = input_field("变更事项", "Changes", clause="3.3")
    materials: list[FilingMaterialInput] | None = input_field("申请材料", "Materials", clause="3.1")
    enrolments: list[FilingEnrolmentInput] | None = input_field(
        "招生人数", "By year", clause="1.1.2"
    )
    self_marks: list[CriterionMarkInput] | None = input_field(
        "学校自评", "Own marks by the criteria in force; none: as they are", clause="3.2"
    )


@input_of("修改备案申请", "The content becomes that of the input: what is left out goes")
class UpdateFilingApplicationInput(FilingStatementInput):
    items: list[FilingItemInput] = input_field("申请项目", "All items", clause="1.3")
    changes: list[FilingChangeInput] = input_field(
        "变更事项", "All changes", clause="3.3", default=[]
    )
    materials: list[FilingMaterialInput] = input_field("申请材料", "All materials", clause="3.1")
    enrolments: list[FilingEnrolmentInput] = input_field("招生人数", "By year", clause="1.1.2")
    self_marks: list[CriterionMarkInput] | None = input_field(
        "学校自评", "Own marks by the criteria in force; none: as they are", clause="3.2"
    )
    id: strawberry.ID = input_field("标识", "The application")
    expected_version: int = input_field("预期版本", "The version that was seen")


@input_of("补正意见信息", "What is to be corrected, and where")
class FilingRemarkInput:
    path: list[str] = input_field("位置", 'Way into the content: ["items", "0", "siteId"]')
    text: str = input_field("意见", "What is to be corrected")


@input_of("退回补正", "Returned for one reason, with a remark for each place to be corrected")
class ReturnFilingApplicationInput(ReasonedInput):
    remarks: list[FilingRemarkInput] = input_field("补正意见", "Place by place", default=[])


@of(None, "备案申请办理结果", "What an act made of an application")
class FilingApplicationPayload:
    filing_application: FilingApplication | None = field(
        "备案申请", "As it is now; null if not visible", WORKING
    )
    findings: list[Finding] = field("审查意见", "A refusal writes nothing")


@of(None, "变更", "Acts on applications")
class FilingApplicationMutations:
    create_filing_application: FilingApplicationPayload = mutation(
        "createFilingApplication", filing_application.create, CreateFilingApplicationInput
    )
    update_filing_application: FilingApplicationPayload = mutation(
        "updateFilingApplication", filing_application.change, UpdateFilingApplicationInput
    )
    submit_filing_application: FilingApplicationPayload = mutation(
        "submitFilingApplication", filing_application.submit, ActInput
    )
    withdraw_filing_application: FilingApplicationPayload = mutation(
        "withdrawFilingApplication", filing_application.withdraw, ActInput
    )
    accept_filing_application: FilingApplicationPayload = mutation(
        "acceptFilingApplication", filing_application.accept, ActInput
    )
    return_filing_application: FilingApplicationPayload = mutation(
        "returnFilingApplication", filing_application.send_back, ReturnFilingApplicationInput
    )
    decline_filing_application: FilingApplicationPayload = mutation(
        "declineFilingApplication", filing_application.decline, ReasonedInput
    )
