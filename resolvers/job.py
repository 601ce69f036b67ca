"""作业 A job as it is shown: how far it is, what was found, and where its result is fetched."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Integer, and_, case, cast, func, or_

from permissions.declaration import Arguments, Asked, Batch, Expression
from permissions.links import Purpose
from resolvers.task import subject
from rules.finding import FindingCode
from rules.vocabulary import JobStatus, Severity

RESULT = ("result_title", "result_media_type", "result_sha256", "result_size", "result_kept_until")


def by_id(row: Any, given: Arguments) -> Any:
    return row.id == given["id"].of("Job")


def _percent(row: Any, given: Arguments) -> Any:
    """100 when it is done; null as long as nobody knows of how much."""
    of_total = row.done * 100 / func.nullif(row.total, 0)
    return cast(case((row.status == JobStatus.DONE, 100), else_=of_total), Integer)


def _subject(row: Any, given: Arguments) -> Any:
    return case((row.subject_id.is_not(None), subject(row, given)))


async def _findings(
    rows: Sequence[tuple[Sequence[Mapping[str, Any]]]], asked: Asked
) -> list[list[dict[str, Any]]]:
    return [[_shown(finding, asked.language) for finding in findings] for (findings,) in rows]


def _shown(finding: Mapping[str, Any], language: str) -> dict[str, Any]:
    return {
        "code": FindingCode[finding["code"]],
        "clause": finding["clause"],
        "severity": Severity[finding["severity"]],
        "message": finding["en" if language == "en" else "zh"],
        "path": finding["path"],
    }


async def _results(rows: Sequence[tuple[Any, ...]], asked: Asked) -> list[dict[str, Any] | None]:
    """Whoever asks sees the job, and that is the right to its result."""
    return [_result(asked, *row) if row[1] is not None else None for row in rows]


def _result(
    asked: Asked, id_: Any, title: str, media_type: str, sha256: str, size: int, until: Any
) -> dict[str, Any]:
    link = asked.services.links.make(Purpose.DOWNLOAD, id_)
    return {
        "title": title,
        "media_type": media_type,
        "sha256": sha256,
        "size": size,
        "kept_until": until,
        "download": {"url": f"/files/{link.text}", "expires_at": link.expires_at},
    }


def _of_ended(value: Any) -> Any:
    """The first of the needed columns; null unless the job has ended and its result is kept. Who
    is refused may get a file too: what was sent, with what is wrong in it."""

    def need(row: Any) -> Any:
        is_refused = and_(row.status == JobStatus.FAILED, row.last_error.is_(None))
        has_ended = or_(row.status == JobStatus.DONE, is_refused)
        is_there = and_(has_ended, row.result_kept_until > func.clock_timestamp())
        return case((is_there, value(row)))

    return need


percent = Expression(_percent)
about = Expression(_subject)
findings = Batch(_findings, ("findings",))
result = Batch(
    _results,
    (
        "id",
        _of_ended(lambda row: row.result_title),
        "result_media_type",
        lambda row: func.encode(row.result_sha256, "hex"),
        "result_size",
        "result_kept_until",
    ),
)
