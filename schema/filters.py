"""筛选 The operators that filters share. A null or absent key says nothing."""

from datetime import date, datetime

import strawberry

from permissions.declaration import input_field, input_of


@input_of("文本条件", "What a text must be")
class TextFilter:
    eq: str | None = input_field("等于", "Equal to")
    in_: list[str] | None = input_field("属于", "One of", name="in")
    contains: str | None = input_field("包含", "Contains, letter case aside; no wildcards")
    starts_with: str | None = input_field("开头是", "Begins with, letter case aside")


@input_of("数值范围", "A range of whole numbers, both ends included")
class IntRange:
    gte: int | None = input_field("不小于", "At least")
    lte: int | None = input_field("不大于", "At most")


@input_of("日期范围", "A range of days, both ends included")
class DateRange:
    gte: date | None = input_field("不早于", "On or after")
    lte: date | None = input_field("不晚于", "On or before")


@input_of("时间范围", "A range of instants, both ends included")
class DateTimeRange:
    gte: datetime | None = input_field("不早于", "At or after")
    lte: datetime | None = input_field("不晚于", "At or before")


@input_of("标识条件", "Which objects, by global id")
class IdFilter:
    eq: strawberry.ID | None = input_field("等于", "This one")
    in_: list[strawberry.ID] | None = input_field("属于", "One of these", name="in")
