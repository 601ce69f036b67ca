"""What a role's schema promises, held to the tables: broken at the start, never at a request.

A field that may not be null must have a value in every row that the role may see; what it says
must be what its column keeps; nothing shown may need what is hidden.
"""

from collections.abc import Callable, Iterator
from typing import Any

from graphql import (
    GraphQLEnumType,
    GraphQLField,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLSchema,
    get_named_type,
    get_nullable_type,
)
from sqlalchemy import (
    ARRAY,
    BigInteger,
    Boolean,
    Date,
    DateTime,
    Enum,
    Float,
    Integer,
    Numeric,
    String,
    Uuid,
    inspect,
)
from sqlalchemy.orm import Mapper

from models.base import may_be_null
from permissions.declaration import (
    Attribute,
    Batch,
    Connected,
    Group,
    OrderBy,
    Related,
    Rows,
)
from permissions.role_schemas import Undeclared, declared, model_of
from permissions.rows import predicate_of, sees_everything
from rules.vocabulary import Role

# BigInteger is an Integer and Float may be a Numeric in SQLAlchemy: what must not be is named too.
COLUMN_OF: dict[str, Callable[[Any], bool]] = {
    "String": lambda kind: isinstance(kind, String) and not isinstance(kind, Enum),
    "Int": lambda kind: isinstance(kind, Integer) and not isinstance(kind, BigInteger),
    "BigInt": lambda kind: isinstance(kind, Integer),
    "Float": lambda kind: isinstance(kind, Float),
    "Boolean": lambda kind: isinstance(kind, Boolean),
    "Date": lambda kind: isinstance(kind, Date) and not isinstance(kind, DateTime),
    "DateTime": lambda kind: isinstance(kind, DateTime) and bool(kind.timezone),
    "Decimal": lambda kind: isinstance(kind, Numeric) and not isinstance(kind, Float),
    "ID": lambda kind: isinstance(kind, Uuid),
}
NOT_IN_LISTS = ("Float", "DateTime", "ID")  # their JSON in a list is not PostgreSQL's own


def check_promises(schema: GraphQLSchema, whole: GraphQLSchema, role: Role) -> None:
    """Raises Undeclared for the first promise of the role's schema that cannot be kept."""
    for complaint in Promises(schema, whole, role).broken():
        raise Undeclared(f"{role.name}: {complaint}")


