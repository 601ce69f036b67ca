"""评价结果 Results, their marks, and their filing with the center (4.3)."""

from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING

import strawberry

import models
from permissions.declaration import (
    AUTHORITIES,
    Attribute,
    Computed,
    Expression,
    argument,
    enum_of,
    field,
    input_field,
    input_of,
    of,
    order,
)
from resolvers.acts.result import check
from resolvers.result import (
    absent_count,
    by_filing_status,
    candidate_count,
    days_left,
    entered_count,
    failed_count,
    filing_actions,
    marks_in_order,
    of_institution,
    of_plan,
    of_plan_by_filing,
    passed_count,
    reviews_in_order,
    was_returned,
)
from resolvers.workflow import history
from rules.vocabulary import ResultFilingStatus, Role
from schema.filters import DateRange
from schema.finding import Finding
from schema.node import Connection, Node, connection

if TYPE_CHECKING:
    from schema.candidate import Candidate
    from schema.evaluation_plan import EvaluationPlan, PlanPart
    from schema.workflow import Action, RegisterEntry

READERS = (Role.SCHOOL, *AUTHORITIES, Role.SUPERVISOR)


@of(models.ResultMark, "成绩", "The mark of one part", READERS)
class ResultMark(Node):
    part: "PlanPart | None" = field("科目", "The part that is marked", clause="2.2")
    mark: Decimal = field(
        "成绩", "Out of 100, or on the scale of the course examination; one decimal", clause="2.2"
    )
    carried_from: "ResultMark | None" = field(
        "带入自", "In a resit: the mark of the evaluation in which it was passed", clause="4.3"
    )


@of(models.MarkReview, "成绩复核", "The review of one mark on objection", READERS)
class MarkReview(Node):
    part: "PlanPart | None" = field("科目", "The part whose mark was reviewed", clause="4.3")
    objected_on: date = field("异议日期", "Day on which the candidate objected", clause="4.3")
    old_mark: Decimal = field("原成绩", "The mark before", clause="4.3")
    new_mark: Decimal = field(
        "复核后成绩", "The mark after; the same if it was upheld", clause="4.3"
    )
    reviewed_by: str = field("复核人", "Names of those who reviewed")
    reason: str = field("复核理由", "Why it was changed or upheld", clause="4.3")


@of(models.Result, "评价结果", "The result of one candidate", READERS)
class Result(Node):
    candidate: "Candidate | None" = field("考生", "Whose result it is", clause="4.3")
    is_absent: bool = field("缺考", "Was absent; then there are no marks")
    is_passed: bool | None = field(
        "合格", "At least 60 of 100 in every part; null until every part is marked", clause="4.3"
    )
    total: Decimal | None = field(
        "总成绩", "Out of 100, by the weights of the parts; null where they have none", clause="2.2"
    )
    blocked_on: date | None = field(
        "冻结日期", "Day on which the center blocked it: no certificate follows", clause="3.3"
    )
    block_reason: str | None = field("冻结原因", "Why it was blocked", clause="3.3")
    marks: list[ResultMark] = field(
        "各科成绩",
        "A mark for each part of the plan, in the order of the parts",
        clause="2.2",
        answer=marks_in_order,
    )
    reviews: list[MarkReview] = field(
        "成绩复核", "Reviews of its marks, oldest first", clause="4.3", answer=reviews_in_order
    )
    returned_at: datetime | None = field(
        "退回时间", "When the center returned the filing because of it", clause="4.3"
    )
    return_reason: str | None = field(
        "退回原因", "What the center found wrong with it; null once settled", clause="4.3"
    )
    filing: "ResultFiling | None" = field("结果备案", "The filing that it belongs to")
    history: list["RegisterEntry"] = field(
        "办理记录", "What was done to it by itself, oldest first", answer=history("result")
    )


@input_of("评价结果筛选", "Which results")
class ResultFilter:
    plan: strawberry.ID | None = input_field(
        "评价计划", "Of this plan", condition=of_plan_by_filing
    )
    filing_status: ResultFilingStatus | None = input_field(
        "备案状态", "By the state of their filing", condition=by_filing_status
    )
    is_passed: bool | None = input_field("合格", "Passed or not")
    is_absent: bool | None = input_field("缺考", "Absent or not")
    is_returned: bool | None = input_field(
        "被退回", "With a reason of the center that is not settled", condition=was_returned
    )
    updated_since: datetime | None = input_field(
        "更新自", "Changed at or after", condition=lambda row, value: row.updated_at >= value
    )
    and_: list["ResultFilter"] | None = input_field("且", "All of these", name="and")
    or_: list["ResultFilter"] | None = input_field("或", "Any of these", name="or")
    not_: "ResultFilter | None" = input_field("非", "Not this", name="not")


