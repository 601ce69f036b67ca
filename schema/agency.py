"""评价机构 The public directory: agencies, their codes, items and receipts (3.3, 3.4)."""

from collections.abc import Iterable
from datetime import date, datetime
from enum import Enum
from typing import TYPE_CHECKING

import strawberry

import models
from permissions.declaration import (
    AUTHORITIES,
    Expression,
    Related,
    Rows,
    argument,
    enum_of,
    field,
    input_field,
    input_of,
    of,
    order,
)
from resolvers.agency import (
    agency_actions,
    at_level,
    by_id_or_code,
    decision_reason,
    decisions_of_agency,
    each_level,
    found_by,
    in_district,
    in_force_on,
    is_agency_in_force,
    is_item_in_force,
    item_in_force_on,
    item_status,
    occupation_key,
    of_coded_occupation,
    of_kind,
    of_named_occupation,
    of_named_trade,
    of_occupation,
    of_occupations,
    offers,
    once_called,
    public_reason,
    reason,
    receipt_by,
    status,
    suspensions_of_agency,
    with_code,
    with_status,
)
from resolvers.agency_item import findings_of_basis
from resolvers.directory_entry import of_agency_on
from resolvers.filing_receipt import items as printed_items
from resolvers.filing_receipt import standing, verification_token
from resolvers.workflow import history
from rules.vocabulary import (
    LEVEL_NAMES,
    AgencyCategory,
    AgencyScope,
    AgencyStatus,
    ApplicationKind,
    Basis,
    EvaluationMethod,
    InstitutionKind,
    ReceiptStanding,
    Role,
    Term,
)
from schema.facet import FacetValue, facet
from schema.filters import DateRange, TextFilter
from schema.finding import Finding
from schema.node import Connection, Node, connection

if TYPE_CHECKING:
    from schema.directory_entry import DirectoryEntry
    from schema.evaluation_specification import EvaluationSpecification
    from schema.institution import Institution
    from schema.occupation import Occupation, Standard, Trade
    from schema.violation import Violation
    from schema.workflow import Action, RegisterEntry

OFFICES = (Role.SCHOOL, *AUTHORITIES)
CONCERNED = (*OFFICES, Role.SUPERVISOR)


def on_day() -> dict[str, object]:
    return {"on": argument(date | None, "日期", "The day; today if none")}


@of(models.Agency, "评价机构", "An institution entered in the directory under an agency code")
class Agency(Node):
    name: str = field("名称", "Name as filed, with the branch; certificates bear it")
    institution: "Institution | None" = field("院校", "The school behind it", clause="3.4")
    status: AgencyStatus = field(
        "状态",
        "What holds on the day: a suspension begins and ends by itself",
        clause="3.3",
        answer=Expression(status),
        **on_day(),  # type: ignore[arg-type]
    )
    scope: AgencyScope = field("评价范围", "Whose students it may evaluate", clause="1.2")
    listed_on: date = field("列入目录日期", "Day on which it entered the directory")
    valid_from: date = field("有效期自", "First day of its validity", clause="3.3")
    valid_to: date = field("有效期至", "Last day of its validity", clause="3.3")
    is_in_force: bool = field(
        "是否有效",
        "Whether it may evaluate on the day: listed, not suspended, and within its validity",
        clause="3.4",
        answer=Expression(is_agency_in_force),
        **on_day(),  # type: ignore[arg-type]
    )
    reason: str | None = field(
        "原因",
        "Why it was suspended or removed; another school reads no reason here",
        CONCERNED,
        "3.3",
        answer=Expression(reason),
    )
    codes: list["AgencyCode"] = field("备案号", "Its codes, none ever reused", clause="3.3")
    items: list["AgencyItem"] = field("评价项目", "What it may evaluate", clause="3.4")
    address: str | None = field("地址", "Address as filed", clause="3.4")
    legal_representative_name: str | None = field(
        "法定代表人", "Legal representative as filed", CONCERNED, "3.3"
    )
    receipts: list["FilingReceipt"] = field("备案回执", "Receipts issued to it", clause="3.3")
    suspensions: list["AgencySuspension"] = field(
        "暂停期间", "When it, or an item of it, was suspended", clause="3.3",
        answer=suspensions_of_agency,
    )  # fmt: skip
    decisions: list["AgencyDecision"] = field(
        "机构决定", "What the center decided, oldest first", clause="3.3",
        answer=decisions_of_agency,
    )  # fmt: skip
    actions: list["Action"] = field(
        "可办事项", "What may be done now", (Role.CENTER,), "3.3", answer=agency_actions
    )
    scope_as_of: "DirectoryEntry | None" = field(
        "当日记载",
        "What the directory told of it on the day: items, levels, state, names, address",
        clause="3.4",
        answer=Related(of_agency_on, order=("begins_on",)),
        on=argument(date | None, "日期", "The day; today if none"),
        known_on=argument(
            date | None, "知悉日期", "As known on this later day; none: as public on the day"
        ),
    )
    history: list["RegisterEntry"] = field(
        "公开决定", "What was decided of it, oldest first", clause="3.4", answer=history("agency")
    )


