"""The start is refused for what a role's schema could not keep; two roles see two schemas."""

from collections.abc import Callable
from enum import Enum
from typing import Any

import pytest
import strawberry
from graphql import GraphQLSchema, graphql_sync, parse, print_schema, validate
from sqlalchemy import BigInteger, ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

from models.base import Base
from permissions.declaration import (
    Attribute,
    Batch,
    Expression,
    Group,
    Related,
    Rows,
    argument,
    enum_of,
    field,
    input_field,
    input_of,
    of,
    order,
)
from permissions.promises import check_promises
from permissions.role_schemas import Undeclared, role_schema
from permissions.rows import everything, visible
from rules.vocabulary import Role
from schema.node import Connection, connection
from tests.register import schemas

CENTER = (Role.CENTER,)
BOTH = (Role.CENTER, Role.PUBLIC)


class TinyBase(DeclarativeBase):
    type_annotation_map = Base.type_annotation_map


class Open(TinyBase):
    """Everybody sees all of it."""

    __tablename__ = "tiny_open"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    nick: Mapped[str | None]
    count: Mapped[int] = mapped_column(BigInteger)
    closed_id: Mapped[int] = mapped_column(ForeignKey("tiny_closed.id"))
    other_id: Mapped[int | None] = mapped_column(ForeignKey("tiny_open.id"))
    closed: Mapped["Closed"] = relationship(lazy="raise")
    other: Mapped["Open | None"] = relationship(remote_side="Open.id", lazy="raise")


class Closed(TinyBase):
    """The public sees some rows, the center all."""

    __tablename__ = "tiny_closed"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


class Unseen(TinyBase):
    """No role has a predicate."""

    __tablename__ = "tiny_unseen"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


visible(Open, BOTH)(everything)
visible(Closed, [Role.CENTER])(everything)
visible(Closed, [Role.PUBLIC])(lambda row, viewer: row.name == "open")


class Shade(Enum):
    LIGHT = order("name", "浅", "Light")
    DARK = order("name", "深", "Dark", CENTER)


class Faulty(Enum):
    NICK = order("nick", "昵称", "By a column that may be null")


enum_of(Shade, "色", "Shade")
enum_of(Faulty, "序", "Order")


@of(Closed, "闭", "Some rows are hidden")
class ClosedType:
    name: str = field("名", "Name")


@of(Unseen, "隐", "No predicate")
class UnseenType:
    name: str = field("名", "Name")


@of(None, "内", "Nothing of it is for the public", CENTER)
class Inner:
    name: str = field("名", "Name", CENTER)


@input_of("入", "Hides what it needs")
class Needs:
    name: str | None = input_field("名", "Name")
    secret: int = input_field("密", "Required", CENTER)


@input_of("入", "Says by silence what the public may not say")
class Silent:
    shade: Shade = input_field("色", "Shade", default=Shade.DARK)


async def nothing(rows: Any, asked: Any) -> list[Any]:
    return [None for _ in rows]


def anything(row: Any, given: Any) -> Any:
    return row.id.is_not(None)


def schema_of(annotation: Any, declared: Any, model: Any = Open) -> strawberry.Schema:
    """A whole schema with one field on a type that stands on `model`, below `thing`."""
    body = {"__annotations__": {"field": annotation, "kept": str}, "field": declared}
    body |= {"kept": field("留", "Kept", answer=Expression(lambda row, given: row.name))}
    thing = of(model, "物", "Thing", name="Thing")(type("Thing", (), body))
    root = field("物", "Thing", answer=Rows(anything))
    query = type("Query", (), {"__annotations__": {"thing": thing | None}, "thing": root})
    return strawberry.Schema(query=of(None, "查", "Query", name="Query")(query))


def checked(whole: strawberry.Schema, role: Role = Role.PUBLIC) -> GraphQLSchema:
    cut = role_schema(whole, role)._schema
    check_promises(cut, whole._schema, role)
    return cut


def plain(**given: Any) -> Any:
    return field("字", "Field", **given)