class Promises:
    """The schema of one role against `whole`, the declarations and the tables."""

    def __init__(self, schema: GraphQLSchema, whole: GraphQLSchema, role: Role) -> None:
        self.schema, self.whole, self.role = schema, whole, role

    def broken(self) -> Iterator[str]:
        yield from self.nodes()
        for type_ in self.schema.type_map.values():
            if type_.name.startswith("__"):
                continue
            if isinstance(type_, GraphQLObjectType) and declared(type_):
                yield from self.object(type_)

    def nodes(self) -> Iterator[str]:
        """A row has one type under `node`, or its id would name another object."""
        named: dict[Any, str] = {}
        for type_ in self.schema.type_map.values():
            model = model_of(type_) if isinstance(type_, GraphQLObjectType) else None
            if model is None or not type_.interfaces:  # type: ignore[attr-defined]
                continue
            if model in named:
                yield f"{named[model]} and {type_.name} are both nodes of {model.__name__}."
            named[model] = type_.name

    def object(self, type_: GraphQLObjectType) -> Iterator[str]:
        model = model_of(type_)
        if model is not None and predicate_of(model, self.role) is None:
            yield f"{type_.name} is shown, but {model.__name__} has no predicate for the role."
        for name, element in type_.fields.items():
            where = f"{type_.name}.{name}"
            if (answer := declared(element).metadata.get("answer")) is not None:
                yield from self.field(type_, element, answer, where)

    def field(
        self, type_: GraphQLObjectType, element: GraphQLField, answer: Any, where: str
    ) -> Iterator[str]:
        model = model_of(type_)
        if isinstance(answer, Attribute) and model is not None:
            yield from self.attribute(inspect(model), element, answer, where)
        elif isinstance(answer, (Rows, Related)):
            yield from self.looked_up(element, answer, where)
        elif isinstance(answer, Connected):
            yield from self.connection(model, element, answer, where)
        elif isinstance(answer, Batch):
            yield from self.batch(model, answer, where)
        elif isinstance(answer, Group) and model_of(get_named_type(element.type)) is not model:
            yield f"{where} is a group, so its type must stand on the same table."
        yield from self.words(element, where)

    # --- columns and relations

    def attribute(
        self, mapper: Mapper[Any], element: GraphQLField, answer: Attribute, where: str
    ) -> Iterator[str]:
        name = answer.name or declared(element).python_name
        if name in mapper.relationships:
            yield from self.relation(mapper.relationships[name], element, where)
        elif name not in mapper.column_attrs:
            yield f"{where}: {mapper.class_.__name__} has no column or relation {name}."
        elif name != "id":
            yield from self.column(mapper.column_attrs[name].columns[0], element, where)

    def relation(self, relation: Any, element: GraphQLField, where: str) -> Iterator[str]:
        target = relation.mapper.class_
        if relation.secondary is not None:
            yield f"{where} goes through {relation.secondary.name}: only a key may tie two rows."
        if model_of(get_named_type(element.type)) is not target:
            yield f"{where} is of another type than its relation to {target.__name__}."
        if bool(relation.uselist) != _is_list(element):
            yield f"{where} is {'no ' if relation.uselist else 'a '}list, its relation is not so."
        if relation.uselist or not isinstance(element.type, GraphQLNonNull):
            return
        if any(may_be_null(column) for column in relation.local_columns):
            yield f"{where} is non-null, but its key may be null."
        elif not sees_everything(target, self.role):
            yield f"{where} is non-null, but not every {target.__name__} is visible."

    def column(self, column: Any, element: GraphQLField, where: str) -> Iterator[str]:
        if may_be_null(column) and isinstance(element.type, GraphQLNonNull):
            yield f"{where} is non-null, but its column may be null."
        kind, named = column.type, get_named_type(element.type)
        if _is_list(element) is not isinstance(kind, ARRAY):
            yield f"{where} is a list exactly if its column is an array."
            return
        item = kind.item_type if isinstance(kind, ARRAY) else kind
        if isinstance(named, GraphQLEnumType):
            if not isinstance(item, Enum) or item.enum_class is not declared(named).wrapped_cls:
                yield f"{where} is of {named.name}, its column of {item!r}."
        elif not COLUMN_OF.get(named.name, lambda _: False)(item):
            yield f"{where} is of {named.name}, its column of {item!r}."
        elif isinstance(kind, ARRAY) and named.name in NOT_IN_LISTS:
            yield f"{where}: a list of {named.name} cannot be read from a column."

    def words(self, element: GraphQLField, where: str) -> Iterator[str]:
        """A value that comes out cannot be hidden from a role: all of them, or the field."""
        shown = get_named_type(element.type)
        if isinstance(shown, GraphQLEnumType):
            every: Any = self.whole.type_map[shown.name]
            if hidden := sorted(every.values.keys() - shown.values.keys()):
                yield f"{where} may answer {hidden[0]}, which is hidden from the role."

    # --- rows

    def looked_up(self, element: GraphQLField, answer: Rows | Related, where: str) -> Iterator[str]:
        model = model_of(get_named_type(element.type))
        if model is None:
            yield f"{where} answers rows, but its type stands on no table."
            return
        if not _is_list(element) and isinstance(element.type, GraphQLNonNull):
            yield f"{where} looks one row up: there may be none, it must be nullable."
        yield from _missing(model, answer.order, where)

    def connection(
        self, parent: type | None, element: GraphQLField, answer: Connected, where: str
    ) -> Iterator[str]:
        connection: Any = get_named_type(element.type)
        model = model_of(get_named_type(connection.fields["nodes"].type))
        if model is None:
            yield f"{where} pages rows, but its type stands on no table."
            return
        if answer.relation and answer.relation not in inspect(parent).relationships:
            yield f"{where}: there is no relation {answer.relation}."
        orders: Any = get_named_type(element.args["orderBy"].type)
        for name, value in orders.values.items():
            yield from _order(model, value.value.value, f"{where}, order {name}")
        if "filter" in element.args:
            yield from self.filter(model, get_named_type(element.args["filter"].type), where)

    def filter(self, model: type, type_: Any, where: str) -> Iterator[str]:
        for name, element in type_.fields.items():
            definition = declared(element)
            if definition.python_name in ("and_", "or_", "not_"):
                continue
            if not (definition.metadata.get("condition") or definition.metadata.get("within")):
                column = definition.metadata.get("column") or definition.python_name
                yield from _missing(model, (column,), f"{where}, filter {name}")

    def batch(self, model: type | None, answer: Batch, where: str) -> Iterator[str]:
        if model is None:
            yield f"{where} needs columns, but its type stands on no table."
            return
        yield from _missing(model, (n for n in answer.needs if isinstance(n, str)), where)


def _order(model: type, order: OrderBy, where: str) -> Iterator[str]:
    """A null key has no place in a row comparison: its rows would be skipped."""
    yield from _missing(model, order.columns, where)
    columns: Any = inspect(model).column_attrs
    for name in order.columns:
        if name in columns and may_be_null(columns[name].columns[0]):
            yield f"{where}: {name} may be null and has no place in an order."


def _missing(model: type, names: Any, where: str) -> Iterator[str]:
    columns: Any = inspect(model).column_attrs
    for name in names:
        if name not in columns:
            yield f"{where}: {model.__name__} has no column {name}."


def _is_list(element: GraphQLField) -> bool:
    return isinstance(get_nullable_type(element.type), GraphQLList)