@of(models.AgencyCode, "备案号", "The first 13 characters of every certificate number")
class AgencyCode(Node):
    code: str = field("备案号", "Letter and 12 digits: the prefix of its certificates' numbers")
    category: AgencyCategory = field("类别", "The letter", clause="3.3")
    scope: AgencyScope = field("范围", "For whom the code is good", clause="1.2")
    valid_from: date = field("启用日期", "First day on which it may be used")
    valid_to: date | None = field("停用日期", "Last day; null while it may be used")


@of(models.AgencyItem, "评价项目", "An occupation and its levels that an agency may evaluate")
class AgencyItem(Node):
    agency: Agency | None = field("评价机构", "Whose item it is")
    occupation: "Occupation" = field("职业", "Occupation", clause="1.3.1")
    trade: "Trade | None" = field("工种", "Trade; null: the whole occupation", clause="1.3.1")
    level_from: int = field("最低等级", "Lowest level, 5 to 1", clause="1.3")
    level_to: int = field("最高等级", "Highest level, 5 to 1", clause="1.3")
    basis: Basis = field("评价依据", "By what it is evaluated", clause="2.1")
    standard: "Standard | None" = field("国家职业技能标准", "The standard", clause="2.1")
    specification: "EvaluationSpecification | None" = field(
        "评价规范", "The filed specification, where no standard exists", clause="2.1"
    )
    method: EvaluationMethod = field("评价方式", "Result or process assessment", clause="2.2")
    valid_from: date = field("有效期自", "First day", clause="3.3")
    valid_to: date = field("有效期至", "Last day", clause="3.3")
    ended_on: date | None = field(
        "终止日期", "First day after a reduction took it away", clause="3.3"
    )
    status: AgencyStatus = field(
        "状态",
        "What holds of the item itself on the day, whatever its agency is",
        clause="3.3",
        answer=Expression(item_status),
        **on_day(),  # type: ignore[arg-type]
    )
    is_in_force: bool = field(
        "是否有效",
        "Whether it may be evaluated on the day: valid, and its agency in force",
        clause="3.4",
        answer=Expression(is_item_in_force),
        **on_day(),  # type: ignore[arg-type]
    )
    basis_findings: list[Finding] = field(
        "依据提示",
        "What becomes of its basis: a standard that replaces its specification",
        CONCERNED,
        "2.1",
        answer=findings_of_basis,
    )


@of(models.FilingReceipt, "备案回执", "What the center issued once the ministry had filed")
class FilingReceipt(Node):
    number: str = field("回执编号", "Year and serial within it, without gap", clause="3.3")
    agency: Agency | None = field("评价机构", "The agency that it entered in the directory")
    kind: ApplicationKind = field("申请类别", "What was applied for", clause="3.3")
    issued_on: date = field("出具日期", "Day on the receipt", clause="3.3")
    valid_from: date = field("有效期自", "First day", clause="3.3")
    valid_to: date = field("有效期至", "Last day of what it gave", clause="3.3")
    standing: ReceiptStanding = field(
        "回执状态", "What it is worth today", clause="3.4", answer=standing
    )
    agency_name: str = field("机构名称", "Name of the agency on the receipt", clause="3.3")
    agency_code: str = field("备案号", "Agency code on the receipt", clause="3.3")
    uscc: str = field("统一社会信用代码", "Credit code on the receipt, 18 characters")
    address: str = field("地址", "Address on the receipt")
    contact: str = field("联系方式", "Evaluation department and its telephone on the receipt")
    scope: AgencyScope = field("评价范围", "Whose students, on the receipt", clause="1.2")
    items: list["PrintedItem"] = field(
        "评价项目", "Occupations and levels on the receipt", clause="3.3", answer=printed_items
    )
    verification_token: str | None = field(
        "核验码", "Of the QR code, 32 hexadecimal digits; null on another school's receipt",
        (Role.SCHOOL, *AUTHORITIES), "3.4", answer=verification_token,
    )  # fmt: skip


@of(None, "回执项目", "An item as it stands on a receipt")
class PrintedItem:
    occupation_code: str = field("职业编码", "Code of the occupation")
    edition: int = field("大典版本", "Edition of the classification, a year")
    occupation: str = field("职业名称", "Name of the occupation")
    trade: str | None = field("工种名称", "Name of the trade; null: the whole occupation")
    level_from: int = field("最低等级", "Lowest level, 5 to 1")
    level_to: int = field("最高等级", "Highest level, 5 to 1")
    levels: str = field("等级文字", "The range in words")
    basis: str = field("评价依据", "Name of the standard or specification")


