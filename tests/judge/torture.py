"""A schema with every kind of declaration, default and nullability, over tables of its own."""

import json
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any

import strawberry
from graphql import GraphQLSchema
from sqlalchemy import func, select
from strawberry.schema.config import StrawberryConfig

from permissions.declaration import (
    Asked,
    Attribute,
    Batch,
    ByNodeId,
    Computed,
    Expression,
    Group,
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
from permissions.promises import check_promises
from permissions.role_schemas import role_schema
from permissions.rows import among
from resolvers.execute.attach import attach
from resolvers.identity import NodeId
from resolvers.read.condition import bare, is_in
from resolvers.scalars import BigInt
from rules.vocabulary import MajorStanding, Role
from schema.build import SCALARS, share_names
from schema.filters import DateRange, DateTimeRange, IdFilter, IntRange, TextFilter
from schema.node import Connection, Node, connection
from tests.judge import torture_tables as tables

OFFICE = (Role.CENTER,)
INSIDE = (Role.SCHOOL, Role.CENTER)


def told(value: Any) -> Any:
    """What a function was given, as plain JSON: two executors must give it the same."""
    if isinstance(value, dict):
        return {name: told(own) for name, own in sorted(value.items())}
    if isinstance(value, list):
        return [told(own) for own in value]
    if isinstance(value, NodeId):
        return ["id", value.type_name, told(value.value)]
    if isinstance(value, Enum):
        return ["member", value.name]
    plain = value is None or isinstance(value, (bool, int, float, str))
    return value if plain else [type(value).__name__, str(value)]


def as_text(value: Any) -> str:
    return json.dumps(told(value), ensure_ascii=False)


# --- inputs --------------------------------------------------------------------------------------


class Mode(Enum):
    """Values that some may not see; one is a default."""

    WIDE = order("id", "宽", "Wide")
    NARROW = order("id", "窄", "Narrow")
    OFFICE = order("id", "内部", "Office", OFFICE)


enum_of(Mode, "方式", "Mode")


@input_of("邻近", "Every kind of default in an input")
class Near:
    center: float = input_field("中心", "Non-null with a default", default=0.5)
    within: float | None = input_field("范围", "Nullable with a default", default=1.5)
    standings: list[MajorStanding] | None = input_field(
        "地位", "A list of terms", default=[MajorStanding.KEY]
    )
    mode: Mode = input_field("方式", "A term", default=Mode.WIDE)
    word: str | None = input_field("词", "Null by default", default=None)
    office: int | None = input_field("内部", "Hidden from most", OFFICE, default=3)


@input_of("范围", "What follows everything given")
class FloatRange:
    gte: float | None = input_field("不小于", "At least")
    lt: float | None = input_field("小于", "Less than")


@input_of("大数", "A range of large numbers")
class BigRange:
    gte: BigInt | None = input_field("不小于", "At least")
    lte: BigInt | None = input_field("不大于", "At most")


@input_of("小数", "A range of decimals")
class DecimalRange:
    gt: Decimal | None = input_field("大于", "More than")
    lte: Decimal | None = input_field("不大于", "At most")


@input_of("空值", "Whether there is a value")
class Presence:
    is_null: bool | None = input_field("为空", "Is null")


@input_of("工位键", "Exactly one of these", one_of=True)
class BenchBy:
    id: strawberry.ID | None = input_field("标识", "Global id")
    name: str | None = input_field("名称", "Name")
    tool: "ToolBy | None" = input_field("工具", "That has this tool")


@input_of("工具键", "Exactly one of these", one_of=True)
class ToolBy:
    number: int | None = input_field("数", "Its number")
    reference: strawberry.ID | None = input_field("标识", "Global id")


def is_near(row: Any, near: Any) -> Any:
    distance = func.abs(row.ratio - near["center"])
    within = near.get("within")
    found = distance <= (within if within is not None else 1e9)
    if near.get("standings") is not None:
        found = found & is_in(row.standing, near["standings"])
    return ~found if near["mode"] is Mode.NARROW else found


def is_secret(row: Any, value: bool) -> Any:
    return row.is_secret if value else ~row.is_secret


@input_of("工具筛选", "Every operator")
class ToolFilter:
    word: TextFilter | None = input_field("词", "By word")
    word_or_none: TextFilter | None = input_field("词", "By a word that may be none")
    number: IntRange | None = input_field("数", "By number")
    number_or_none: IntRange | None = input_field("数", "By a number that may be none")
    large: BigRange | None = input_field("大数", "By large number")
    ratio: FloatRange | None = input_field("比", "By ratio")
    amount: DecimalRange | None = input_field("额", "By amount")
    day: DateRange | None = input_field("日", "By day")
    moment_or_none: DateTimeRange | None = input_field("时", "By instant")
    is_sound: bool | None = input_field("完好", "By truth")
    sound_or_none: bool | None = input_field("完好", "By truth", column="is_sound_or_none")
    standing: MajorStanding | None = input_field("地位", "By term")
    standing_or_none: list[MajorStanding] | None = input_field("地位", "By terms")
    word_in: list[str] | None = input_field("词", "One of these", column="word")
    has_word: Presence | None = input_field("有词", "Has a word", column="word_or_none")
    bench: IdFilter | None = input_field("工位", "By bench", column="bench_id")
    is_secret: bool | None = input_field("秘密", "Hidden from most", OFFICE, condition=is_secret)
    near: Near | None = input_field("邻近", "Near a ratio", condition=is_near)
    and_: list["ToolFilter"] | None = input_field("且", "All of these", name="and")
    or_: list["ToolFilter"] | None = input_field("或", "Any of these", name="or")
    not_: "ToolFilter | None" = input_field("非", "Not this", name="not")


class ToolOrder(Enum):
    WORD_ASC = order("word", "词", "By word")
    NUMBER_DESC = order("-number", "数", "By number, falling")
    LARGE_ASC = order("large", "大数", "By large number")
    RATIO_ASC = order("ratio", "比", "By ratio")
    AMOUNT_DESC = order("-amount", "额", "By amount, falling")
    DAY_ASC = order("day", "日", "By day")
    MOMENT_DESC = order("-moment", "时", "By instant, falling")
    SOUND_ASC = order("is_sound", "完好", "By truth")
    STANDING_ASC = order("standing number", "地位", "By standing and number", INSIDE)


enum_of(ToolOrder, "工具排序", "Order of tools")


@input_of("工位筛选", "Which benches")
class BenchFilter:
    name: TextFilter | None = input_field("名称", "By name")
    has_tool: ToolFilter | None = input_field(
        "有工具", "Has such a tool", condition=lambda row, value: has_tool(row, value)
    )
    not_: "BenchFilter | None" = input_field("非", "Not this", name="not")


class BenchOrder(Enum):
    NEWEST = order("-created_at", "最新", "Newest first")
    NAME_ASC = order("name", "名称", "By name")


enum_of(BenchOrder, "工位排序", "Order of benches")


def has_tool(row: Any, value: Any) -> Any:
    number = (value.get("number") or {}).get("gte")
    return among(
        tables.Tool,
        lambda tool: (tool.bench_id == row.id) & (tool.number >= (0 if number is None else number)),
    )


# --- answers -------------------------------------------------------------------------------------


def labelled(row: Any, given: Any) -> Any:
    """Every argument decides what is said."""
    words = [row.word, given["prefix"], given["standing"].name, as_text(sorted(given))]
    words += [func.coalesce(given[name], "none") for name in ("suffix",) if name in given]
    return func.concat_ws("|", *words)


def doubled(row: Any, given: Any) -> Any:
    times = given["times"]
    bounded = None if times is None else func.least(times, 1000)
    return None if bounded is None else row.number_or_none % 1000 + func.greatest(bounded, -1000)


def total_of_tools(row: Any, given: Any) -> Any:
    return select(func.count()).where(tables.Tool.bench_id == row.id).scalar_subquery()


async def echoed(rows: Sequence[tuple[Any, ...]], asked: Asked) -> list[Any]:
    return [f"{as_text(list(row))} {as_text(dict(asked.arguments))}" for row in rows]


async def reported(rows: Sequence[tuple[Any, ...]], asked: Asked) -> list[Any]:
    return [
        None
        if sound is None
        else {
            "title": word,
            "amount": amount,
            "day": day,
            "at": moment,
            "large": large,
            "standing": standing,
            "role": asked.viewer.role,
            "lines": [{"text": word, "numbers": [number, None]}] * (number % 3),
        }
        for word, amount, day, moment, large, standing, number, sound in rows
    ]


async def counted(asked: Asked) -> dict[str, Any]:
    return {"text": as_text(dict(asked.arguments)), "numbers": [1, None, 3]}


REPORTED = ("word", "amount", "day", "moment", "large", "standing", "number", "is_sound_or_none")
ECHOED = (
    "id", "word_or_none", "number", "large", "ratio_or_none", "amount", "day", "moment",
    "is_sound", "standing", "sealed", "words_or_none", "days", "standings", "amounts",
    lambda row: row.number_or_none,
)  # fmt: skip


@of(None, "行", "A line of plain data")
class Line:
    text: str = field("文", "Text")
    numbers: list[int | None] = field("数", "Numbers")


@of(None, "报告", "Plain data of every kind")
class Report:
    title: str = field("题", "Title")
    amount: Decimal = field("额", "Amount")
    day: date | None = field("日", "Day")
    at: datetime = field("时", "Instant")
    large: BigInt = field("大数", "Large number")
    standing: MajorStanding = field("地位", "Standing")
    role: Role = field("角色", "Who asks", INSIDE)
    lines: list[Line] = field("行", "Lines")


# --- types ---------------------------------------------------------------------------------------


@of(tables.Hall, "厅", "A hall; everybody sees all")
class Hall(Node):
    code: str = field("代码", "Code")
    title: str | None = field("名", "Title")
    benches: list["Bench"] = field("工位", "Its benches")


@of(tables.Bench, "摘要", "A bench once more")
class BenchSummary:
    name: str = field("名称", "Name")
    total: int = field("总数", "Tools of all", answer=Expression(total_of_tools))
    hall: Hall = field("厅", "Its hall")


@of(tables.Bench, "工位", "A bench; each role sees others")
class Bench(Node):
    name: str = field("名称", "Name")
    is_open: bool = field("开放", "Open", OFFICE)
    hall: Hall = field("厅", "Non-null: everybody sees every hall")
    other_hall: Hall | None = field("另厅", "May be none")
    neighbour: "Bench | None" = field("邻", "May be none, or hidden")
    tools: list["Tool"] = field("工具", "By the key")
    sound_tools: list["Tool"] = field(
        "完好工具",
        "By a condition",
        answer=Related(
            lambda tool, bench: (tool.bench_id == bench.id) & tool.is_sound, ("number", "word")
        ),
    )
    first_tool: "Tool | None" = field(
        "首件",
        "One by a condition",
        answer=Related(lambda tool, bench: tool.bench_id == bench.id, ("number",)),
    )
    tools_so_named: list["Tool"] = field(
        "同名工具",
        "By a condition with arguments",
        answer=Related(
            lambda tool, bench, given: (tool.bench_id == bench.id) & (tool.word == given["word"]),
            ("number",),
        ),
        word=argument(str, "词", "The word"),
    )
    tool_so_named: "Tool | None" = field(
        "同名一件",
        "One by a condition with arguments",
        answer=Related(
            lambda tool, bench, given: (
                (tool.bench_id == bench.id)
                & (tool.number >= func.coalesce(given.get("least"), tool.number))
            ),
            ("number",),
        ),
        least=argument(int | None, "最小", "No smaller number"),
    )
    tool_pages: Connection["Tool"] = connection(
        "工具页", "A page of its tools", relation="tools", filter=ToolFilter, order=ToolOrder
    )
    summary: BenchSummary = field("摘要", "The same row", answer=Group())


@of(tables.Tool, "工具", "Every kind of field")
class Tool(Node):
    bench: Bench | None = field("工位", "May be hidden")
    parts: list["Part"] = field("零件", "Its parts")
    word: str = field("词", "Text")
    word_or_none: str | None = field("词", "Text or none")
    number: int = field("数", "Number")
    number_or_none: int | None = field("数", "Number or none")
    large: BigInt = field("大数", "Large")
    large_or_none: BigInt | None = field("大数", "Large or none")
    ratio: float = field("比", "Ratio")
    ratio_or_none: float | None = field("比", "Ratio or none")
    amount: Decimal = field("额", "Amount")
    amount_or_none: Decimal | None = field("额", "Amount or none")
    day: date = field("日", "Day")
    day_or_none: date | None = field("日", "Day or none")
    moment: datetime = field("时", "Instant")
    moment_or_none: datetime | None = field("时", "Instant or none")
    is_sound: bool = field("完好", "Truth")
    is_sound_or_none: bool | None = field("完好", "Truth or none")
    standing: MajorStanding = field("地位", "Term")
    standing_or_none: MajorStanding | None = field("地位", "Term or none", INSIDE)
    reference: strawberry.ID = field("参", "An id that is no global id")
    reference_or_none: strawberry.ID | None = field("参", "Or none")
    words: list[str] = field("词", "Texts")
    words_or_none: list[str | None] | None = field("词", "Texts or none")
    numbers: list[BigInt] = field("数", "Large numbers")
    amounts: list[Decimal] | None = field("额", "Amounts")
    days: list[date] = field("日", "Days")
    standings: list[MajorStanding] = field("地位", "Terms")
    renamed: str = field(
        "改名", "A column of another name", name="otherName", answer=Attribute("word")
    )
    label: str = field(
        "标签",
        "Every kind of argument",
        answer=Expression(labelled),
        prefix=argument(str, "前", "Non-null with a default", default='a"\\b'),
        suffix=argument(str | None, "后", "Nullable with a default", default="none given"),
        standing=argument(MajorStanding, "地位", "A term by default", default=MajorStanding.KEY),
        plain=argument(int | None, "数", "Nullable, no default"),
        office=argument(int | None, "内部", "Hidden from most", OFFICE, default=7),
    )
    doubled: int | None = field(
        "倍",
        "A number that may be none",
        answer=Expression(doubled),
        times=argument(int | None, "倍", "Nullable with a default", default=2),
    )
    echo: str = field(
        "回声",
        "What a batch function is given",
        answer=Batch(echoed, ECHOED),
        at=argument(datetime | None, "时", "An instant"),
        day=argument(date | None, "日", "A day", default=None),
        amounts=argument(list[Decimal] | None, "额", "A list"),
        ids=argument(list[strawberry.ID | None] | None, "标识", "Ids"),
        near=argument(Near | None, "邻近", "An input with defaults"),
        is_loud=argument(bool | None, "响", "A truth", default=True),
    )
    report: Report | None = field("报告", "Plain data", answer=Batch(reported, REPORTED))


@of(tables.Part, "零件", "Seen where its tool is")
class Part(Node):
    name: str | None = field("名", "Name")
    tool: Tool | None = field("工具", "Its tool")


# --- the root ------------------------------------------------------------------------------------


@of(None, "角落", "A group at the root")
class Corner:
    halls: list[Hall] = field(
        "厅",
        "Halls of a code",
        answer=Rows(lambda row, given: is_in(row.code, given["codes"]), ("code", "title")),
        codes=argument(list[str], "代码", "Codes", default=["H1", "H2"]),
    )
    sum: int = field(
        "和",
        "No row at all",
        answer=Expression(lambda row, given: given["a"] + given["b"]),
        a=argument(int, "甲", "One", default=1),
        b=argument(int, "乙", "Two"),
    )


def by_bench(row: Any, given: Any) -> Any:
    by = given["by"]
    if "id" in by:
        return row.id == bare(by["id"])
    if "name" in by:
        return row.name == by["name"]
    tool = by["tool"]
    if "reference" in tool:
        wanted = tool["reference"].of("Tool")
        return among(tables.Tool, lambda own: (own.bench_id == row.id) & (own.id == wanted))
    number = tool["number"]
    return among(tables.Tool, lambda own: (own.bench_id == row.id) & (own.number == number))


def at_least(row: Any, given: Any) -> Any:
    return row.number >= given["from_number"]


@of(None, "查询", "Every kind of root field")
class Query:
    node: Node | None = field(
        "按标识", "By id", answer=ByNodeId(), id=argument(strawberry.ID, "标识", "Global id")
    )
    nodes: list[Node | None] = field(
        "按标识", "By ids", answer=ByNodeId(), ids=argument(list[strawberry.ID], "标识", "Ids")
    )
    halls: list[Hall] = field(
        "厅", "All", answer=Rows(lambda row, given: row.id.is_not(None), ("code",))
    )
    bench: Bench | None = field(
        "工位", "One", answer=Rows(by_bench, ("name",)), by=argument(BenchBy, "键", "By")
    )
    benches: Connection[Bench] = connection("工位", "All", filter=BenchFilter, order=BenchOrder)
    tools: Connection[Tool] = connection(
        "工具",
        "From a number on",
        where=at_least,
        filter=ToolFilter,
        order=ToolOrder,
        from_number=argument(int, "起", "The least number", default=-(2**31)),
    )
    unfiltered: Connection[Tool] = connection("工具", "No filter", order=ToolOrder)
    corner: Corner = field("角", "A group", answer=Group())
    count: Line = field(
        "计",
        "No statement can say it",
        answer=Computed(counted),
        near=argument(Near, "邻近", "An input", default=strawberry.UNSET),
        loud=argument(bool, "响", "A truth", default=False),
    )


def schemas() -> dict[Role, GraphQLSchema]:
    """The torture schema of each of its roles, with the executor's resolvers."""
    share_names()
    whole = strawberry.Schema(query=Query, config=StrawberryConfig(scalar_map=SCALARS))
    made = {}
    for role in tables.ROLES:
        made[role] = role_schema(whole, role)._schema
        check_promises(made[role], whole._schema, role)
        attach(made[role])
    return made
