"""变量 What was expected of a variable that does not fit its type, and where.

graphql-core finds that variables do not fit; here it is said in the words of the register, by the
place in the variable: `input.items[3].level`. What was sent is not repeated: it may be personal.
"""

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any, Final

from graphql import (
    DocumentNode,
    GraphQLEnumType,
    GraphQLError,
    GraphQLInputObjectType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLSchema,
    Undefined,
    VariableDefinitionNode,
    type_from_ast,
)

from permissions.errors import BadUserInput
from resolvers.read.plans import operation_of
from resolvers.scalars import EXPECTED

MOST_ERRORS: Final = 5
MOST_WORDS: Final = 20  # of an enumeration, written out in a sentence


def refusals(
    schema: GraphQLSchema, ast: DocumentNode, name: str | None, given: Mapping[str, Any]
) -> list[GraphQLError]:
    """An error for each place that does not fit, the first few."""
    found = (
        error
        for definition in operation_of(ast, name).variable_definitions or ()
        for error in _of_variable(schema, definition, given)
    )
    return [GraphQLError(e.en, original_error=e) for e in islice(found, MOST_ERRORS)]


def _of_variable(
    schema: GraphQLSchema, definition: VariableDefinitionNode, given: Mapping[str, Any]
) -> Iterator[BadUserInput]:
    name = definition.variable.name.value
    if name not in given and definition.default_value is not None:
        return iter(())
    type_ = type_from_ast(schema, definition.type)
    return _unfit(given.get(name), type_, name)


def _unfit(value: Any, type_: Any, at: str) -> Iterator[BadUserInput]:
    if isinstance(type_, GraphQLNonNull):
        if value is None:
            yield _lacking(at, type_.of_type)
            return
        type_ = type_.of_type
    if value is None:
        return
    if isinstance(type_, GraphQLList):
        items = value if isinstance(value, list) else [value]
        for index, item in enumerate(items):
            yield from _unfit(item, type_.of_type, f"{at}[{index}]")
    elif isinstance(type_, GraphQLInputObjectType):
        yield from _unfit_object(value, type_, at)
    elif not _is_taken(value, type_):
        zh, en = expected(type_)
        yield BadUserInput(f"{at}应为{zh}。", f"{at} must be {en}.", at=at)


def _unfit_object(value: Any, type_: GraphQLInputObjectType, at: str) -> Iterator[BadUserInput]:
    if not isinstance(value, dict):
        zh, en = expected(type_)
        yield BadUserInput(f"{at}应为{zh}。", f"{at} must be {en}.", at=at)
        return
    for name in value.keys() - type_.fields.keys():
        yield BadUserInput(f"{at}没有字段{name}。", f"{at} has no field {name}.", at=f"{at}.{name}")
    for name, field in type_.fields.items():
        if name in value or field.default is None:
            yield from _unfit(value.get(name), field.type, f"{at}.{name}")
    if type_.is_one_of and sum(v is not None for v in value.values()) != 1:
        names = "、".join(type_.fields)
        yield BadUserInput(
            f"{at}应恰好给出一个字段：{names}。",
            f"{at} takes exactly one of the fields {', '.join(type_.fields)}.",
            at=at,
        )


def _lacking(at: str, type_: Any) -> BadUserInput:
    zh, en = expected(type_)
    return BadUserInput(f"{at}必须有值：{zh}。", f"{at} must have a value: {en}.", at=at)


def _is_taken(value: Any, type_: Any) -> bool:
    try:
        return type_.coerce_input_value(value) is not Undefined
    except GraphQLError:
        return False


def expected(type_: Any) -> tuple[str, str]:
    """What a type takes, in Chinese and in English."""
    if isinstance(type_, GraphQLNonNull):
        return expected(type_.of_type)
    if isinstance(type_, GraphQLList):
        zh, en = expected(type_.of_type)
        return f"列表，每项为{zh}", f"a list, each item {en}"
    if isinstance(type_, GraphQLEnumType) and len(type_.values) <= MOST_WORDS:
        return f"{'、'.join(type_.values)}之一", f"one of {', '.join(type_.values)}"
    return EXPECTED.get(type_.name) or (f"{type_.name}的值", f"a value of {type_.name}")
