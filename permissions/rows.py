"""Which rows a role may see: one predicate for each table and role, declared beside its noun.

`enter` is the only door to a table: it gives a fresh alias together with the predicate, so every
way to a row (root, join, list, total, facet, node, export) goes through it. Predicates see the
viewer as bind parameters, never as values: one compiled statement serves every viewer of a role.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Integer,
    ScalarSelect,
    Text,
    Uuid,
    and_,
    bindparam,
    exists,
    func,
    literal_column,
    or_,
    select,
    true,
)
from sqlalchemy.orm import RelationshipProperty, aliased

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

    @property
    def role(self) -> BindParameter[str]:
        """By name; for what an account keeps apart by its roles."""
        return bindparam("viewer_role", type_=Text())


Declared = TypeVar("Declared", bound=Predicate)

VIEWER = ViewerParameters()
VISIBLE: dict[tuple[type, Role], Predicate] = {}
ACTED_ON: dict[tuple[type, Role], Predicate] = {}


def viewer_values(viewer: Viewer) -> dict[str, object]:
    """The values of the bind parameters that predicates may name."""
    return {
        "viewer_account_id": viewer.account_id,
        "viewer_institution_id": viewer.institution_id,
        "viewer_district_code": viewer.district_code,
        "viewer_expert_id": viewer.expert_id,
        "viewer_role": viewer.role.name,
    }


def everything(row: Any, viewer: ViewerParameters) -> None:
    """The predicate of a role that may see every row of a table."""


def visible(model: type, roles: Iterable[Role]) -> Callable[[Declared], Declared]:
    """Declare the rows of `model` that `roles` may see; a second declaration is refused."""

    def declare(predicate: Declared) -> Declared:
        for role in roles:
            if (model, role) in VISIBLE:
                raise ValueError(f"{model.__name__} has a predicate for {role.name} already")
            VISIBLE[model, role] = predicate
        return predicate

    return declare


def follow(part: type, key: str, whole: type, roles: Iterable[Role]) -> None:
    """Declare that `roles` see a `part` where they see the row of `whole` that its `key` names."""
    for role in roles:
        visible(part, [role])(Following(key, whole, role))


@dataclass(frozen=True)
class Following:
    """The predicate of a part: that of its whole, written once and asked through the key."""

    key: str
    whole: type
    role: Role

    def __call__(self, row: Any, viewer: ViewerParameters) -> ColumnElement[bool] | None:
        if sees_everything(self.whole, self.role):
            return None
        return leads_to(self.whole, self.role, getattr(row, self.key), viewer)


def own(row: Any, viewer: ViewerParameters) -> ColumnElement[bool]:
    """The rows of the viewer's institution."""
    return row.institution_id == viewer.institution_id  # type: ignore[no-any-return]


def of_own_school(row: Any, key: str = "institution_id") -> ColumnElement[bool]:
    """Whether the row is of the viewer's school; an authority, which has no school, has all."""
    school = VIEWER.institution_id
    return or_(school.is_(None), getattr(row, key) == school)


def predicate_of(model: type, role: Role) -> Predicate | None:
    return VISIBLE.get((model, role))


def sees_everything(model: type, role: Role) -> bool:
    predicate = VISIBLE.get((model, role))
    if isinstance(predicate, Following):
        return sees_everything(predicate.whole, role)
    return predicate is everything


def enter(model: type, role: Role) -> tuple[Any, ColumnElement[bool]]:
    """A fresh row of a table, with the condition that says which rows this role may see."""
    row = _fresh(model)
    return row, meets(model, role, row, VIEWER)


def acted_on(model: type, roles: Iterable[Role]) -> Callable[[Declared], Declared]:
    """Declare the rows of `model` that acts of `roles` may name, where they see more than those."""

    def declare(predicate: Declared) -> Declared:
        for role in roles:
            if (model, role) in ACTED_ON:
                raise ValueError(f"{model.__name__} has rows to act on for {role.name} already")
            ACTED_ON[model, role] = predicate
        return predicate

    return declare


def enter_to_act(model: type, role: Role) -> tuple[Any, ColumnElement[bool]]:
    """A fresh row of a table, with the condition under which an act of this role may name it.

    Of what is public a school sees other schools' too: it acts on its own alone.
    """
    row, seen = enter(model, role)
    default = own if role is Role.SCHOOL and hasattr(model, "institution_id") else everything
    more = ACTED_ON.get((model, role), default)(row, VIEWER)
    return row, seen if more is None else and_(seen, more)


