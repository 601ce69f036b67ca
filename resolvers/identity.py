"""全局标识 Global object identification: `Certificate:0192…`, a type's name and a row's id.

Readable on purpose: an encoding would cost time and hide nothing. Who may see the row is the
predicate's business; unknown, forbidden and malformed are alike (contract of `node`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from permissions.errors import BadUserInput

MOST_IDS = 100


@dataclass(frozen=True)
class NodeId:
    """An id that could be read; `value` is a UUID, or the parameter of a statement."""

    type_name: str
    value: Any

    def of(self, type_name: str) -> Any:
        """The row's id, if it is one of this type."""
        if self.type_name != type_name:
            raise BadUserInput(f"An id of {type_name} was expected, not of {self.type_name}.")
        return self.value


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
        raise BadUserInput(f"Ask for {MOST_IDS} ids at most, not {len(ids)}.")
    return ids


def write_id(type_name: str, value: UUID) -> str:
    return f"{type_name}:{value}"