@of(models.AgencySuspension, "暂停期间", "The days on which an agency or an item is suspended")
class AgencySuspension(Node):
    agency_item: AgencyItem | None = field("评价项目", "The item; null: the whole agency")
    begins_on: date = field("起始日", "First day", clause="3.3")
    ends_on: date | None = field("截止日", "Last day; null while it is open", clause="3.3")


@of(models.AgencyDecision, "机构决定", "What was decided of an agency, good from a day")
class AgencyDecision(Node):
    agency: Agency | None = field("评价机构", "Whom it is about")
    act: str = field("事项", "Name of the act")
    clause: str = field("条款", "Its clause")
    decided_on: date = field("决定日期", "Day of the decision", clause="3.3")
    effective_on: date = field("生效日期", "First day on which it holds", clause="3.3")
    until_on: date | None = field("截止日期", "Last day, if it ends by itself", clause="3.3")
    reason: str | None = field(
        "理由",
        "Why; another school reads it where it is published",
        CONCERNED,
        "3.3",
        answer=Expression(decision_reason),
    )
    public_reason: str | None = field(
        "公开理由", "Why, where it is published", clause="3.4", answer=Expression(public_reason)
    )
    is_public: bool = field("理由公开", "Whether the reason is published", clause="3.4")
    violation: "Violation | None" = field(
        "不良行为记录", "The violation for which it was removed", OFFICES, "1.1.2"
    )
    items: list["AgencyDecisionItem"] = field("涉及项目", "The items named; none: the agency")


@of(models.AgencyDecisionItem, "机构决定项目", "An item named by a decision, and its levels")
class AgencyDecisionItem(Node):
    agency_item: AgencyItem | None = field("评价项目", "The item")
    before_level_from: int | None = field("原最低等级", "Lowest level before", clause="3.3")
    before_level_to: int | None = field("原最高等级", "Highest level before", clause="3.3")
    after_level_from: int | None = field(
        "现最低等级", "Lowest level after; null: the item ended", clause="3.3"
    )
    after_level_to: int | None = field(
        "现最高等级", "Highest level after; null: the item ended", clause="3.3"
    )


@input_of("评价项目筛选", "One and the same item that meets all of these")
class AgencyItemFilter:
    occupation: strawberry.ID | None = input_field(
        "职业", "Of this occupation", condition=of_occupation
    )
    occupation_name: TextFilter | None = input_field(
        "职业名称", "Of an occupation so named", condition=of_named_occupation
    )
    occupation_in: list[strawberry.ID] | None = input_field(
        "职业之一", "Of one of these occupations", condition=of_occupations
    )
    occupation_code: TextFilter | None = input_field(
        "职业编码", "Of an occupation with such a code", condition=of_coded_occupation
    )
    trade_name: TextFilter | None = input_field(
        "工种名称", "Of a trade so named", condition=of_named_trade
    )
    level: int | None = input_field("等级", "At this level, 5 to 1", condition=at_level)
    method: EvaluationMethod | None = input_field("评价方式", "By result or process")
    basis: Basis | None = input_field("评价依据", "By standard or specification")
    in_force_on: date | None = input_field(
        "有效日期", "Valid on this day", condition=item_in_force_on
    )
    and_: list["AgencyItemFilter"] | None = input_field("且", "All of these", name="and")
    or_: list["AgencyItemFilter"] | None = input_field("或", "Any of these", name="or")
    not_: "AgencyItemFilter | None" = input_field("非", "Not this", name="not")


@input_of("评价机构筛选", "Which agencies")
class AgencyFilter:
    search: str | None = input_field(
        "检索",
        "Every word is found in a name of today or before, in pinyin or initials, or in an"
        " occupation's name or code or a trade; any part of a word will do; 50 characters count",
        condition=found_by,
    )
    name: TextFilter | None = input_field("名称", "By name")
    former_name: TextFilter | None = input_field(
        "曾用名", "By a name that the school bore before", condition=once_called
    )
    code: TextFilter | None = input_field("备案号", "By agency code", condition=with_code)
    district_code: str | None = input_field(
        "所在区", "By district of the school, six digits", condition=in_district
    )
    district_code_in: list[str] | None = input_field(
        "所在区之一", "In one of these districts", condition=in_district
    )
    kind: InstitutionKind | None = input_field("院校类型", "By kind of school", condition=of_kind)
    kind_in: list[InstitutionKind] | None = input_field(
        "院校类型之一", "Of one of these kinds", condition=of_kind
    )
    status: AgencyStatus | None = input_field("状态", "By state today", condition=with_status)
    status_in: list[AgencyStatus] | None = input_field(
        "状态之一", "In one of these states today", condition=with_status
    )
    scope: AgencyScope | None = input_field("评价范围", "By scope")
    item: AgencyItemFilter | None = input_field("评价项目", "That may evaluate this", within=offers)
    in_force_on: date | None = input_field(
        "有效日期", "In force on this day", condition=in_force_on
    )
    valid_to: DateRange | None = input_field("有效期至", "By the last day of validity")
    updated_since: datetime | None = input_field(
        "更新自", "Changed at or after", condition=lambda row, value: row.updated_at >= value
    )
    and_: list["AgencyFilter"] | None = input_field("且", "All of these", name="and")
    or_: list["AgencyFilter"] | None = input_field("或", "Any of these", name="or")
    not_: "AgencyFilter | None" = input_field("非", "Not this", name="not")


