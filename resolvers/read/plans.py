"""Plans: a compiled statement with what binds its parameters, kept by role, document and shape.

A request then costs: look up the plan, check and shape the variables, one prepared statement,
bytes out. A plan may only succeed: whatever is wrong is declined, and the executor words it.
"""

from collections import OrderedDict
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

import asyncpg
import msgspec
from graphql import (
    DocumentNode,
    FragmentDefinitionNode,
    GraphQLObjectType,
    GraphQLSchema,
    OperationDefinitionNode,
    OperationType,
    type_from_ast,
)
from sqlalchemy import ColumnElement, func, select

from permissions.errors import TypedError
from permissions.rows import one_statement, viewer_values
from permissions.viewer import Viewer
from resolvers.read.arguments import Variables
from resolvers.read.dialect import DIALECT
from resolvers.read.followed import Followed
from resolvers.read.holes import Failed, Hole, NoValue, fill
from resolvers.read.inputs import Kinds, Misfit, Values
from resolvers.read.selection import Selections
from resolvers.read.statement import CHANGED_ID, Declined, Statement
from resolvers.read.text import Pieces, joined, literal_text
from rules.vocabulary import Role

MAX_BYTES: Final = 32 * 1024 * 1024  # of all roles together
BYTES_PER_PLAN: Final = 6_000  # besides the statement's text, which is held about twice
CONSTANT: Final = object()

# What the executor must word, or answer; the judge allows no other reason.
VARIABLES = "the variables do not fit"
INTROSPECTION = "introspection"
BAD_INPUT = "an argument is not well formed"
NO_VALUE = "a non-null field has no value"
FAULT = "a batch function failed"

Bind = tuple[str, Any, Callable[[Any], Any] | None]


@dataclass(frozen=True)
class Plan:
    """One statement. `binds`: for each position the name or constant, and how it is bound."""

    sql: str
    binds: Sequence[Bind]
    holes: Sequence[Hole]
    guards: Sequence[Callable[[Values], None]]
    preparations: Sequence[Callable[[Values], Awaitable[None]]] = ()
    told: Sequence[tuple[str, Callable[[bool, Values], None]]] = ()

    @property
    def size(self) -> int:
        return BYTES_PER_PLAN + 2 * len(self.sql)

    def arguments(self, values: Values) -> list[Any]:
        found = []
        for name, constant, process in self.binds:
            value = values[name] if constant is CONSTANT else constant
            found.append(process(value) if process and value is not None else value)
        return found

    async def run(self, connection: Any, values: Values) -> bytes:
        """The text of the operation's `data`. Raises Declined; a lost connection as it is."""
        try:
            for guard in self.guards:
                guard(values)
            for prepare in self.preparations:
                await prepare(values)
            body: bytes = await connection.fetchval(self.sql, *self.arguments(values))
            body = await fill(body, self.holes, values) if self.holes else body
            if self.told:
                found = msgspec.json.decode(body)
                for key, tell in self.told:
                    tell(bool(found[key]), values)
            return body
        except TypedError as error:
            raise Declined(BAD_INPUT) from error
        except (NoValue, asyncpg.DataError) as error:
            raise Declined(NO_VALUE) from error
        except Failed as error:
            raise Declined(FAULT) from error


def planned(text: ColumnElement[str], statement: Statement) -> Plan:
    """The SQL of a text, as bytes: no codec on the connection is needed."""
    whole = select(func.convert_to(text, literal_text("UTF8")))
    compiled = whole.compile(dialect=DIALECT)
    binds: list[Bind] = []
    for name in compiled.positiontup or ():
        bind = compiled.binds[name]
        process = bind.type.dialect_impl(DIALECT).bind_processor(DIALECT)
        constant = CONSTANT if bind.required else bind.effective_value
        binds.append((bind.key, constant, process))
    return Plan(
        str(compiled),
        binds,
        statement.holes,
        statement.guards,
        statement.preparations,
        statement.told,
    )


class Operation:
    """One operation of a document for one role: its variables and, by shape, its plans."""

    def __init__(
        self, schema: GraphQLSchema, role: Role, ast: DocumentNode, name: str | None, kinds: Kinds
    ) -> None:
        self.schema, self.role, self.kinds = schema, role, kinds
        self.node = operation_of(ast, name)
        self.fragments = fragments_of(ast)
        types = {
            d.variable.name.value: type_from_ast(schema, d.type)
            for d in self.node.variable_definitions or ()
        }
        self.variables = Variables(self.node.variable_definitions or (), types, kinds)

    @property
    def root(self) -> GraphQLObjectType | None:
        is_query = self.node.operation is OperationType.QUERY
        return self.schema.query_type if is_query else self.schema.subscription_type

    def followed(self, given: Mapping[str, Any]) -> Followed:
        """Whose changes a subscription follows: validation lets it have one root field."""
        assert self.root is not None
        selections = self.statement(given).selections
        (nodes,) = selections.root(self.root, self.node.selection_set).values()
        return Followed.of(self.root.fields[nodes[0].name.value])

    def statement(self, given: Mapping[str, Any]) -> Statement:
        environment = self.variables.environment(given)
        selections = Selections(self.schema, self.fragments, environment)
        return Statement(self.role, self.schema, selections, environment, self.kinds)

    def compile(self, given: Mapping[str, Any]) -> Plan:
        """Raises Declined; `given` are the variables whose shape the plan is for."""
        statement = self.statement(given)
        root = self.root
        assert root is not None
        try:
            found = statement.selections.root(root, self.node.selection_set)
            pieces: Pieces = statement.fields(root, found, None, None)
        except TypedError as error:
            raise Declined(BAD_INPUT) from error
        except Misfit as error:
            raise Declined(VARIABLES) from error
        return planned(joined(pieces), statement)


