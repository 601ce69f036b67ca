"""批量 Batches: which rows of one call are written, and which are refused."""

from collections.abc import Sequence
from typing import Any

from permissions.errors import BadUserInput
from resolvers.write.writing import Refused
from rules.finding import Findings
from rules.vocabulary import ErrorPolicy, Severity

ROWS_IN_ONE_CALL = 1_000


def check_size(rows: Sequence[Any]) -> None:
    """Raises BadUserInput above 1,000 rows: larger files go by upload."""
    if len(rows) > ROWS_IN_ONE_CALL:
        raise BadUserInput(
            f"一次最多{ROWS_IN_ONE_CALL}行，现有{len(rows)}行。",
            f"One call takes up to {ROWS_IN_ONE_CALL} rows, not {len(rows)}.",
        )


def refused_rows(findings: Findings, policy: ErrorPolicy, **payload: Any) -> set[str | int]:
    """The rows that are left out, as the second step of a path names them: ("rows", 3, …).

    Raises Refused if a refusal belongs to no row, or if one refused row refuses all.
    """
    refusals = [finding for finding in findings if finding.severity is Severity.REFUSAL]
    is_of_the_whole = any(len(finding.path) < 2 for finding in refusals)
    if is_of_the_whole or (refusals and policy is ErrorPolicy.REJECT_ALL):
        raise Refused(findings, **payload)
    return {finding.path[1] for finding in refusals}


def rows_to_write(findings: Findings, count: int, policy: ErrorPolicy, **payload: Any) -> list[int]:
    """The places of the rows that are written. Raises Refused as `refused_rows` does."""
    refused = refused_rows(findings, policy, **payload)
    return [place for place in range(count) if place not in refused]
