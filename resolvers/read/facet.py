"""Facets of a connection: counts by value under its filter, each without its own keys of it.

Counted by the database in one subquery, shared by both executors. What stands in `and`, `or` and
`not` always counts; only keys at the top of the filter (or of the part that asks about the rows of
a list) are set aside. No facet depends on the page.
"""

from collections.abc import Mapping
from typing import Any

from graphql import GraphQLField, GraphQLInputObjectType, get_named_type
from sqlalchemy import CTE, Integer, Text, and_, case, cast, func, inspect, literal, select
from sqlalchemy.orm import RelationshipProperty

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


class Matched:
    """The rows that the facets of one statement count: those that obey the same keys of the filter
    are found once, in a common table expression of their ids and what ties them to others."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, ...], CTE] = {}

    def ids(self, names: tuple[str, ...], row: Any, conditions: list[Any]) -> CTE:
        if names not in self._found:
            table: Any = inspect(row).mapper.local_table
            ties = [row.id, *(getattr(row, c.key) for c in table.columns if c.foreign_keys)]
            found = select(*ties).where(*conditions).correlate_except(table_of(row))
            self._found[names] = found.cte(f"matched_{len(self._found)}")
        return self._found[names]


def counted(
    facet: Facet,
    model: type,
    role: Role,
    element: GraphQLField,
    given: Mapping[str, Any],
    most: Any,
    matched: Matched,
) -> Any:
    """A subquery of (value, label, count, n): the most frequent first, then by value. `element` is
    the connection, `given` its arguments."""
    row, seen = enter(model, role)
    filter_type: Any = get_named_type(element.args["filter"].type)
    rest, inner = _filters(facet, given.get("filter") or {})
    conditions = [seen]
    if where := declared(element).metadata["answer"].where:
        conditions.append(where(row, given))
    if rest:
        conditions.append(condition(row, filter_type, rest))
    ids = matched.ids(tuple(rest), row, conditions)
    if facet.kept and not inner:
        last = _relation(_end(model, facet.path), facet.path[-1]) if facet.label else None
        each = _kept(facet.kept, model, ids, role)
    else:
        each, last = _joined(facet, model, ids, role, (filter_type, inner))
    found = each.subquery()
    if last is None:
        return _grouped(facet, found, most)
    return _named(facet, found, last, role, most)


def _end(model: type, path: tuple[str, ...]) -> type:
    """The table before the last step of the path."""
    for name in path[:-1]:
        model = _relation(model, name).mapper.class_
    return model


def _kept(kept: tuple[str, str], model: type, ids: CTE, role: Role) -> Any:
    """The values that are kept beside the rows, each once."""
    name, column = kept
    relation = _relation(model, name)
    child, allowed = enter_over(relation, role)
    tie = and_(matches(ids.c, child, relation), allowed)
    each = select(func.unnest(getattr(child, column)).label("key"))
    each = each.select_from(ids.join(table_of(child), tie))
    return each.correlate_except(ids, table_of(child))


def _joined(facet: Facet, model: type, ids: CTE, role: Role, asked: tuple[Any, Any]) -> Any:
    """The values over the relations of the path, and the relation to the row that names them."""
    filter_type, inner = asked
    rows: list[Any] = []
    conditions: list[Any] = []
    source: Any = ids
    end: Any = ids.c
    here = model
    for name in facet.path[:-1] if facet.label else facet.path:
        relation = _relation(here, name)
        child, allowed = enter_over(relation, role)
        source = source.join(table_of(child), and_(matches(end, child, relation), allowed))
        if not rows and inner:
            conditions.append(condition(child, _inner_type(filter_type, facet), inner))
        rows.append(child)
        end, here = child, relation.mapper.class_
    if not rows:
        end, _ = enter(model, role)  # who may see it was asked of those that matched
        source = source.join(table_of(end), end.id == ids.c.id)
        rows.append(end)
    last = _relation(here, facet.path[-1]) if facet.label else None
    key = facet.value(end) if last is None else _key(end, last)
    each = select(ids.c.id.label("row_id"), key.label("key")).select_from(source).where(*conditions)
    if facet.within is not None:
        each = each.distinct()  # one row may have a value several times
    return each.correlate_except(ids, *(table_of(own) for own in rows)), last


def _relation(row: Any, name: str) -> RelationshipProperty[Any]:
    mapper: Any = inspect(row).mapper
    relation: RelationshipProperty[Any] = mapper.relationships[name]
    return relation


def _key(row: Any, relation: RelationshipProperty[Any]) -> Any:
    """The column by which a row names the one that the relation leads to."""
    ((local, _),) = relation.local_remote_pairs or []
    return getattr(row, relation.parent.get_property_by_column(local).key)


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
    value, count = cast(found.c.key, Text), cast(func.count(), Integer)
    label: Any = value
    if facet.words:
        label = case({k: literal(v) for k, v in facet.words.items()}, value=value, else_=value)
    rows = select(value.label("value"), label.label("label"), count.label("count"))
    rows = rows.where(found.c.key.is_not(None)).group_by(found.c.key)
    return _first(rows, count, value, most)


def _named(
    facet: Facet, found: Any, relation: RelationshipProperty[Any], role: Role, most: Any
) -> Any:
    """Counted by the key that names a row; its value and label are asked once for each."""
    counts = select(found.c.key, cast(func.count(), Integer).label("count"))
    counted = counts.group_by(found.c.key).subquery()
    child, allowed = enter_over(relation, role)
    ((_, remote),) = relation.local_remote_pairs or []
    tied = getattr(child, relation.mapper.get_property_by_column(remote).key) == counted.c.key
    value = cast(facet.value(child), Text)
    label = cast(facet.label(child), Text)  # type: ignore[misc]
    rows = select(value.label("value"), label.label("label"), counted.c.count.label("count"))
    rows = rows.select_from(counted.join(table_of(child), and_(tied, allowed)))
    return _first(rows, counted.c.count, value, most)


def _first(rows: Any, count: Any, value: Any, most: Any) -> Any:
    number = func.row_number().over(order_by=(count.desc(), value)).label("n")
    return rows.add_columns(number).order_by(number).limit(most).subquery()