class AgencyOrder(Enum):
    NAME_ASC = order("name", "按名称", "By name")
    NEWEST = order("-listed_on", "最新在前", "Newest in the directory first")
    ENDING_FIRST = order("valid_to", "最先到期在前", "First whose validity ends first")
    LATEST_CHANGE = order("-updated_at", "最近更新在前", "Last changed first")


enum_of(AgencyOrder, "评价机构排序", "Order of agencies")


def _by_name(terms: Iterable[Term]) -> dict[str, str]:
    return {term.name: term.zh for term in terms}


@of(None, "评价机构分面", "Counts under the list's filter; each sets its own keys of it aside")
class AgencyFacets:
    districts: list[FacetValue] = facet(
        "所在区", "By district; sets districtCode and districtCodeIn aside",
        ("institution", "district"), lambda row: row.code, ("district_code", "district_code_in"),
        label=lambda row: row.name,
    )  # fmt: skip
    kinds: list[FacetValue] = facet(
        "院校类型", "By kind of school; sets kind and kindIn aside",
        ("institution",), lambda row: row.kind, ("kind", "kind_in"),
        words=_by_name(InstitutionKind),
    )  # fmt: skip
    scopes: list[FacetValue] = facet(
        "评价范围", "By whose students; sets scope aside",
        (), lambda row: row.scope, ("scope",), words=_by_name(AgencyScope),
    )  # fmt: skip
    occupations: list[FacetValue] = facet(
        "职业", "By occupation of an item; sets item.occupation and item.occupationIn aside",
        ("items", "occupation"), occupation_key,
        ("occupation", "occupation_in"), label=lambda row: row.name, within="item",
        kept=("search_text", "occupation_ids"),
    )  # fmt: skip
    levels: list[FacetValue] = facet(
        "等级", "By each level of an item; sets item.level aside",
        ("items",), each_level,
        ("level",), words={str(level): name for level, name in LEVEL_NAMES.items()}, within="item",
        kept=("search_text", "levels"),
    )  # fmt: skip
    methods: list[FacetValue] = facet(
        "评价方式", "By method of an item; sets item.method aside",
        ("items",), lambda row: row.method, ("method",),
        words=_by_name(EvaluationMethod), within="item", kept=("search_text", "methods"),
    )  # fmt: skip


@of(None, "评价机构连接", "A page of the directory, and counts beside it")
class AgencyConnection(Connection[Agency]):
    facets: AgencyFacets = field(
        "分面", "Counts by value under the same filter; they cost nothing unless asked"
    )


@input_of("评价机构查询键", "One agency: exactly one of these", one_of=True)
class AgencyBy:
    id: strawberry.ID | None = input_field("标识", "Global id")
    code: str | None = input_field("备案号", "13 characters")


@input_of("备案回执查询键", "One receipt: exactly one of these", one_of=True)
class FilingReceiptBy:
    id: strawberry.ID | None = input_field("标识", "Global id")
    number: str | None = input_field("回执编号", "Number of the receipt")
    agency_code: str | None = input_field("备案号", "The newest receipt of the agency so coded")
    token: str | None = input_field("核验码", "Of the QR code, 32 hexadecimal digits")


@of(None, "查询", "Reads of the directory")
class AgencyQueries:
    agencies: AgencyConnection = connection(
        "评价机构目录", "The public directory", clause="3.4",
        filter=AgencyFilter, order=AgencyOrder,
    )  # fmt: skip
    agency: Agency | None = field(
        "评价机构",
        "One agency",
        clause="3.4",
        answer=Rows(by_id_or_code),
        by=argument(AgencyBy, "查询键", "By id, or by agency code"),
    )
    receipt: FilingReceipt | None = field(
        "备案回执",
        "One receipt",
        clause="3.4",
        answer=Rows(receipt_by),
        by=argument(FilingReceiptBy, "查询键", "By id, number, agency code or token"),
    )
