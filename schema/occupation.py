"""职业、工种、标准 The classification and what the register knows of it (1.3.1, 2.1)."""

from datetime import date, datetime
from enum import Enum

import strawberry

import models
from permissions.declaration import (
    Expression,
    Rows,
    argument,
    enum_of,
    field,
    input_field,
    input_of,
    of,
    order,
)
from resolvers.occupation import (
    by_id_or_code,
    contains_level,
    has_standard_known,
    in_force_on,
    is_excluded_whole,
    is_listed,
    of_occupation,
    trades_of_standard,
)
from rules.vocabulary import Certainty, Known
from schema.filters import IntRange, TextFilter
from schema.marking_rule import MarkingRule
from schema.node import Connection, Node, connection
from schema.staffing_ratio import StaffingRatio


@of(models.Occupation, "职业", "An occupation of the classification, by edition")
class Occupation(Node):
    edition: int = field("大典版本", "Edition of the classification, e.g. 2022", clause="1.3.1")
    code: str = field("职业编码", "Code within its edition, e.g. 6-31-01-03")
    name: str | None = field("名称", "Name; null where no source gives it")
    tree_level: int = field("层级", "1 major group … 4 occupation")
    parent_code: str | None = field("上级编码", "Code of the group above")
    is_digital: bool = field("数字职业", "Marked S in the classification")
    is_green: bool = field("绿色职业", "Marked L in the classification")
    is_skill: Known = field("技能类", "Of the skill kind, as far as known", clause="1.3.1")
    skill_certainty: Certainty = field("技能类确定性", "How surely")
    skill_source: str = field("技能类来源", "Where from")
    is_excluded: bool = field(
        "准入类",
        "The whole occupation needs an entry qualification",
        clause="1.3.1",
        answer=Expression(is_excluded_whole),
    )
    standard_known: Known = field(
        "有无国家标准",
        "Whether there is a national standard; NO: the center found none",
        clause="2.1",
    )
    standard_known_on: date | None = field(
        "确认日期", "Day on which that was settled", clause="2.1"
    )
    standard_known_source: str | None = field(
        "确认依据", "Where it was read, or looked for", clause="2.1"
    )
    trades: list["Trade"] = field("工种", "Its trades, as far as known")
    exclusions: list["Exclusion"] = field("准入类排除", "What is kept out, down to the trade")
    standards: list["Standard"] = field("国家职业技能标准", "Its standards", clause="2.1")
    successors: list["OccupationSuccession"] = field(
        "后续职业", "What it became in a later edition", clause="1.3.1"
    )
    predecessors: list["OccupationSuccession"] = field(
        "原职业", "What it was in an earlier edition", clause="1.3.1"
    )


@of(models.Trade, "工种", "A trade of an occupation")
class Trade(Node):
    name: str = field("名称", "Name")
    source: str = field("来源", "Where it was read")
    certainty: Certainty = field("确定性", "How surely")
    occupation: Occupation = field("职业", "The occupation above")


@of(models.OccupationSuccession, "职业衔接", "What an occupation became in a later edition")
class OccupationSuccession(Node):
    predecessor: Occupation = field("原职业", "Of the earlier edition", clause="1.3.1")
    predecessor_trade: Trade | None = field("原工种", "One trade; null: the whole occupation")
    successor: Occupation = field("后续职业", "Of the later edition", clause="1.3.1")
    successor_trade: Trade | None = field("后续工种", "A trade; null: the whole occupation")
    succeeded_on: date = field("衔接日期", "From when on")
    source: str = field("来源", "Where it was read")


@of(models.Exclusion, "准入类排除", "Kept out by the guidance: an entry qualification is needed")
class Exclusion(Node):
    reason: str = field("资格目录项目", "Item of the catalogue of qualifications", clause="1.3.1")
    source: str = field("来源", "Where it was read")
    certainty: Certainty = field("确定性", "How surely")
    trade: Trade | None = field("工种", "The trade kept out; null: the whole occupation")


