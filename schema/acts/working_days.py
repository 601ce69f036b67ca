"""工作日 What the center enters of the calendar (4.3)."""

from datetime import date

from permissions.declaration import field, input_field, input_of, of
from resolvers.acts import working_days
from rules.vocabulary import Role
from schema.acts.mutation import free_mutation
from schema.finding import Finding
from schema.working_day import WorkingYear

CENTER = (Role.CENTER,)


@input_of("放假安排日", "A day that the notice names", CENTER)
class WorkingDayInput:
    day: date = input_field("日期", "Of the year", clause="4.3")
    is_working: bool = input_field("工作日", "True: a make-up day (调休); false: a day off")


@input_of("年度工作日", "The days of a year as its notice has them", CENTER)
class SetWorkingDaysInput:
    year: int = input_field("年度", "The year", clause="4.3")
    days: list[WorkingDayInput] = input_field(
        "放假安排", "All days that the notice names; the others follow the week"
    )
    is_published: bool = input_field("已公布", "The notice is published; else it is provisional")
    source: str = input_field("来源", "Title and day of the notice")
    expected_version: int | None = input_field(
        "预期版本", "The version of the year that was seen; null: it is not entered yet"
    )
    idempotency_key: str | None = input_field("幂等键", "The same key gives the first result")


@of(None, "年度工作日结果", "What an act made of a year", CENTER)
class WorkingYearPayload:
    working_year: WorkingYear | None = field("年度", "As it is now")
    changed_count: int | None = field("变更天数", "Days new or changed")
    findings: list[Finding] = field("审查意见", "A refusal writes nothing")


@of(None, "变更", "Acts on the calendar")
class WorkingDayMutations:
    set_working_days: WorkingYearPayload = free_mutation(
        "设置年度工作日",
        "Set the working days of a year; deadlines that waited for it are settled",
        CENTER,
        "4.3",
        working_days.set_days,
        SetWorkingDaysInput,
    )