REFUSED: dict[str, tuple[str, Callable[[], strawberry.Schema]]] = {
    "a field of a type that shows the role nothing": (
        "sees Thing.field, but nothing of its type Inner",
        lambda: schema_of(Inner | None, plain(answer=Batch(nothing, ("id",)))),
    ),
    "a type whose table has no predicate for the role": (
        "UnseenType is shown, but Unseen has no predicate",
        lambda: schema_of(UnseenType | None, plain(answer=Rows(anything))),
    ),
    "a non-null field over a column that may be null": (
        "Thing.field is non-null, but its column may be null",
        lambda: schema_of(str, plain(answer=attribute("nick"))),
    ),
    "a non-null relation whose rows may be hidden": (
        "Thing.field is non-null, but not every Closed is visible",
        lambda: schema_of(ClosedType, plain(answer=attribute("closed"))),
    ),
    "a non-null relation whose key may be null": (
        "Thing.field is non-null, but its key may be null",
        lambda: schema_of(open_type(), plain(answer=attribute("other"))),
    ),
    "a non-null row that is looked up": (
        "Thing.field looks one row up",
        lambda: schema_of(ClosedType, plain(answer=Rows(anything))),
    ),
    "a column that is not there": (
        "Open has no column or relation weight",
        lambda: schema_of(str, plain(answer=attribute("weight"))),
    ),
    "a list over a relation to one row": (
        "Thing.field is a list, its relation is not so",
        lambda: schema_of(list[ClosedType], plain(answer=attribute("closed"))),
    ),
    "a relation shown as another type": (
        "Thing.field is of another type than its relation to Closed",
        lambda: schema_of(open_type() | None, plain(answer=attribute("closed"))),
    ),
    "a large number as Int": (
        "Thing.field is of Int, its column of BigInteger",
        lambda: schema_of(int, plain(answer=attribute("count"))),
    ),
    "a text as a number": (
        "Thing.field is of Int, its column of",
        lambda: schema_of(int, plain(answer=attribute("name"))),
    ),
    "a text as a term": (
        "Thing.field is of Role, its column of",
        lambda: schema_of(Role, plain(answer=attribute("name"))),
    ),
    "a value of an answer that is hidden": (
        "Thing.field may answer DARK, which is hidden",
        lambda: schema_of(Shade, plain(answer=Expression(anything))),
    ),
    "a required argument that is hidden": (
        "Thing.field.secret is required, but hidden from PUBLIC",
        lambda: schema_of(str, plain(answer=Expression(anything), secret=secret())),
    ),
    "a required input field that is hidden": (
        "Needs.secret is required, but hidden from PUBLIC",
        lambda: schema_of(str, plain(answer=Expression(anything), by=taking(Needs))),
    ),
    "a default that is hidden": (
        "Thing.field(shade:) has invalid default value",
        lambda: schema_of(
            str, plain(answer=Expression(anything), shade=taking(Shade, default=Shade.DARK))
        ),
    ),
    "a default of an input field that is hidden": (
        "Silent.shade has invalid default value",
        lambda: schema_of(str, plain(answer=Expression(anything), by=taking(Silent))),
    ),
    "an order by a column that may be null": (
        "nick may be null and has no place in an order",
        lambda: schema_of(Connection[open_type()], paged(Faulty)),
    ),
    "a batch function that needs what is not there": (
        "Open has no column weight",
        lambda: schema_of(str, plain(answer=Batch(nothing, ("weight",)))),
    ),
    "related rows in the order of what is not there": (
        "Closed has no column weight",
        lambda: schema_of(list[ClosedType], plain(answer=Related(anything, ("weight",)))),
    ),
    "a group on another table": (
        "Thing.field is a group, so its type must stand on the same table",
        lambda: schema_of(ClosedType, plain(answer=Group())),
    ),
    "a relation that pages go along and is not there": (
        "there is no relation parts",
        lambda: schema_of(Connection[ClosedType], paged(Shade, relation="parts")),
    ),
}


def attribute(name: str) -> Any:
    return Attribute(name)


def open_type() -> Any:
    body = {"__annotations__": {"name": str}, "name": field("名", "Name")}
    return of(Open, "开", "Open", name="OpenType")(type("OpenType", (), body))


def secret() -> Any:
    return argument(int, "密", "Required", CENTER)


def taking(type_: Any, **given: Any) -> Any:
    return argument(type_, "入", "Input", **given)


def paged(orders: Any, **given: Any) -> Any:
    return connection("页", "Pages", order=orders, **given)


@pytest.mark.parametrize("name", REFUSED)
def test_the_start_is_refused_for(name: str) -> None:
    words, declared = REFUSED[name]

    with pytest.raises(Undeclared) as refused:
        checked(declared())

    assert words in str(refused.value)
    assert "PUBLIC" in str(refused.value)


def test_an_element_without_exactly_one_access_is_refused() -> None:
    @strawberry.type
    class Query:
        name: str

    with pytest.raises(Undeclared, match=r"Query.name needs exactly one @access, it has 0"):
        role_schema(strawberry.Schema(query=Query), Role.PUBLIC)


def test_what_the_center_may_see_is_no_fault_of_its_schema() -> None:
    whole = schema_of(ClosedType, plain(roles=CENTER, answer=attribute("closed")))

    assert "field: ClosedType!" in print_schema(checked(whole, Role.CENTER))
    assert "ClosedType" not in print_schema(checked(whole, Role.PUBLIC))


def test_a_hidden_name_is_in_no_introspection_and_in_no_words_of_an_error() -> None:
    given = plain(answer=Expression(anything), secret=argument(int | None, "密", "Few", CENTER))
    whole = schema_of(str, given)
    public = checked(whole)

    shown = graphql_sync(public, "{ __schema { types { name fields { name args { name } } } } }")
    errors = validate(public, parse("{ thing { field(secre: 1) fiel } }"))

    assert "secret" not in str(shown.data)
    assert "secret" not in str(errors)
    assert len(errors) == 2
    assert "secret" in print_schema(checked(whole, Role.CENTER))


def test_each_role_of_the_register_has_a_schema_of_its_own() -> None:
    printed = {role: print_schema(schema) for role, schema in schemas().items()}

    authorities = {Role.DEPARTMENT, Role.COMMISSION, Role.CENTER, Role.BUREAU}
    others = [printed[role] for role in printed if role not in authorities]

    assert set(printed) == set(Role)
    assert len(set(others)) == len(others)
    assert printed[Role.PUBLIC] not in {printed[role] for role in authorities}
