"""目录记载 The directory of any day: what was public on it, and what is held true of it (3.4)."""

from datetime import date
from enum import Enum
from typing import TYPE_CHECKING

import strawberry

import models
from permissions.declaration import (
    Attribute,
    argument,
    enum_of,
    field,
    input_field,
    input_of,
    of,
    order,
)
from resolvers.agency import at_level, of_named_occupation, of_occupation
from resolvers.directory_entry import is_listed, offers, with_code
from rules.vocabulary import (
    AgencyScope,
    Basis,
    DirectoryState,
    EvaluationMethod,
    InstitutionKind,
)
from schema.filters import TextFilter
from schema.node import Connection, Node, connection

if TYPE_CHECKING:
    from schema.agency import Agency, AgencyItem
    from schema.district import District
    from schema.evaluation_specification import EvaluationSpecification
    from schema.institution import Institution
    from schema.occupation import Occupation, Standard, Trade


@of(models.DirectoryEntry, "目录记载", "What the directory says of an agency, from day to day")
class DirectoryEntry(Node):
    agency: "Agency | None" = field("评价机构", "The agency; null once it is shown no more")
    begins_on: date = field("起始日期", "First day of which this is said", clause="3.4")
    ends_on: date | None = field("截止日期", "Last day; null: until something changes")
    known_from: date = field("记载日期", "Day since which it was said", clause="3.4")
    known_to: date | None = field("更正前一日", "Last day on which it was; null: it still is")
    state: DirectoryState = field("状态", "What held of the agency on these days", clause="3.3")
    name: str = field("名称", "Name as filed, with the branch; certificates bear it")
    address: str | None = field("地址", "Address as filed")
    codes: list[str] = field("备案号", "The codes in use on these days", clause="3.3")
    scope: AgencyScope = field("评价范围", "Whose students it may evaluate", clause="1.2")
    listed_on: date = field("列入目录日期", "Day on which it entered the directory")
    valid_from: date = field("有效期自", "First day of its validity", clause="3.3")
    valid_to: date = field("有效期至", "Last day of its validity", clause="3.3")
    institution: "Institution | None" = field("院校", "The school as it is now", clause="1.1")
    institution_name: str = field("院校名称", "Name of the school on these days", clause="1.1")
    institution_kind: InstitutionKind = field("院校类型", "Kind of the school", clause="1.1.1")
    district: "District" = field("所在区", "District of the school")
    evaluation_department_name: str | None = field("评价管理部门", "Department", clause="1.1.4")
    evaluation_department_address: str | None = field("部门地址", "Its address", clause="3.4")
    evaluation_department_telephone: str | None = field("部门电话", "Its telephone", clause="3.4")
    items: list["DirectoryEntryItem"] = field("评价项目", "Occupations and levels", clause="3.4")


@of(models.DirectoryEntryItem, "目录记载项目", "An item as an entry of the directory shows it")
class DirectoryEntryItem(Node):
    item: "AgencyItem | None" = field("评价项目", "The item", answer=Attribute("agency_item"))
    state: DirectoryState = field("状态", "What held of it; no better than its agency")
    occupation: "Occupation" = field("职业", "Occupation", clause="1.3.1")
    trade: "Trade | None" = field("工种", "Trade; null: the whole occupation", clause="1.3.1")
    level_from: int = field("最低等级", "Lowest level on these days, 5 to 1", clause="1.3")
    level_to: int = field("最高等级", "Highest level on these days, 5 to 1", clause="1.3")
    basis: Basis = field("评价依据", "By what it is evaluated", clause="2.1")
    standard: "Standard | None" = field("国家职业技能标准", "The standard", clause="2.1")
    specification: "EvaluationSpecification | None" = field(
        "评价规范", "The filed specification, where no standard exists", clause="2.1"
    )
    method: EvaluationMethod = field("评价方式", "Result or process assessment", clause="2.2")
    valid_from: date = field("有效期自", "First day", clause="3.3")
    valid_to: date = field("有效期至", "Last day", clause="3.3")


@input_of("当日评价项目筛选", "One and the same item, in force on the day, that meets all of these")
class DirectoryItemFilter:
    occupation: strawberry.ID | None = input_field(
        "职业", "Of this occupation", condition=of_occupation
    )
    occupation_name: TextFilter | None = input_field(
        "职业名称", "Of an occupation so named", condition=of_named_occupation
    )
    level: int | None = input_field("等级", "At this level, 5 to 1", condition=at_level)
    and_: list["DirectoryItemFilter"] | None = input_field("且", "All of these", name="and")
    or_: list["DirectoryItemFilter"] | None = input_field("或", "Any of these", name="or")
    not_: "DirectoryItemFilter | None" = input_field("非", "Not this", name="not")


@input_of("当日目录筛选", "Which entries of the directory")
class DirectoryFilter:
    name: TextFilter | None = input_field("名称", "By filed name")
    institution_name: TextFilter | None = input_field("院校名称", "By the school's name that day")
    code: str | None = input_field("备案号", "By a code in use that day", condition=with_code)
    district_code: str | None = input_field("所在区", "By district that day, six digits")
    kind: InstitutionKind | None = input_field(
        "院校类型", "By kind of school", column="institution_kind"
    )
    state: DirectoryState | None = input_field("状态", "By what held that day")
    item: DirectoryItemFilter | None = input_field(
        "评价项目", "That might evaluate this on the day", within=offers
    )
    and_: list["DirectoryFilter"] | None = input_field("且", "All of these", name="and")
    or_: list["DirectoryFilter"] | None = input_field("或", "Any of these", name="or")
    not_: "DirectoryFilter | None" = input_field("非", "Not this", name="not")


class DirectoryOrder(Enum):
    NAME_ASC = order("name", "按名称", "By filed name")
    LATEST = order("-begins_on", "最近变动在前", "Latest change first")


enum_of(DirectoryOrder, "当日目录排序", "Order of the directory of a day")


@of(None, "查询", "Reads of the directory of a day")
class DirectoryEntryQueries:
    directory_as_of: Connection[DirectoryEntry] = connection(
        "当日目录",
        "The directory as it was public on the day; removed agencies are not in it",
        clause="3.4",
        where=is_listed,
        filter=DirectoryFilter,
        order=DirectoryOrder,
        on=argument(date | None, "日期", "The day; today if none"),
        known_on=argument(
            date | None, "知悉日期", "As known on this later day; none: as public on the day"
        ),
    )