class ResultOrder(Enum):
    ENTERED = order("created_at", "按录入先后", "In the order of entry")
    NEWEST = order("-created_at", "最新在前", "Newest first")


enum_of(ResultOrder, "评价结果排序", "Order of results")


@of(models.ResultFiling, "结果备案", "The results of a plan, filed with the center", READERS)
class ResultFiling(Node):
    plan: "EvaluationPlan | None" = field("评价计划", "The plan that was carried out", clause="4.1")
    status: ResultFilingStatus = field("状态", "State", clause="4.3")
    ended_on: date = field("评价结束日", "Last session day as accepted", clause="4.3")
    due_on: date = field(
        "报送期限", "Filed until 24:00 of this day: the fifth working day", clause="4.3"
    )
    provisional: bool = field(
        "期限待定", "A year on the way has no published calendar",
        answer=Attribute("is_due_provisional"),
    )  # fmt: skip
    returned_on: date | None = field("退回日", "Day of the last return", clause="4.3")
    round_due_on: date | None = field("更正期限", "Due day of the correction, once returned")
    round_provisional: bool = field(
        "更正期限待定", "A year on the way has no published calendar",
        answer=Attribute("is_round_due_provisional"),
    )  # fmt: skip
    working_days_left: int | None = field(
        "剩余工作日",
        "Working days until the due day: 0 on the day itself, below 0 after it; null once filed",
        clause="4.3",
        answer=Expression(days_left),
    )
    submitted_at: datetime | None = field("首次报送时间", "First complete submission")
    is_late: bool = field("逾期", "The first complete submission came late", clause="4.3")
    late_reason: str | None = field("逾期理由", "Why it came late")
    accepted_on: date | None = field("备案通过日", "Day of acceptance")
    reason: str | None = field("退回原因", "Why it was returned")
    candidate_count: int = field(
        "应报人数", "Candidates of the plan", clause="4.3", answer=Expression(candidate_count)
    )
    entered_count: int = field(
        "已录人数",
        "Candidates with a result, marked in full or not",
        clause="4.3",
        answer=Expression(entered_count),
    )
    passed_count: int = field(
        "合格人数", "Of them passed", clause="4.3", answer=Expression(passed_count)
    )
    failed_count: int = field(
        "不合格人数", "Present and not passed", clause="4.3", answer=Expression(failed_count)
    )
    absent_count: int = field(
        "缺考人数", "Were absent", clause="4.3", answer=Expression(absent_count)
    )
    results: Connection[Result] = connection(
        "评价结果", "The results", relation="results", filter=ResultFilter, order=ResultOrder
    )
    history: list["RegisterEntry"] = field(
        "办理记录", "What was done, oldest first", answer=history("result_filing")
    )
    actions: list["Action"] = field("可办事项", "What may be done now", answer=filing_actions)


@input_of("结果备案筛选", "Which filings")
class ResultFilingFilter:
    plan: strawberry.ID | None = input_field("评价计划", "Of this plan", condition=of_plan)
    institution: strawberry.ID | None = input_field(
        "院校", "Of this school", condition=of_institution
    )
    status: ResultFilingStatus | None = input_field("状态", "By state")
    status_in: list[ResultFilingStatus] | None = input_field(
        "状态之一", "In one of these states", column="status"
    )
    due_on: DateRange | None = input_field("报送期限", "By due day")
    is_late: bool | None = input_field("逾期", "Late or not")
    updated_since: datetime | None = input_field(
        "更新自", "Changed at or after", condition=lambda row, value: row.updated_at >= value
    )
    and_: list["ResultFilingFilter"] | None = input_field("且", "All of these", name="and")
    or_: list["ResultFilingFilter"] | None = input_field("或", "Any of these", name="or")
    not_: "ResultFilingFilter | None" = input_field("非", "Not this", name="not")


class ResultFilingOrder(Enum):
    DUE_FIRST = order("due_on", "按期限先后", "Due first")
    NEWEST = order("-created_at", "最新在前", "Newest first")


enum_of(ResultFilingOrder, "结果备案排序", "Order of filings")


@of(None, "查询", "Reads of results", READERS)
class ResultQueries:
    result_filings: Connection[ResultFiling] = connection(
        "结果备案", "Filings of results", clause="4.3",
        filter=ResultFilingFilter, order=ResultFilingOrder,
    )  # fmt: skip
    results: Connection[Result] = connection(
        "评价结果", "Results of candidates", clause="4.3",
        filter=ResultFilter, order=ResultOrder,
    )  # fmt: skip
    check_results: list[Finding] = field(
        "预检评价结果",
        "Every finding that a submission would meet now; nothing is written",
        (Role.SCHOOL,),
        "4.3",
        answer=Computed(check),
        id=argument(strawberry.ID, "标识", "The filing"),
        late_reason=argument(str | None, "逾期理由", "The reason that would be given"),
    )
