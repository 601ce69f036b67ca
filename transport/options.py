"""选项 How one transport is set: bounds, times, origins. The settings of the program fill it in."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from starlette.types import ASGIApp

from rules.vocabulary import Role
from transport.documents import DEFAULT_BYTES
from transport.limits import Limits
from transport.rates import Rate

KILOBYTE: Final = 1024
ANONYMOUS_BYTES: Final = 64 * KILOBYTE
SIGNED_IN_BYTES: Final = 1024 * KILOBYTE
BATCH_BYTES: Final = 4096 * KILOBYTE  # 1,000 rows of 33 columns have 1.3-1.8 MB
# Values that one document may ask for: the dearest example tab has 12,285, a directory page 2,443.
ANONYMOUS_COST: Final = 25_000
SIGNED_IN_COST: Final = 250_000
BATCH_ROLES: Final = frozenset({Role.SCHOOL, Role.CENTER})


def body_bytes_by_role() -> dict[Role, int]:
    signed_in = dict.fromkeys(Role, SIGNED_IN_BYTES)
    batch = dict.fromkeys(BATCH_ROLES, BATCH_BYTES)
    return signed_in | batch | {Role.PUBLIC: ANONYMOUS_BYTES}


def cost_by_role() -> dict[Role, int]:
    return dict.fromkeys(Role, SIGNED_IN_COST) | {Role.PUBLIC: ANONYMOUS_COST}


@dataclass(frozen=True, slots=True)
class Options:
    """Everything about the transport that may differ between two installations.

    `page` answers a GET that prefers text/html. `trusted_documents` are registered documents by
    id (`sha256:…`); with `only_trusted_for_public` nobody signed in may send any other.
    `introspection` names the roles that may ask for their schema.
    `streams` may be open for subscriptions in one process, `streams_of_address` of one address.
    `anonymous_rate` None means unlimited. Times are in seconds.
    """

    path: str = "/graphql"
    limits: Limits = field(default_factory=Limits)
    document_bytes: int = DEFAULT_BYTES
    body_bytes: Mapping[Role, int] = field(default_factory=body_bytes_by_role)
    cost: Mapping[Role, int] = field(default_factory=cost_by_role)
    body_seconds: float = 10.0
    request_seconds: float = 10.0
    drain_seconds: float = 10.0
    streams: int = 2_000
    streams_of_address: int = 100
    anonymous_rate: Rate | None = field(default_factory=Rate)
    allowed_origins: frozenset[str] = frozenset()
    trusted_documents: Mapping[str, str] = field(default_factory=dict)
    only_trusted_for_public: bool = False
    introspection: frozenset[Role] = frozenset(Role)
    page: ASGIApp | None = None
