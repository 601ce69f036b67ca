"""The executor's resolvers, attached to the fields of a role's schema.

The same declarations as the compiler reads, answered row by row through loaders: Strawberry's
executor is the judge of the compiler, and answers what the compiler declines.
"""

from collections.abc import Callable, Sequence
from typing import Any

from graphql import (
    GraphQLField,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLSchema,
    get_named_type,
)
from sqlalchemy import ARRAY, BindParameter, LargeBinary, bindparam, inspect, select

from permissions.by_id import enter_by_id
from permissions.declaration import (
    MADE,
    Act,
    Attribute,
    Batch,
    ByNodeId,
    Computed,
    Connected,
    Expression,
    Facet,
    Group,
    Related,
    Rows,
)
from permissions.role_schemas import declared, model_of
from permissions.rows import enter
from resolvers.execute.context import Context
from resolvers.execute.page import Paging
from resolvers.execute.relations import Tie, batched, expressed, related, relation_tie
from resolvers.identity import NodeId, check_ids, write_id
from resolvers.read.arguments import bound_arguments, plain_arguments
from resolvers.read.dialect import GIVEN
from resolvers.write.act import run_act

Resolver = Callable[..., Any]


def attach(schema: GraphQLSchema) -> None:
    """Give every field of a role's schema its resolver. Run once for each role at the start."""
    names = {
        model_of(t): t.name
        for t in schema.type_map.values()
        if isinstance(t, GraphQLObjectType) and t.interfaces
    }
    for type_ in schema.type_map.values():
        if type_.name.startswith("__"):
            continue
        if isinstance(type_, GraphQLInterfaceType):
            type_.resolve_type = lambda row, info, abstract: names[type(row)]
        elif isinstance(type_, GraphQLObjectType):
            type_.is_type_of = None
            if type_ is not schema.subscription_type:
                for element in type_.fields.values():
                    element.resolve = _resolver(type_, element)


def _resolver(type_: GraphQLObjectType, element: GraphQLField) -> Resolver:
    answer = declared(element).metadata["answer"]
    return RESOLVERS[type(answer)](type_, element, answer)


def _given(context: Context, element: GraphQLField, coerced: dict[str, Any]) -> dict[str, Any]:
    return plain_arguments(element, coerced, context.kinds)


def _bound(context: Context, element: GraphQLField, coerced: dict[str, Any]) -> dict[str, Any]:
    return bound_arguments(element, coerced, context.kinds)


def _is_list(element: GraphQLField) -> bool:
    inner = element.type.of_type if isinstance(element.type, GraphQLNonNull) else element.type
    return isinstance(inner, GraphQLList)


def _attribute(type_: GraphQLObjectType, element: GraphQLField, answer: Attribute) -> Resolver:
    name = answer.name or declared(element).python_name
    model = model_of(type_)
    if model is None:
        return lambda source, info, **_: _plain(source, name)
    if name == "id":
        return lambda source, info, **_: write_id(type_.name, source.id)
    if name in inspect(model).relationships:
        return _tied((model, name), relation_tie(model, name))
    return lambda source, info, **_: getattr(source, name)


def _plain(source: Any, name: str) -> Any:
    """A key of plain data; a function there is asked only when its field is selected."""
    value = source[name]
    return value() if callable(value) else value


def _tied(name: Any, tie: Tie) -> Resolver:
    async def resolve(source: Any, info: Any, **_: Any) -> Any:
        context: Context = info.context
        return await context.load(name, related(context, tie), source.id)

    return resolve


def _related(type_: GraphQLObjectType, element: GraphQLField, answer: Related) -> Resolver:
    target: Any = model_of(get_named_type(element.type))
    model: Any = model_of(type_)
    is_list = _is_list(element)
    if not element.args:
        return _tied(id(element), Tie(model, target, answer.on, answer.order, is_list))

    async def resolve(source: Any, info: Any, **coerced: Any) -> Any:
        context: Context = info.context
        given = _bound(context, element, coerced)

        def on(row: Any, parent: Any) -> Any:
            return answer.on(row, parent, given)

        tie = Tie(model, target, on, answer.order, is_list)
        return await context.load((id(element), repr(coerced)), related(context, tie), source.id)

    return resolve


def _expression(type_: GraphQLObjectType, element: GraphQLField, answer: Expression) -> Resolver:
    model = model_of(type_)

    async def resolve(source: Any, info: Any, **coerced: Any) -> Any:
        context: Context = info.context
        given = _bound(context, element, coerced)
        if source is None or model is None:
            return (await context.execute(select(answer.function(None, given)))).scalar_one()
        load = expressed(context, model, lambda row: [answer.function(row, given)])
        return (await context.load((id(element), repr(coerced)), load, source.id))[0]

    return resolve


