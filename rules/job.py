"""作业: what ordering a job must meet. Its findings take the clause of the act."""

from typing import Final

from rules.finding import FindingCode, Findings, Path, found_when

MOST_OPEN_JOBS: Final = 10


def check_open_jobs(clause: str, count: int, path: Path = ()) -> Findings:
    """An account does not pile up jobs that nobody has done yet."""
    return found_when(
        count >= MOST_OPEN_JOBS, FindingCode.JOBS_TOO_MANY, path, clause=clause, most=MOST_OPEN_JOBS
    )
