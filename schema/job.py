"""作业 What is done apart from the request that asked for it, with its progress and its result."""

from datetime import datetime
from enum import Enum

import strawberry

import models
from permissions.declaration import (
    SIGNED_IN,
    Rows,
    argument,
    enum_of,
    field,
    input_field,
    input_of,
    of,
    order,
)
from resolvers.job import about, by_id, findings, percent, result
from resolvers.scalars import BigInt
from rules.vocabulary import JobKind, JobStatus
from schema.document import Download
from schema.finding import Finding
from schema.node import Connection, Node, connection


@of(None, "作业成果", "The file that a job has made", SIGNED_IN)
class JobResult:
    title: str = field("文件名", "Its name, without ending")
    media_type: str = field("媒体类型", "Media type")
    sha256: str = field("摘要", "SHA-256 of the content, 64 hexadecimal digits")
    size: BigInt = field("大小", "Size in bytes")
    kept_until: datetime = field("保留至", "Until then it is kept; order the job again later")
    download: Download = field("下载", "A short link to the content")


@of(models.Job, "作业", "Work apart from the request, seen by who ordered it", SIGNED_IN)
class Job(Node):
    kind: JobKind = field("类别", "What is done")
    status: JobStatus = field("状态", "Waiting, running, done, failed")
    done: int = field("已完成数", "How many of `total` are done")
    total: int | None = field("总数", "How many there are; null: not known yet")
    percent: int | None = field(
        "百分比", "How far it is, 0 to 100; null: not known yet", answer=percent
    )
    subject: strawberry.ID | None = field("对象", "Global id of what it is about", answer=about)
    queued_at: datetime = field("下达时间", "When it was ordered, by the real clock")
    started_at: datetime | None = field("开始时间", "When it was first begun")
    ended_at: datetime | None = field("结束时间", "When it ended")
    findings: list[Finding] = field(
        "审查意见", "What was found on the way, the first thousand", answer=findings
    )
    findings_count: int = field("意见数", "How many findings there were")
    result: JobResult | None = field(
        "成果", "The file that it made, once it has ended and while it is kept", answer=result
    )


@input_of("作业筛选", "Which jobs", SIGNED_IN)
class JobFilter:
    kind: JobKind | None = input_field("类别", "By kind")
    status: JobStatus | None = input_field("状态", "By state")
    status_in: list[JobStatus] | None = input_field(
        "状态之一", "In one of these states", column="status"
    )
    updated_since: datetime | None = input_field(
        "更新自", "Changed at or after", condition=lambda row, value: row.updated_at >= value
    )
    and_: list["JobFilter"] | None = input_field("且", "All of these", name="and")
    or_: list["JobFilter"] | None = input_field("或", "Any of these", name="or")
    not_: "JobFilter | None" = input_field("非", "Not this", name="not")


class JobOrder(Enum):
    NEWEST = order("-created_at", "最新在前", "Newest first")
    OLDEST = order("created_at", "最早在前", "Oldest first")


enum_of(JobOrder, "作业排序", "Order of jobs", SIGNED_IN)


@of(None, "查询", "Reads of jobs", SIGNED_IN)
class JobQueries:
    job: Job | None = field(
        "作业",
        "One job of the viewer's own; null if there is none",
        answer=Rows(by_id),
        id=argument(strawberry.ID, "标识", "The job"),
    )
    jobs: Connection[Job] = connection(
        "作业列表", "The jobs that the viewer ordered in this role",
        filter=JobFilter, order=JobOrder,
    )  # fmt: skip
