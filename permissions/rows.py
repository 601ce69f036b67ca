"""Which rows a role may see: one predicate for each table and role, declared beside its noun.

`enter` is the only door to a table: it gives a fresh alias together with the predicate, so every
way to a row (root, join, list, total, facet, node, export) goes through it. Predicates see the
viewer as bind parameters, never as values: one compiled statement serves every viewer of a role.
"""

from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import BindParameter, ColumnElement, Text, Uuid, bindparam, true
from sqlalchemy.orm import aliased

from permissions.viewer import Viewer
from rules.vocabulary import Role

Predicate = Callable[[Any, "ViewerParameters"], "ColumnElement[bool] | None"]


class ViewerParameters:
    """The viewer inside a statement: the same names as `Viewer`, each a bind parameter."""

    @property
    def account_id(self) -> BindParameter[UUID]:
        return bindparam("viewer_account_id", type_=Uuid())

    @property
    def institution_id(self) -> BindParameter[UUID]:
        return bindparam("viewer_institution_id", type_=Uuid())

    @property
    def district_code(self) -> BindParameter[str]:
        return bindparam("viewer_district_code", type_=Text())

    @property
    def expert_id(self) -> BindParameter[UUID]:
        return bindparam("viewer_expert_id", type_=Uuid())


VIEWER = ViewerParameters()
VISIBLE: dict[tuple[type, Role], Predicate] = {}


def viewer_values(viewer: Viewer) -> dict[str, object]:
    """The values of the bind parameters that predicates may name."""
    return {
        "viewer_account_id": viewer.account_id,
        "viewer_institution_id": viewer.institution_id,
        "viewer_district_code": viewer.district_code,
        "viewer_expert_id": viewer.expert_id,
    }


def everything(row: Any, viewer: ViewerParameters) -> None:
    """The predicate of a role that may see every row of a table."""


def visible(model: type, roles: Iterable[Role]) -> Callable[[Predicate], Predicate]:
    """Declare the rows of `model` that `roles` may see; a second declaration is refused."""

    def declare(predicate: Predicate) -> Predicate:
        for role in roles:
            if (model, role) in VISIBLE:
                raise ValueError(f"{model.__name__} has a predicate for {role.name} already")
            VISIBLE[model, role] = predicate
        return predicate

    return declare


def predicate_of(model: type, role: Role) -> Predicate | None:
    return VISIBLE.get((model, role))


def sees_everything(model: type, role: Role) -> bool:
    return VISIBLE.get((model, role)) is everything


def enter(model: type, role: Role) -> tuple[Any, ColumnElement[bool]]:
    """A fresh row of a table, with the condition that says which rows this role may see."""
    row = aliased(model)
    condition = VISIBLE[model, role](row, VIEWER)
    return row, true() if condition is None else condition