def _batch(type_: GraphQLObjectType, element: GraphQLField, answer: Batch) -> Resolver:
    model: Any = model_of(type_)

    async def resolve(source: Any, info: Any, **coerced: Any) -> Any:
        context: Context = info.context
        given = _given(context, element, coerced)
        asked = context.asked(given)
        load = batched(context, model, answer, asked)
        return await context.load((id(element), repr(given)), load, source.id)

    return resolve


def _rows(type_: GraphQLObjectType, element: GraphQLField, answer: Rows) -> Resolver:
    model: Any = model_of(get_named_type(element.type))
    is_list = _is_list(element)

    async def resolve(source: Any, info: Any, **coerced: Any) -> Any:
        context: Context = info.context
        plain = _given(context, element, coerced)
        if answer.check is not None:
            answer.check(plain)
        bound = _bound(context, element, coerced)
        if answer.before is not None:
            bound[MADE] = _made(await answer.before(context.asked(plain)))
        row, seen = enter(model, context.viewer.role)
        where = answer.where(row, bound)
        order = [getattr(row, name) for name in answer.order]
        statement = select(row).where(seen, where).order_by(*order, row.id)
        rows = await context.execute(statement if is_list else statement.limit(1))
        found = list(rows.scalars()) if is_list else rows.scalar()
        if answer.after is not None:
            answer.after(context.asked(plain), bool(found))
        return found

    return resolve


def _made(values: Sequence[bytes]) -> BindParameter[Any]:
    return bindparam(GIVEN, list(values), type_=ARRAY(LargeBinary), unique=True)


def _connected(type_: GraphQLObjectType, element: GraphQLField, answer: Connected) -> Resolver:
    async def resolve(source: Any, info: Any, **coerced: Any) -> Any:
        context: Context = info.context
        paging = Paging(context, type_, element, answer, coerced)
        name = ("page", id(element), repr(coerced))
        return await context.load(name, paging.pages, source.id if answer.relation else None)

    return resolve


def _facet(type_: GraphQLObjectType, element: GraphQLField, answer: Facet) -> Resolver:
    async def resolve(source: Paging, info: Any, **coerced: Any) -> Any:
        return await source.facet(answer, coerced["most"])

    return resolve


def _group(type_: GraphQLObjectType, element: GraphQLField, answer: Group) -> Resolver:
    return lambda source, info, **_: GROUP if source is None else source


GROUP: dict[str, Any] = {}  # the object of a group at the root, where there is no row


def _by_node_id(type_: GraphQLObjectType, element: GraphQLField, answer: ByNodeId) -> Resolver:
    interface = get_named_type(element.type)

    async def node(context: Context, schema: GraphQLSchema, node_id: NodeId) -> Any:
        found = schema.type_map.get(node_id.type_name)
        if not isinstance(found, GraphQLObjectType) or interface not in found.interfaces:
            return None
        row, is_found = enter_by_id(found, context.viewer.role)
        if is_found is None:
            return None
        result = await context.execute(select(row).where(row.id == node_id.value, is_found))
        return result.scalar()

    async def resolve(source: Any, info: Any, **coerced: Any) -> Any:
        given = _given(info.context, element, coerced)
        if _is_list(element):
            return [await node(info.context, info.schema, i) for i in check_ids(given["ids"])]
        return await node(info.context, info.schema, given["id"])

    return resolve


def _computed(type_: GraphQLObjectType, element: GraphQLField, answer: Computed) -> Resolver:
    async def resolve(source: Any, info: Any, **coerced: Any) -> Any:
        context: Context = info.context
        given = _given(context, element, coerced)
        return await answer.function(context.asked(given))

    return resolve


def _act(type_: GraphQLObjectType, element: GraphQLField, answer: Act) -> Resolver:
    async def resolve(source: Any, info: Any, **coerced: Any) -> Any:
        return await run_act(answer, info, _given(info.context, element, coerced))

    return resolve


RESOLVERS: dict[type, Callable[[Any, Any, Any], Resolver]] = {
    Attribute: _attribute,
    Expression: _expression,
    Facet: _facet,
    Batch: _batch,
    Rows: _rows,
    Related: _related,
    Connected: _connected,
    Group: _group,
    ByNodeId: _by_node_id,
    Computed: _computed,
    Act: _act,
}
