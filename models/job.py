"""作业: what is done apart from the request that asked for it."""

from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Index,
    Integer,
    SmallInteger,
    func,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Record, word
from models.relation import one
from rules.vocabulary import JobKind, JobStatus, Role

if TYPE_CHECKING:
    from models.account import Account
    from models.expert import Expert
    from models.institution import Institution


class Job(Record, Base):
    """作业. Ordered by an act; taken by one process at a time, taken up again if that is gone.

    `account_id` to `district_code` are the viewer that ordered it: the job sees what that viewer
    sees. `given` is what its kind asks for. Who takes it moves `due_at` ahead and on again while
    working, so that another takes it up if the first is gone; `attempts` counts who took it, and
    a result of an earlier attempt is not taken. The `…_at` columns are of the real clock, but
    those of every table. `findings` are the first of `findings_count`. The `result_…` columns name
    a content of the store (SHA-256, 32 bytes; size in bytes), kept until `result_kept_until`.
    """

    __tablename__ = "job"
    __table_args__ = (
        CheckConstraint("done >= 0 and (total is null or done <= total)", name="progress"),
        CheckConstraint("attempts >= 0", name="attempts"),
        CheckConstraint("findings_count >= jsonb_array_length(findings)", name="findings_count"),
        CheckConstraint("(status in ('DONE', 'FAILED')) = (ended_at is not null)", name="ended_at"),
        CheckConstraint("(noun is null) = (subject_id is null)", name="subject"),
        CheckConstraint(
            "num_nonnulls(result_title, result_media_type, result_sha256, result_size,"
            " result_kept_until) in (0, 5)",
            name="result",
        ),
        CheckConstraint("octet_length(result_sha256) = 32", name="result_sha256"),
        Index("ix_job_open", "due_at", "id", postgresql_where=text("ended_at is null")),
        Index(None, "account_id", "created_at", "id"),
        Index(None, "created_at", "id"),
        Index(None, "result_sha256"),
        {"comment": "作业 · Job: work done apart from the request that asked for it"},
    )

    kind: Mapped[JobKind] = mapped_column(word(JobKind))
    status: Mapped[JobStatus] = mapped_column(
        word(JobStatus), default=JobStatus.WAITING, server_default=JobStatus.WAITING.name
    )
    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    role: Mapped[Role] = mapped_column(word(Role))
    institution_id: Mapped[UUID | None] = mapped_column(ForeignKey("institution.id"), index=True)
    expert_id: Mapped[UUID | None] = mapped_column(ForeignKey("expert.id"), index=True)
    district_code: Mapped[str | None] = mapped_column(ForeignKey("district.code"), index=True)
    noun: Mapped[str | None]
    subject_id: Mapped[UUID | None]
    given: Mapped[dict[str, Any]] = mapped_column(JSONB, default=dict, server_default=text("'{}'"))
    done: Mapped[int] = mapped_column(Integer, default=0, server_default=text("0"))
    total: Mapped[int | None] = mapped_column(Integer)
    findings: Mapped[list[dict[str, Any]]] = mapped_column(
        JSONB, default=list, server_default=text("'[]'")
    )
    findings_count: Mapped[int] = mapped_column(Integer, default=0, server_default=text("0"))
    attempts: Mapped[int] = mapped_column(SmallInteger, default=0, server_default=text("0"))
    queued_at: Mapped[datetime] = mapped_column(server_default=func.clock_timestamp())
    due_at: Mapped[datetime] = mapped_column(server_default=func.clock_timestamp())
    started_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    last_error: Mapped[str | None]
    result_title: Mapped[str | None]
    result_media_type: Mapped[str | None]
    result_sha256: Mapped[bytes | None]
    result_size: Mapped[int | None] = mapped_column(BigInteger)
    result_kept_until: Mapped[datetime | None]

    account: Mapped["Account"] = one()
    institution: Mapped["Institution | None"] = one()
    expert: Mapped["Expert | None"] = one()