def operation_of(ast: DocumentNode, name: str | None) -> OperationDefinitionNode:
    """The operation of a name; without a name the only one. Raises Declined if there is none."""
    found = [
        definition
        for definition in ast.definitions
        if isinstance(definition, OperationDefinitionNode)
        and (name is None or (definition.name is not None and definition.name.value == name))
    ]
    if len(found) != 1:
        raise Declined("no such operation")
    return found[0]


def fragments_of(ast: DocumentNode) -> dict[str, FragmentDefinitionNode]:
    found = (d for d in ast.definitions if isinstance(d, FragmentDefinitionNode))
    return {d.name.value: d for d in found}


class Plans:
    """Plans by key, of all roles together; the one not used for longest makes room."""

    def __init__(self) -> None:
        self._kept: OrderedDict[Any, Plan] = OrderedDict()
        self._room = MAX_BYTES

    def __len__(self) -> int:
        return len(self._kept)

    def kept(self, key: Any, make: Callable[[], Plan]) -> Plan:
        """The plan of a key, made now if it is not kept; the memory is bounded by bytes."""
        plan = self._kept.get(key)
        if plan is not None:
            self._kept.move_to_end(key)
            return plan
        with one_statement():
            plan = self._kept[key] = make()
        self._room -= plan.size
        while self._room < 0:
            _, oldest = self._kept.popitem(last=False)
            self._room += oldest.size
        return plan


class Reader:
    """Answers queries by plans. One for the program; `schemas` are the role schemas."""

    def __init__(
        self,
        schemas: Mapping[Role, GraphQLSchema],
        services: Any = None,
        plans: Plans | None = None,
    ) -> None:
        self.schemas = schemas
        self.services = services
        self.plans = Plans() if plans is None else plans
        self.kinds = {role: Kinds() for role in schemas}
        self.declines: dict[str, int] = {}
        self._operations: OrderedDict[Any, Operation] = OrderedDict()

    def operation(self, role: Role, digest: str, ast: DocumentNode, name: str | None) -> Operation:
        key = (role, digest, name)
        found = self._operations.get(key)
        if found is None:
            found = Operation(self.schemas[role], role, ast, name, self.kinds[role])
            self._operations[key] = found
            if len(self._operations) > 2_000:
                self._operations.popitem(last=False)
        return found

    def plan(
        self, role: Role, digest: str, ast: DocumentNode, name: str | None, variables: bytes
    ) -> tuple[Plan, Values]:
        """The plan for a document and these variables, and the values of its parameters."""
        operation = self.operation(role, digest, ast, name)
        if operation.node.operation is OperationType.MUTATION:
            raise Declined("a mutation")
        given = msgspec.json.decode(variables) if variables else {}
        values: Values = {}
        try:
            key = (role, digest, name, operation.variables.shape(given, values))
        except (Misfit, TypedError) as error:
            raise Declined(VARIABLES) from error
        return self.plans.kept(key, lambda: operation.compile(given)), values

    def values(self, viewer: Viewer, language: str, address: str = "") -> Values:
        own = {":viewer": viewer, ":services": self.services, ":language": language}
        return {**viewer_values(viewer), **own, ":address": address}

    async def answer(
        self,
        connection: Any,
        viewer: Viewer,
        ast: DocumentNode,
        digest: str,
        name: str | None = None,
        variables: bytes = b"{}",
        language: str = "zh-CN",
        changed_id: UUID | None = None,
        address: str = "",
    ) -> bytes:
        """The JSON text of `data`. Raises Declined with one of the listed reasons.

        A subscription is answered as of now, with the row of the event in `changed_id`.
        """
        plan, values = self.plan(viewer.role, digest, ast, name, variables)
        values[CHANGED_ID] = changed_id
        values.update(self.values(viewer, language, address))
        return await plan.run(connection, values)

    def count(self, declined: Declined) -> None:
        """Declines are a metric: a fallback that grows hides a fault of the compiler."""
        self.declines[declined.reason] = self.declines.get(declined.reason, 0) + 1
