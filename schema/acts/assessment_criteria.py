"""评估细则 The center enters an edition of the criteria (3.2)."""

from datetime import date

from permissions.declaration import field, input_field, input_of, of
from resolvers.acts.assessment_criteria import save
from rules.vocabulary import Certainty, ConditionCode, Role
from schema.acts.mutation import free_mutation
from schema.acts.saving import SaveInput
from schema.assessment_criteria import AssessmentCriteria
from schema.finding import Finding

CENTER = (Role.CENTER,)


@input_of("评估指标", "A point that the panel marks", CENTER)
class AssessmentCriterionInput:
    condition: ConditionCode = input_field("条件", "The condition of 1.1", clause="3.2")
    title_zh: str = input_field("名称", "Title in Chinese")
    title_en: str = input_field("英文名称", "Title in English")
    full_marks: int | None = input_field("满分", "1 to 1,000; none of a veto")
    is_veto: bool = input_field("一票否决", "Fulfilled or not, without marks", default=False)


@input_of("评估细则", "An edition as a whole; with an id one that has not begun yet", CENTER)
class SaveAssessmentCriteriaInput(SaveInput):
    valid_from: date = input_field("施行日期", "Today or later, after every other edition")
    pass_percent: int = input_field("合格比例", "0 to 100 percent of a condition's full marks")
    source: str = input_field("来源", "Where it was published")
    certainty: Certainty = input_field("确定性", "How surely", default=Certainty.CONFIRMED)
    criteria: list[AssessmentCriterionInput] = input_field(
        "指标", "In their order, one at least for each condition"
    )


@of(None, "评估细则办理结果", "What a save made of an edition", CENTER)
class AssessmentCriteriaPayload:
    assessment_criteria: AssessmentCriteria | None = field("评估细则", "As it is now")
    findings: list[Finding] = field("审查意见", "A refusal writes nothing")


@of(None, "变更", "Acts on the criteria", CENTER)
class AssessmentCriteriaMutations:
    save_assessment_criteria: AssessmentCriteriaPayload = free_mutation(
        "保存评估细则",
        "Enter an edition of the criteria",
        CENTER,
        "3.2",
        save,
        SaveAssessmentCriteriaInput,
    )
