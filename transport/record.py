"""记录 What the log keeps of each request: one line, and one more for a fault."""

from dataclasses import dataclass
from time import perf_counter
from typing import Final

import structlog
from graphql import GraphQLError

from permissions.errors import ErrorCode, TypedError
from rules.vocabulary import Role
from transport.arrival import Arrival
from transport.masking import code_of

MOST_NAME_CHARACTERS: Final = 64

log = structlog.get_logger()


@dataclass(slots=True)
class Trace:
    """What the log will say of a request, filled in on its way."""

    role: Role | None = None
    document: str | None = None
    operation: str | None = None
    way: str | None = None
    code: ErrorCode | None = None


def report_fault(arrival: Arrival, error: Exception) -> None:
    """A fault gets its own line: its type and our frames. A typed error is no fault."""
    if isinstance(error, TypedError):
        return
    if code_of(error) in (ErrorCode.INTERNAL, ErrorCode.UNAVAILABLE):
        path = list(error.path or ()) if isinstance(error, GraphQLError) else None
        log.error("fault", request=arrival.request_id, path=path, exc_info=error)


def record(arrival: Arrival, trace: Trace, status: int) -> None:
    """The line of a request that has been answered, or whose asker has gone."""
    fields: dict[str, object] = {
        "method": arrival.method,
        "status": int(status),
        "code": trace.code.name if trace.code else None,
        "operation": trace.operation and trace.operation[:MOST_NAME_CHARACTERS],
        "document": trace.document,
        "way": trace.way,
        "role": trace.role.name if trace.role else None,
        "milliseconds": round((perf_counter() - arrival.started) * 1000, 3),
        "request": arrival.request_id,
    }
    log.info("request", **fields)
