"""Every connection of a schema with every order: what walks and plans are made over."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from graphql import GraphQLObjectType, GraphQLSchema, get_named_type
from sqlalchemy import Select, inspect, select

from permissions.declaration import Connected, OrderBy
from permissions.role_schemas import declared, model_of
from permissions.rows import enter
from resolvers.read.keyset import Keyset, keyset
from resolvers.read.scope import matches
from rules.vocabulary import Role


@dataclass(frozen=True)
class Way:
    """One connection field of `type` in one order."""

    role: Role
    type: GraphQLObjectType
    name: str
    order: str
    by: OrderBy

    @property
    def element(self) -> Any:
        return self.type.fields[self.name]

    @property
    def answer(self) -> Connected:
        return declared(self.element).metadata["answer"]  # type: ignore[no-any-return]

    @property
    def model(self) -> Any:
        connection: Any = get_named_type(self.element.type)
        return model_of(get_named_type(connection.fields["nodes"].type))

    @property
    def keyset(self) -> Keyset:
        return keyset(self.model, self.order, self.by)

    @property
    def is_plain(self) -> bool:
        """Whether it asks for no argument of its own."""
        return not any(str(a.type).endswith("!") and a.default is None for a in self.given)

    @property
    def given(self) -> list[Any]:
        return list(self.element.args.values())

    def expected(self, parent: UUID | None) -> Select[Any]:
        """The ids of the rows that the role may see, in order, said once more by itself."""
        row, seen = enter(self.model, self.role)
        statement = select(row.id).where(seen).order_by(*self.keyset.order_by(row, False))
        if self.answer.relation:
            own: Any = model_of(self.type)
            above, _ = enter(own, self.role)
            relation = inspect(own).relationships[self.answer.relation]
            statement = statement.where(above.id == parent, matches(above, row, relation))
        if self.answer.where:
            statement = statement.where(self.answer.where(row, self.defaults()))
        return statement

    def defaults(self) -> dict[str, Any]:
        found = ((a, a.default) for a in self.given if a.default is not None)
        return {
            declared(a).python_name: int(default.literal.value)  # numbers are enough so far
            for a, default in found
        }

    def document(self, is_below: bool, arguments: str) -> str:
        """Of `$cursor`, and `$id` of the row that it stands on: a plan serves all its pages."""
        pages = f"{self.name}(orderBy: {self.order}, {arguments}) {{ {PAGE} }}"
        if not is_below:
            return f"query ($cursor: String) {{ {pages} }}"
        node = f"node(id: $id) {{ ... on {self.type.name} {{ {pages} }} }}"
        return f"query ($cursor: String, $id: ID!) {{ {node} }}"


PAGE = "edges { cursor } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }"


def ways(schema: GraphQLSchema, role: Role) -> Iterator[Way]:
    for type_ in schema.type_map.values():
        if not isinstance(type_, GraphQLObjectType) or type_.name.startswith("__"):
            continue
        if type_ is schema.subscription_type:
            continue  # its first page is a query's; no cursor leads on from there
        for name, element in type_.fields.items():
            definition = declared(element)
            if definition and isinstance(definition.metadata.get("answer"), Connected):
                orders: Any = get_named_type(element.args["orderBy"].type)
                for order, value in orders.values.items():
                    yield Way(role, type_, name, order, value.value.value)
