"""What a subscription follows: the table whose changes make it read again."""

from dataclasses import dataclass
from typing import Any

from graphql import GraphQLField, get_named_type
from sqlalchemy import inspect

from permissions.declaration import Changed
from permissions.role_schemas import declared, model_of


@dataclass(frozen=True)
class Followed:
    """`table` by name. `is_each` follows every row by itself; else it is the answer as a whole
    that may have changed."""

    table: str
    is_each: bool

    @classmethod
    def of(cls, element: GraphQLField) -> "Followed":
        is_each = isinstance(declared(element).metadata["answer"], Changed)
        shown: Any = get_named_type(element.type)
        if not is_each:  # a connection
            shown = get_named_type(shown.fields["nodes"].type)
        return cls(inspect(model_of(shown)).local_table.name, is_each)
