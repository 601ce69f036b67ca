"""How a mutation is declared: its act's line in the workflow gives roles, clause and words."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import strawberry

from permissions.declaration import Act, argument, field, input_field, input_of
from rules.lifecycle import find
from rules.vocabulary import Role

Function = Callable[..., Awaitable[Any]]


def mutation(name: str, function: Function, input_: Any, **given: Any) -> Any:
    """The mutation of a workflow's act: `name` is its camelCase name in `rules/lifecycle.py`."""
    act = find(name)
    roles = [role for role in Role if role in act.by]
    return _field(act.zh, act.en, roles, act.clause, function, input_, **given)


def free_mutation(
    zh: str,
    en: str,
    roles: Sequence[Role],
    clause: str | None,
    function: Function,
    input_: Any,
    **given: Any,
) -> Any:
    """A mutation outside every workflow: it says itself who may, by which clause.

    `input_` None: the act needs nothing but the viewer.
    """
    return _field(zh, en, roles, clause, function, input_, **given)


def _field(
    zh: str,
    en: str,
    roles: Sequence[Role],
    clause: str | None,
    function: Function,
    input_: Any,
    *,
    keyed: bool = True,
    before: Function | None = None,
) -> Any:
    needed = {} if input_ is None else {"input": argument(input_, "输入", "What the act needs")}
    return field(zh, en, roles, clause, answer=Act(function, keyed, before), arguments=needed)


@input_of("决定", "An act on one object that needs no reason")
class ActInput:
    id: strawberry.ID = input_field("标识", "The object")
    expected_version: int = input_field("预期版本", "The version that was seen; stale is CONFLICT")
    idempotency_key: str | None = input_field("幂等键", "The same key gives the first result")


@input_of("附理由的决定", "An act on one object that needs a reason")
class ReasonedInput:
    id: strawberry.ID = input_field("标识", "The object")
    reason: str = input_field("理由", "Why, in words for those concerned; 1 to 2,000 characters")
    expected_version: int = input_field("预期版本", "The version that was seen; stale is CONFLICT")
    idempotency_key: str | None = input_field("幂等键", "The same key gives the first result")
