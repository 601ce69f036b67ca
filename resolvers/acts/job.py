"""作业 An act orders a job: it waits in the table from the end of the act's transaction on."""

from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy import func, select

from models import Job
from models.base import new_id
from resolvers.write.writing import Ref, Writing
from rules.finding import Path
from rules.job import check_open_jobs
from rules.vocabulary import JobKind

JOB_CHANNEL: Final = "job"  # NOTIFY: there is a job to do


async def order(
    writing: Writing,
    kind: JobKind,
    given: Mapping[str, Any],
    about: Any = None,
    path: Path = (),
) -> Ref:
    """A job of the viewer's, about the row `about`; refused if too many wait already.

    `given` is kept as JSON: texts, numbers, lists of them; an id as text.
    """
    writing.judge(check_open_jobs(writing.clause, await _open_jobs(writing), path))
    viewer = writing.viewer
    row = Job(
        id=new_id(),
        kind=kind,
        account_id=viewer.account_id,
        role=viewer.role,
        institution_id=viewer.institution_id,
        expert_id=viewer.expert_id,
        district_code=viewer.district_code,
        noun=about.__tablename__ if about is not None else None,
        subject_id=about.id if about is not None else None,
        given=dict(given),
    )
    writing.add(row)
    await writing.session.execute(select(func.pg_notify(JOB_CHANNEL, "")))
    return Ref.of(row)


async def _open_jobs(writing: Writing) -> int:
    waiting = select(func.count()).select_from(Job)
    own = waiting.where(Job.account_id == writing.viewer.account_id, Job.ended_at.is_(None))
    return int(await writing.session.scalar(own) or 0)