def enter_over(relation: RelationshipProperty[Any], role: Role) -> tuple[Any, ColumnElement[bool]]:
    """A fresh row on the other side of a relation from a row that was entered.

    Where one side is seen because the other is, and the relation is that very tie, the predicate
    has been asked already.
    """
    row = _fresh(relation.mapper.class_)
    if is_implied(relation, role):
        return row, true()
    return row, meets(relation.mapper.class_, role, row, VIEWER)


def is_implied(relation: RelationshipProperty[Any], role: Role) -> bool:
    """Whether seeing the row at this end of a relation is seeing the row at the other."""
    here, there = relation.parent, relation.mapper
    if len(relation.local_remote_pairs or []) != 1:
        return False
    local, remote = (relation.local_remote_pairs or [])[0]
    keys = here.get_property_by_column(local).key, there.get_property_by_column(remote).key
    down, up = VISIBLE.get((there.class_, role)), VISIBLE.get((here.class_, role))
    return _follows(down, here.class_, ("id", keys[1]), keys) or _follows(
        up, there.class_, (keys[0], "id"), keys
    )


def _follows(
    predicate: Predicate | None, whole: type, tie: tuple[str, str], keys: tuple[str, str]
) -> bool:
    if not isinstance(predicate, Following) or predicate.whole is not whole:
        return False
    return keys == tie and predicate.key in tie


def meets(model: type, role: Role, row: Any, viewer: ViewerParameters) -> ColumnElement[bool]:
    """The condition under which the role sees this row. Raises KeyError if it sees none at all."""
    condition = VISIBLE[model, role](row, viewer)
    return true() if condition is None else condition


def among(model: type, condition: Callable[[Any], ColumnElement[bool]]) -> ColumnElement[bool]:
    """Whether a row of `model` meets the condition: for predicates that look at other tables.

    It asks, it never shows: what it finds does not leave the database.
    """
    row = _fresh(model)
    one = select(literal_column("1", Integer)).select_from(row).where(condition(row))
    return exists(one.correlate_except(row))


def newest(model: type, column: str, condition: Callable[[Any], ColumnElement[bool]]) -> Any:
    """The greatest value of a column among the rows that meet the condition, NULL without one.

    It bounds, it is never shown: like `among`.
    """
    return told(model, lambda row: func.max(getattr(row, column)), condition)


def told(
    model: type,
    value: Callable[[Any], Any],
    condition: Callable[[Any], ColumnElement[bool]],
    *order: str,
) -> ScalarSelect[Any]:
    """What a row that was entered tells of the rows behind it: one value, or with `order` (names
    of columns) several, to be made an array.

    The predicate of `model` is not asked: whoever sees the row sees this. So it is for the parts
    of a row, which are seen where it is, for figures, and for what decides and is never shown.
    """
    row = _fresh(model)
    found = select(value(row)).select_from(row).where(condition(row))
    found = found.order_by(*(getattr(row, name) for name in order))
    return found.correlate_except(row).scalar_subquery()


def leads_to(model: type, role: Role, key: Any, viewer: ViewerParameters) -> ColumnElement[bool]:
    """Whether the key names a row of `model` that the role sees."""
    return among(model, lambda row: and_(row.id == key, meets(model, role, row, viewer)))


MOST_KEPT = 32  # aliases of one table; a statement that needs more makes the others anew
_KEPT: dict[type, list[Any]] = {}
_TAKEN: ContextVar[Counter[type] | None] = ContextVar("aliases taken by a statement", default=None)


@contextmanager
def one_statement() -> Iterator[None]:
    """Within it no two rows are the same, but a later statement gets them again: an alias and the
    columns asked of it were half the cost of compiling (measured). What was made inside goes into
    that statement and no other."""
    token = _TAKEN.set(Counter()) if _TAKEN.get() is None else None
    try:
        yield
    finally:
        if token is not None:
            _TAKEN.reset(token)


def _fresh(model: type) -> Any:
    """An alias that the statement in the making does not hold yet."""
    taken = _TAKEN.get()
    if taken is None:
        return _new(model)
    kept, number = _KEPT.setdefault(model, []), taken[model]
    taken[model] += 1
    if number < len(kept):
        return kept[number]
    made = _new(model)
    if number < MOST_KEPT:
        kept.append(made)
    return made


def _new(model: type) -> Any:
    return aliased(model)
