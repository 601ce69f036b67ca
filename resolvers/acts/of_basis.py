"""评价依据的规定 What the center enters of a standard or specification: one row for each (2.1)."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar, cast

from models import EvaluationSpecification, Standard
from models.base import new_id
from resolvers.write.saving import find_all
from resolvers.write.writing import Writing
from rules.entry import already_registered
from rules.finding import Findings

Row = TypeVar("Row")


async def row_of_basis(
    writing: Writing, model: Callable[..., Row], given: Mapping[str, Any]
) -> Row:
    """The row that the input names, locked at its version, or a new one; of the basis it names.

    Raises Refused (NOT_FOUND), Conflict, and BadUserInput for an id without a version.
    """
    row: Any = (
        model(id=new_id())
        if given.get("id") is None
        else await writing.lock(cast("type[Row]", model), given)
    )
    of = given["of"]
    standards = await find_all(writing, Standard, {("of", "standardId"): of.get("standard_id")})
    specifications = await find_all(
        writing, EvaluationSpecification, {("of", "specificationId"): of.get("specification_id")}
    )
    row.standard_id = next((each.id for each in standards.values()), None)
    row.specification_id = next((each.id for each in specifications.values()), None)
    return row  # type: ignore[no-any-return]


async def check_only_one(writing: Writing, row: Any) -> Findings:
    """A basis has one; another is no second, it is entered with the id of the first."""
    column = "specification_id" if row.standard_id is None else "standard_id"
    value = getattr(row, column)
    is_taken = await writing.exists(
        type(row), lambda other: (getattr(other, column) == value) & (other.id != row.id)
    )
    return already_registered(writing.clause, ("of",)) if is_taken else ()
