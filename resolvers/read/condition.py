"""Filters: a typed input becomes the condition that rows meet. Shared by both executors.

A null or absent key says nothing. `and`, `or`, `not` nest; `not` is true where the inner condition
is unknown, so that a row is either in a filter or in its negation.
"""

from collections.abc import Callable, Mapping
from typing import Any

from graphql import GraphQLInputObjectType, GraphQLList, GraphQLNonNull
from sqlalchemy import ARRAY, ColumnElement, any_, false, func, not_, or_, true
from sqlalchemy import and_ as all_of
from sqlalchemy.sql.elements import BindParameter

from permissions.errors import BadUserInput
from permissions.role_schemas import declared
from resolvers.identity import NodeId

Condition = ColumnElement[bool]


def is_in(column: Any, value: Any) -> Condition:
    """`= any(array)` for scalars (one parameter), a chain of `or` for what shapes a statement."""
    if isinstance(value, BindParameter):
        return column == any_(value)  # type: ignore[no-any-return]
    return or_(false(), *(column == bare(v) for v in value if v is not None))


def bare(value: Any) -> Any:
    """The number of an id; one that could not be read is refused, an unknown one finds none."""
    return value.of(value.type_name) if isinstance(value, NodeId) else value


def _lower(value: Any) -> Any:
    return func.lower(value)


LARGEST_FILTER = 100  # `and`, `or` and `not` nested: each part is part of the statement
OPERATORS: dict[str, Callable[[Any, Any], Condition]] = {
    "eq": lambda column, value: column == bare(value),
    "in_": is_in,
    # strpos knows no wildcards: what a person types is what is looked for
    "contains": lambda column, value: func.strpos(_lower(column), _lower(value)) > 0,
    "starts_with": lambda column, value: func.starts_with(_lower(column), _lower(value)),
    "gte": lambda column, value: column >= value,
    "lte": lambda column, value: column <= value,
    "gt": lambda column, value: column > value,
    "lt": lambda column, value: column < value,
    "is_null": lambda column, value: column.is_(None) if value else column.is_not(None),
}


def compared(column: Any, value: Any) -> Condition:
    """A range or text operator input, a list of alternatives, or one value."""
    if isinstance(value, Mapping):
        given = ((name, v) for name, v in value.items() if v is not None)
        return all_of(true(), *(OPERATORS[name](column, v) for name, v in given))
    if isinstance(value, list) or _is_array(value):
        return is_in(column, value)
    return column == bare(value)  # type: ignore[no-any-return]


def _is_array(value: Any) -> bool:
    return isinstance(value, BindParameter) and isinstance(value.type, ARRAY)


def _input_type(type_: Any) -> Any:
    while isinstance(type_, (GraphQLNonNull, GraphQLList)):
        type_ = type_.of_type
    return type_


def size_of(value: Mapping[str, Any]) -> int:
    """How many filter objects a filter holds, itself included: those of `and`, `or` and `not`, and
    those about other rows."""
    inner = [*(value.get("and_") or ()), *(value.get("or_") or ())]
    inner += [one for name, one in value.items() if _is_filter(name, one)]
    return 1 + sum(size_of(one) for one in inner)


def _is_filter(name: str, value: Any) -> bool:
    """Not the input of an operator, which holds no filter."""
    return isinstance(value, Mapping) and (name == "not_" or not value.keys() <= OPERATORS.keys())


def condition(row: Any, type_: GraphQLInputObjectType, value: Mapping[str, Any]) -> Condition:
    """What a filter input asks of a row. `value` is its structure (see `inputs`)."""
    if size_of(value) > LARGEST_FILTER:
        raise BadUserInput(
            f"筛选条件最多{LARGEST_FILTER}个部分。",
            f"A filter has at most {LARGEST_FILTER} parts.",
        )
    parts: list[Condition] = []
    for element in type_.fields.values():
        definition = declared(element)
        given = value.get(definition.python_name)
        if given is None:
            continue
        parts.append(_one(row, element, definition, given))
    return all_of(true(), *parts)


def _one(row: Any, element: Any, definition: Any, given: Any) -> Condition:
    inner = _input_type(element.type)
    name = definition.python_name
    if name == "and_":
        return all_of(true(), *(condition(row, inner, v) for v in given))
    if name == "or_":
        return or_(false(), *(condition(row, inner, v) for v in given))
    if name == "not_":
        return not_(func.coalesce(condition(row, inner, given), false()))
    if within := definition.metadata.get("within"):
        return within(row, lambda other: condition(other, inner, given))  # type: ignore[no-any-return]
    if special := definition.metadata.get("condition"):
        return special(row, given)  # type: ignore[no-any-return]
    return compared(getattr(row, definition.metadata.get("column") or name), given)


def every_row(row: Any, given: Any) -> ColumnElement[bool]:
    """For a root field without a condition of its own; the door adds who may."""
    return true()
