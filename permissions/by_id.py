"""按标识取对象: which rows a role finds by nothing but an id, for both executors alike.

Whoever has an id need not have come by it rightly: what a role may see only together with
something else that it must know (a certificate by two factors, 4.4) is not found by its id.
"""

from typing import Any

from graphql import GraphQLObjectType
from sqlalchemy import ColumnElement, and_

from permissions.role_schemas import declared, model_of
from permissions.rows import VIEWER, enter
from rules.vocabulary import Role


def enter_by_id(type_: GraphQLObjectType, role: Role) -> tuple[Any, "ColumnElement[bool] | None"]:
    """A fresh row of the type's table, and the condition under which an id finds it.

    None: the role finds none by an id, whatever it may see of them elsewhere.
    """
    row, seen = enter(model_of(type_), role)  # type: ignore[arg-type]
    found_by = declared(type_).origin.__found_by_id__
    if found_by is None:
        return row, seen
    if role not in found_by:
        return row, None
    more = found_by[role](row, VIEWER)
    return row, seen if more is None else and_(seen, more)