@of(models.Standard, "国家职业技能标准", "A national standard of an occupation")
class Standard(Node):
    name: str = field("名称", "Full name with edition", clause="2.1")
    edition_year: int = field("版本年份", "Year of the edition")
    level_from: int | None = field("最低等级", "Lowest level it covers (5); null: not seen")
    level_to: int | None = field("最高等级", "Highest level it covers (1); null: not seen")
    begins_on: date | None = field("施行日期", "First day in force, if known")
    ends_on: date | None = field(
        "停用日期", "Last day on which a plan may use it; null: no end is set", clause="2.1"
    )
    trades: list[Trade] = field(
        "覆盖工种",
        "Trades that it is limited to; none: all",
        clause="2.1",
        answer=trades_of_standard,
    )
    certainty: Certainty = field("确定性", "How surely")
    source: str = field("来源", "Where it was read")
    occupation: Occupation = field("职业", "Its occupation")
    staffing_ratio: StaffingRatio | None = field(
        "考务人员配比", "Its own ratio; null: the default holds", clause="4.1"
    )
    marking_rule: MarkingRule | None = field(
        "评分规定", "Its own marks, weights and resits; null: the default holds", clause="2.2"
    )


@input_of("职业编码", "A code in its edition")
class OccupationCode:
    edition: int = input_field("大典版本", "Edition, e.g. 2022")
    code: str = input_field("编码", "Code, e.g. 6-31-01-03")


@input_of("职业查询键", "One occupation: exactly one of these", one_of=True)
class OccupationBy:
    id: strawberry.ID | None = input_field("标识", "Global id")
    code: OccupationCode | None = input_field("编码", "Code and edition")


@input_of("职业筛选", "Which occupations")
class OccupationFilter:
    code: TextFilter | None = input_field("编码", "By code")
    name: TextFilter | None = input_field("名称", "By name")
    edition: int | None = input_field("大典版本", "By edition")
    is_skill: Known | None = input_field("技能类", "Of the skill kind")
    is_digital: bool | None = input_field("数字职业", "Marked digital")
    is_green: bool | None = input_field("绿色职业", "Marked green")
    standard_known: Known | None = input_field(
        "有无国家标准", "What is known of a standard: UNKNOWN waits for the center", clause="2.1"
    )
    has_standard: bool | None = input_field(
        "有国家标准", "A national standard is known", condition=has_standard_known
    )
    updated_since: datetime | None = input_field(
        "更新自", "Changed at or after", condition=lambda row, value: row.updated_at >= value
    )
    and_: list["OccupationFilter"] | None = input_field("且", "All of these", name="and")
    or_: list["OccupationFilter"] | None = input_field("或", "Any of these", name="or")
    not_: "OccupationFilter | None" = input_field("非", "Not this", name="not")


class OccupationOrder(Enum):
    CODE_ASC = order("code", "按编码", "By code")
    CODE_DESC = order("-code", "按编码倒序", "By code, falling")
    NEWEST = order("-created_at", "最新在前", "Newest in the register first")


enum_of(OccupationOrder, "职业排序", "Order of occupations")


@input_of("标准筛选", "Which standards")
class StandardFilter:
    name: TextFilter | None = input_field("名称", "By name")
    occupation: strawberry.ID | None = input_field(
        "职业", "Of this occupation", condition=of_occupation
    )
    edition_year: IntRange | None = input_field("版本年份", "By year of the edition")
    level: int | None = input_field("等级", "Whose range contains it", condition=contains_level)
    in_force_on: date | None = input_field(
        "当日有效", "Begun, and not ended on the day", clause="2.1", condition=in_force_on
    )
    certainty: Certainty | None = input_field("确定性", "How surely it is known")
    updated_since: datetime | None = input_field(
        "更新自", "Changed at or after", condition=lambda row, value: row.updated_at >= value
    )
    and_: list["StandardFilter"] | None = input_field("且", "All of these", name="and")
    or_: list["StandardFilter"] | None = input_field("或", "Any of these", name="or")
    not_: "StandardFilter | None" = input_field("非", "Not this", name="not")


class StandardOrder(Enum):
    NAME_ASC = order("name", "按名称", "By name")
    NEWEST_EDITION = order("-edition_year", "最新版本在前", "Newest edition first")


enum_of(StandardOrder, "标准排序", "Order of standards")


@of(None, "查询", "Reads of the classification")
class OccupationQueries:
    occupations: Connection[Occupation] = connection(
        "职业目录",
        "The occupations of the classification",
        clause="1.3.1",
        where=is_listed,
        filter=OccupationFilter,
        order=OccupationOrder,
    )
    occupation: Occupation | None = field(
        "职业",
        "One occupation",
        clause="1.3.1",
        answer=Rows(by_id_or_code),
        by=argument(OccupationBy, "查询键", "By id, or by code and edition"),
    )
    standards: Connection[Standard] = connection(
        "国家职业技能标准",
        "National standards known to the register",
        clause="2.1",
        filter=StandardFilter,
        order=StandardOrder,
    )
