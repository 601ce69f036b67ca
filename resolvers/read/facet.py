"""Facets of a connection: counts by value under its filter, each without its own keys of it.

Counted by the database in one subquery, shared by both executors. What stands in `and`, `or` and
`not` always counts; only keys at the top of the filter (or of the part that asks about the rows of
a list) are set aside. No facet depends on the page.
"""

from collections.abc import Mapping
from typing import Any

from graphql import GraphQLField, GraphQLInputObjectType, get_named_type
from sqlalchemy import Integer, Text, and_, case, cast, func, inspect, literal, select

from permissions.declaration import Facet
from permissions.errors import BadUserInput
from permissions.role_schemas import declared
from permissions.rows import enter, enter_over
from resolvers.read.condition import condition
from resolvers.read.scope import matches, table_of
from rules.vocabulary import Role

MOST_VALUES = 50
LONGEST_FACET = 200


def check_most(most: int) -> None:
    if not 1 <= most <= LONGEST_FACET:
        raise BadUserInput(
            f"most应为1至{LONGEST_FACET}，而不是{most}。",
            f"`most` is 1 to {LONGEST_FACET}, not {most}.",
        )


def counted(
    facet: Facet,
    model: type,
    role: Role,
    element: GraphQLField,
    given: Mapping[str, Any],
    most: Any,
) -> Any:
    """A subquery of (value, label, count, n): the most frequent first, then by value. `element` is
    the connection, `given` its arguments."""
    row, seen = enter(model, role)
    filter_type: Any = get_named_type(element.args["filter"].type)
    rest, inner = _filters(facet, given.get("filter") or {})
    conditions, rows, source, end = [seen], [row], table_of(row), row
    if where := declared(element).metadata["answer"].where:
        conditions.append(where(row, given))
    if rest:
        conditions.append(condition(row, filter_type, rest))
    for name in facet.path:
        mapper: Any = inspect(end).mapper
        relation = mapper.relationships[name]
        child, allowed = enter_over(relation, role)
        source = source.join(table_of(child), and_(matches(end, child, relation), allowed))
        if end is row and inner:
            conditions.append(condition(child, _inner_type(filter_type, facet), inner))
        rows.append(child)
        end = child
    value = cast(facet.value(end), Text).label("value")
    label = (facet.label or facet.value)(end)
    each = select(row.id.label("row_id"), value, cast(label, Text).label("label"))
    each = each.select_from(source).where(*conditions)
    if facet.within is not None:
        each = each.distinct()  # one row may have a value several times
    found = each.correlate_except(*(table_of(own) for own in rows)).subquery()
    return _grouped(facet, found, most)


def _filters(facet: Facet, given: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """What is asked of the connection's rows, and of the rows of the list that are counted."""
    if facet.within is None:
        return {name: v for name, v in given.items() if name not in facet.aside}, {}
    rest = {name: v for name, v in given.items() if name != facet.within}
    inner = given.get(facet.within) or {}
    return rest, {name: v for name, v in inner.items() if name not in facet.aside}


def _inner_type(filter_type: GraphQLInputObjectType, facet: Facet) -> Any:
    return next(
        get_named_type(element.type)
        for element in filter_type.fields.values()
        if declared(element).python_name == facet.within
    )


def _grouped(facet: Facet, found: Any, most: Any) -> Any:
    value, count = found.c.value, cast(func.count(), Integer)
    label: Any = func.min(found.c.label)
    if facet.words:
        label = case({k: literal(v) for k, v in facet.words.items()}, value=value, else_=value)
    number = func.row_number().over(order_by=(count.desc(), value))
    rows = (
        select(value, label.label("label"), count.label("count"), number.label("n"))
        .where(value.is_not(None))
        .group_by(value)
        .order_by(number)
        .limit(most)
    )
    return rows.subquery()
