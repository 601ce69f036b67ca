"""The payload of a mutation: its nodes read by a compiled statement inside the transaction.

The plan is kept like a query's, by role, document, response key and the shape of the variables
that the payload's own selection uses.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from graphql import (
    FieldNode,
    GraphQLObjectType,
    Node,
    SelectionSetNode,
    VariableNode,
    Visitor,
    get_named_type,
    type_from_ast,
    visit,
)
from sqlalchemy import ARRAY, Uuid, any_, bindparam, func

from permissions.errors import BadUserInput
from permissions.role_schemas import model_of
from permissions.rows import enter
from resolvers.read.arguments import Variables
from resolvers.read.holes import CLOSE, OPEN, Hole, projector
from resolvers.read.inputs import Misfit, Values
from resolvers.read.plans import Plan, Reader, planned
from resolvers.read.scope import Scope
from resolvers.read.selection import Selections
from resolvers.read.statement import Declined, Place, Statement
from resolvers.read.text import Pieces, joined
from resolvers.write.writing import Outcome, Ref


class Payload(Statement):
    """A statement whose root is the payload: nodes by their refs, the rest as it was returned."""

    def attribute(self, place: Place) -> Pieces:
        if model_of(place.type) is not None:
            return super().attribute(place)
        if isinstance(place.target, GraphQLObjectType) and model_of(place.target):
            return self.referred(place)
        return self.returned(place)

    def referred(self, place: Place) -> Pieces:
        child, seen = enter(model_of(place.target), self.role)  # type: ignore[arg-type]
        name = f"ref/{place.python_name}"
        if not place.is_list:
            own = child.id == bindparam(name, type_=Uuid())
            return self.single(place, Scope(child, seen, own))
        ids = bindparam(name, type_=ARRAY(Uuid()))
        scope = Scope(child, seen, child.id == any_(ids))
        return self.list(place, scope, [func.array_position(ids, child.id)])

    def returned(self, place: Place) -> Pieces:
        name = place.python_name

        async def answer(rows: Sequence[Any], values: Values) -> list[Any]:
            return [values[":outcome"].get(name) for _ in rows]

        project = projector(place.element.type, place.nodes, self.selections)
        self.holes.append(Hole(answer, lambda row: (), project))
        return [f"{OPEN}{len(self.holes) - 1}:[]{CLOSE}"]


class _Names(Visitor):
    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def enter_variable(self, node: VariableNode, *_: Any) -> None:
        self.found.add(node.name.value)


def _used(nodes: Sequence[FieldNode], fragments: Mapping[str, Any]) -> set[str]:
    names = _Names()
    for tree in _trees(nodes, fragments):
        visit(tree, names)
    return names.found


def _trees(nodes: Sequence[FieldNode], fragments: Mapping[str, Any]) -> Iterator[Node]:
    """The payload's own selections (not the mutation's arguments), and every fragment."""
    sets: list[SelectionSetNode] = [n.selection_set for n in nodes if n.selection_set]
    yield from sets
    yield from fragments.values()


def compiled(reader: Reader, info: Any, context: Any) -> tuple[Plan, Values]:
    """The plan that reads this payload, and the values of its parameters."""
    role = context.viewer.role
    schema, kinds = reader.schemas[role], reader.kinds[role]
    used = _used(info.field_nodes, info.fragments)
    definitions = [
        d for d in info.operation.variable_definitions or () if d.variable.name.value in used
    ]
    types = {d.variable.name.value: type_from_ast(schema, d.type) for d in definitions}
    variables = Variables(definitions, types, kinds)
    values: Values = {}
    try:
        shape = variables.shape(context.request.variables, values)
    except Misfit as error:
        raise BadUserInput(
            "返回内容所用的变量不合其类型。", "A variable of the payload is not in its plain form."
        ) from error
    name = info.operation.name.value if info.operation.name else None
    key = (role, context.request.digest, name, info.path.key, shape)
    environment = variables.environment(context.request.variables)

    def make() -> Plan:
        selections = Selections(schema, info.fragments, environment)
        statement = Payload(role, schema, selections, environment, kinds)
        type_: Any = get_named_type(info.return_type)
        return planned(joined(statement.object(type_, info.field_nodes, None, None)), statement)

    return reader.plans.kept(key, make), values


async def read_payload(
    reader: Reader, info: Any, context: Any, outcome: Outcome, connection: Any
) -> bytes:
    """The JSON text of the payload. Raises BadUserInput where its selection cannot be read."""
    try:
        plan, values = compiled(reader, info, context)
        values |= reader.values(context.viewer, context.request.language)
        values[":outcome"] = outcome
        for name, value in outcome.items():
            if isinstance(value, Ref) or value is None:
                values[f"ref/{name}"] = value and value.id
            elif isinstance(value, list) and (not value or isinstance(value[0], Ref)):
                values[f"ref/{name}"] = [ref.id for ref in value]
        return await plan.run(connection, _Defaulted(values))
    except Declined as declined:
        raise BadUserInput(
            "所选的返回内容无法读取。", "The selection of the payload cannot be read."
        ) from declined


class _Defaulted(dict[str, Any]):
    """A node that the act did not name is null."""

    def __missing__(self, name: str) -> Any:
        if name.startswith("ref/"):
            return None
        raise KeyError(name)
