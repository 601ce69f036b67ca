"""职业目录 What the center enters of occupations and standards (1.3.1, 2.1)."""

from datetime import date

import strawberry

from permissions.declaration import field, input_field, input_of, of
from resolvers.acts import catalogue, standard
from rules.vocabulary import Certainty, ErrorPolicy, Known, Role
from schema.acts.mutation import ReasonedInput, free_mutation
from schema.acts.saving import SaveInput
from schema.finding import Finding
from schema.occupation import Occupation, Standard

CENTER = (Role.CENTER,)


@input_of("职业行", "An occupation, or a group above occupations", CENTER)
class OccupationRowInput:
    edition: int = input_field("大典版本", "Edition, e.g. 2022", clause="1.3.1")
    code: str = input_field("编码", "6-18-01-01; of a group 6, 6-18 or 6-18-01", clause="1.3.1")
    name: str | None = input_field("名称", "Name; a group may be without one")
    is_digital: bool = input_field("数字职业", "Marked S", default=False)
    is_green: bool = input_field("绿色职业", "Marked L", default=False)
    is_skill: Known = input_field("技能类", "Of the skill kind", clause="1.3.1")
    skill_source: str = input_field("技能类来源", "Where that was read")
    skill_certainty: Certainty = input_field("技能类确定性", "How surely")
    source: str = input_field("来源", "Where code, name and marks were read")
    certainty: Certainty = input_field("确定性", "How surely")


@input_of("标准行", "A national standard of an occupation", CENTER)
class StandardRowInput:
    edition: int = input_field("大典版本", "Edition of the occupation's code", clause="1.3.1")
    occupation_code: str = input_field("职业编码", "Code in that edition", clause="1.3.1")
    name: str = input_field("名称", "Full name with edition", clause="2.1")
    edition_year: int = input_field("版本年份", "Year of the standard's edition")
    level_from: int | None = input_field("最低等级", "Lowest level (5); null: text not seen")
    level_to: int | None = input_field("最高等级", "Highest level (1); null: text not seen")
    begins_on: date | None = input_field("施行日期", "First day in force, if known")
    trades: list[str] | None = input_field(
        "覆盖工种", "Names of the trades that it is limited to; none: all of the occupation"
    )
    source: str = input_field("来源", "Where it was read")
    certainty: Certainty = input_field("确定性", "How surely")


@input_of("批量录入", "How a batch is taken", CENTER)
class BatchInput:
    dry_run: bool = input_field("试运行", "Judge only, write nothing", default=False)
    error_policy: ErrorPolicy = input_field(
        "有误时", "What becomes of the batch", default=ErrorPolicy.REJECT_ALL
    )
    idempotency_key: str | None = input_field("幂等键", "The same key gives the first result")


@input_of("录入职业", "Up to 1,000 rows in one call; what is there is corrected", CENTER)
class ImportOccupationsInput(BatchInput):
    rows: list[OccupationRowInput] = input_field("行", "One row an occupation or group")


@input_of("录入标准", "Up to 1,000 rows in one call; what is there is corrected", CENTER)
class ImportStandardsInput(BatchInput):
    rows: list[StandardRowInput] = input_field("行", "One row a standard")


@input_of("发布标准", "A standard as read in its text; with an id one that was assumed", CENTER)
class PublishStandardInput(SaveInput):
    occupation_id: strawberry.ID = input_field("职业", "Its occupation", clause="2.1")
    name: str = input_field("名称", "Full name with edition")
    edition_year: int = input_field("版本年份", "Year of the edition")
    level_from: int = input_field("最低等级", "Lowest level it covers, 5 at most")
    level_to: int = input_field("最高等级", "Highest level it covers, 1 at least")
    begins_on: date = input_field("施行日期", "First day in force")
    trade_ids: list[strawberry.ID] | None = input_field(
        "覆盖工种", "Trades that it is limited to; none: all of the occupation"
    )
    specifications_end_on: date | None = input_field(
        "评价规范失效日期",
        "Last day of the specifications that it covers; none: the usual transition",
        clause="2.1",
    )
    source: str = input_field("来源", "Where it was published")


@of(None, "目录录入结果", "What became of a batch of the catalogue", CENTER)
class ImportCataloguePayload:
    imported_count: int | None = field(
        "录入行数", "Rows accepted; null if the batch was refused as a whole"
    )
    changed_count: int | None = field(
        "变更行数", "Rows new or changed, or that a dry run would change"
    )
    findings: list[Finding] = field("审查意见", 'A path leads to row and column: ["rows", "3", …]')


@of(None, "发布标准结果", "What an act made of a standard", CENTER)
class StandardPayload:
    standard: Standard | None = field("标准", "As it is now")
    findings: list[Finding] = field("审查意见", "A refusal writes nothing")


@of(None, "职业办理结果", "What an act made of an occupation", CENTER)
class OccupationPayload:
    occupation: Occupation | None = field("职业", "As it is now")
    findings: list[Finding] = field("审查意见", "A refusal writes nothing")


@of(None, "变更", "Acts on the catalogue")
class CatalogueMutations:
    import_occupations: ImportCataloguePayload = free_mutation(
        "录入职业", "Import occupations", CENTER, "1.3.1",
        catalogue.import_occupations, ImportOccupationsInput,
    )  # fmt: skip
    import_standards: ImportCataloguePayload = free_mutation(
        "录入国家职业技能标准", "Import standards", CENTER, "2.1",
        catalogue.import_standards, ImportStandardsInput,
    )  # fmt: skip
    publish_standard: StandardPayload = free_mutation(
        "发布国家职业技能标准", "Publish a standard", CENTER, "2.1",
        standard.publish, PublishStandardInput,
    )  # fmt: skip
    confirm_no_standard: OccupationPayload = free_mutation(
        "确认尚无国家职业技能标准", "Confirm that there is none; the reason says where was looked",
        CENTER, "2.1", standard.confirm_none, ReasonedInput,
    )  # fmt: skip
