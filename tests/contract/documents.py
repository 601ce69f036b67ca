"""Documents of schemathesis for every operation of a role's printed schema, alike in each run."""

import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.config import SchemathesisConfig
from schemathesis.graphql import nodes

from operation.print_schema import FOLDER
from rules.vocabulary import Role

DAYS = st.dates().map(str)
INSTANTS = st.datetimes().map(lambda at: f"{at.isoformat(timespec='seconds')}+08:00")
DECIMALS = st.decimals(min_value=-(10**6), max_value=10**6, places=2).map(str)
LARGE = st.integers(min_value=-(2**63), max_value=2**63 - 1).map(str)
WRONG = st.sampled_from(["", "2026-02-30", "2026-01-01T00:00:00", "1e999999", "NaN", "0x10"])
RIGHT_TO_WRONG = 19  # an input of twenty days shall mostly come past the reading of days

for name, right in {
    "Date": DAYS,
    "DateTime": INSTANTS,
    "Decimal": DECIMALS,
    "BigInt": LARGE,
}.items():
    schemathesis.graphql.scalar(name, st.one_of(*[right] * RIGHT_TO_WRONG, WRONG).map(nodes.String))


@dataclass(frozen=True)
class Operation:
    """A root field with its generated documents."""

    label: str
    documents: list[str]

    @property
    def field(self) -> str:
        return self.label.partition(".")[2]


def operations(role: Role, count: int) -> list[Operation]:
    """Every operation of the role with `count` documents, every fourth meant to be wrong."""
    path = FOLDER / f"{role.name.lower()}.graphql"
    # A configuration of its own: none is looked for in the folders above.
    schema = schemathesis.graphql.from_path(path, config=SchemathesisConfig())
    every: Iterable[Any] = schema.get_all_operations()
    return [_operation(found.ok(), count) for found in every]


def _operation(operation: Any, count: int) -> Operation:
    wrong = count // 4
    right = operation.as_strategy(generation_mode=GenerationMode.POSITIVE)
    documents = _drawn(right, count - wrong, operation.label)
    if wrong:
        strategy = operation.as_strategy(generation_mode=GenerationMode.NEGATIVE)
        documents += _drawn(strategy, wrong, operation.label)
    return Operation(operation.label, documents)


def _drawn(strategy: st.SearchStrategy[Any], count: int, label: str) -> list[str]:
    found: list[str] = []

    @seed(zlib.crc32(label.encode()))
    @settings(
        max_examples=count,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(strategy)
    def collect(case: Any) -> None:
        found.append(case.body)

    collect()
    return found
