"""The whole schema built once, and one schema for each role cut from it."""

import sys
from datetime import date, datetime
from decimal import Decimal

import strawberry
from graphql import GraphQLSchema
from strawberry.schema.config import StrawberryConfig
from strawberry.types.scalar import ScalarDefinition

from permissions.promises import check_promises
from permissions.role_schemas import role_schema
from resolvers.execute.attach import attach
from resolvers.scalars import (
    BigInt,
    parse_big_integer,
    parse_date,
    parse_decimal,
    parse_instant,
    print_decimal,
    print_instant,
)
from rules.vocabulary import Role
from schema import district, vocabulary, workflow  # noqa: F401  (types that others name)
from schema.acts.clock import RehearsalMutation
from schema.acts.root import Mutation
from schema.query import Query
from schema.subscription import Subscription

ISO_8601 = "https://www.rfc-editor.org/rfc/rfc3339"
SCALARS: dict[object, ScalarDefinition] = {
    date: strawberry.scalar(
        name="Date",
        description="日 A day, like 2026-11-23",
        serialize=str,
        parse_value=parse_date,
        specified_by_url=ISO_8601,
    ),
    datetime: strawberry.scalar(
        name="DateTime",
        description="时刻 An instant with offset; answers are at +08:00",
        serialize=print_instant,
        parse_value=parse_instant,
        specified_by_url=ISO_8601,
    ),
    Decimal: strawberry.scalar(
        name="Decimal",
        description='小数 A decimal number as text, like "59.5"',
        serialize=print_decimal,
        parse_value=parse_decimal,
        specified_by_url="https://speleotrove.com/decimal/daconvs.html",
    ),
    BigInt: strawberry.scalar(
        name="BigInt",
        description="大整数 A whole number of 64 bits as text",
        serialize=str,
        parse_value=parse_big_integer,
        specified_by_url="https://www.rfc-editor.org/rfc/rfc8259#section-6",
    ),
}


def share_names() -> None:
    """Types name each other in circles: every file of the schema sees all types by name."""
    modules = [m for name, m in sys.modules.items() if name.startswith("schema.")]
    types = {
        name: value
        for module in modules
        for name, value in vars(module).items()
        if hasattr(value, "__strawberry_definition__")
    }
    for module in modules:
        for name, value in types.items():
            vars(module).setdefault(name, value)


def whole_schema(rehearsal: bool = False) -> strawberry.Schema:
    """Everything, for nobody: it is printed, and cut for each role.

    `rehearsal` adds what is possible in the database of a rehearsal alone; it is never printed.
    """
    share_names()
    return strawberry.Schema(
        query=Query,
        mutation=RehearsalMutation if rehearsal else Mutation,
        subscription=Subscription,
        config=StrawberryConfig(scalar_map=SCALARS),
    )


def role_schemas(whole: strawberry.Schema) -> dict[Role, GraphQLSchema]:
    """The schema of each role with the executor's resolvers; refused if a declaration fails."""
    made = {}
    for role in Role:
        made[role] = role_schema(whole, role)._schema
        check_promises(made[role], whole._schema, role)
        attach(made[role])
    return made
