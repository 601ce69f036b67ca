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
        raise BadUserInput(f"One call takes up to {ROWS_IN_ONE_CALL} rows, not {len(rows)}.")


def rows_to_write(
    findings: Findings, count: int, policy: ErrorPolicy, depth: int = 1, **payload: Any
) -> list[int]:
    """The places of the rows that may be written; `depth` says where in a path the row stands.

    Raises Refused if a refusal belongs to no row, or if one refused row refuses all.
    """
    refusals = [finding for finding in findings if finding.severity is Severity.REFUSAL]
    refused = {finding.path[depth] for finding in refusals if len(finding.path) > depth}
    is_of_the_whole = any(len(finding.path) <= depth for finding in refusals)
    if is_of_the_whole or (refused and policy is ErrorPolicy.REJECT_ALL):
        raise Refused(findings, **payload)
    return [place for place in range(count) if place not in refused]
