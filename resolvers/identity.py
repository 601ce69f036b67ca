"""全局标识 Global object identification: `Certificate:0192…`, a type's name and a row's id.

Readable on purpose: an encoding would cost time and hide nothing. Who may see the row is the
predicate's business; unknown, forbidden and malformed are alike (contract of `node`).
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from permissions.errors import BadUserInput

MOST_IDS = 100


@dataclass(frozen=True)
class NodeId:
    """An id that could be read; `value` is a UUID, or the parameter of a statement.

    `at` says where in the arguments it was given.
    """

    type_name: str
    value: Any
    at: "At" = field(default=None, compare=False)

    def of(self, type_name: str) -> Any:
        """The row's id, if it is one of this type."""
        if self.type_name != type_name:
            at = spelled(self.at)
            raise BadUserInput(
                f"{at}应为{type_name}的标识，而不是{self.type_name}的标识。",
                f"{at}: an id of {type_name} was expected, not of {self.type_name}.",
                at=at,
            )
        return self.value


At = tuple["At", str | int] | None
"""A place in the arguments, from its end: ((None, "input"), "items"). Cheap to make for each."""


def spelled(at: At) -> str:
    """The place as it is written: `input.items[3].level`."""
    if at is None:
        return ""
    outer, step = at
    before = spelled(outer)
    if isinstance(step, int):
        return f"{before}[{step}]"
    return f"{before}.{step}" if before else step


def read_id(text: str) -> NodeId | None:
    """None if the text is no id: canonical form only, so one object has one id."""
    type_name, colon, value = text.partition(":")
    try:
        number = UUID(value)
    except ValueError:
        return None
    return NodeId(type_name, number) if colon and str(number) == value else None


def check_ids(ids: Sequence[NodeId]) -> Sequence[NodeId]:
    """Each id of `nodes` is a look-up of its own. Raises BadUserInput beyond the bound."""
    if len(ids) > MOST_IDS:
        raise BadUserInput(
            f"一次最多查询{MOST_IDS}个标识，现有{len(ids)}个。",
            f"Ask for {MOST_IDS} ids at most, not {len(ids)}.",
        )
    return ids


def write_id(type_name: str, value: UUID) -> str:
    return f"{type_name}:{value}"
