"""评价规范内容 The content of a specification as a school enters it, written as a whole (2.1)."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import and_, delete

from models import (
    Document,
    EvaluationSpecification,
    Occupation,
    SpecificationCompetence,
    SpecificationPart,
    Trade,
)
from models.base import new_id
from permissions.rows import VIEWER
from resolvers.occupation import is_an_occupation
from resolvers.write.saving import find_all
from resolvers.write.writing import Ref, Writing
from rules.clause_1_3_items import check_range
from rules.clause_2_1_specification import check_predecessor
from rules.entry import already_registered, check_distinct, check_number, check_text, not_found
from rules.finding import Findings, Path, all_below

Given = Mapping[str, Any]
Named = Mapping[Path, Any]
TEXTS = ("function", "work", "skills", "knowledge")


async def put_content(writing: Writing, row: EvaluationSpecification, given: Given) -> None:
    """Refused is what the tables cannot hold; all else may wait until it is handed in."""
    shown = {"evaluation_specification": Ref.of(row)}
    named = await _find_named(writing, given)
    findings = _check_entered(writing.clause, given) + _check_named(writing.clause, named)
    findings += await _check_edition(writing, row, given)
    writing.judge(all_below(findings, "specification"), **shown)
    _enter(writing, row, given, named)
    writing.add(row)
    await writing.session.flush()
    await _replace_parts(writing, row, given)


def _check_entered(clause: str, given: Given) -> Findings:
    found = (
        check_range(given["level_from"], given["level_to"], ("levelTo",))
        + check_text(clause, given["name"], ("name",))
        + check_text(clause, given["edition"], ("edition",))
        + check_distinct(clause, [part["name"].strip() for part in given["parts"]], ("parts",))
    )
    for place, part in enumerate(given["parts"]):
        path: Path = ("parts", place)
        found += check_text(clause, part["name"], (*path, "name"))
        found += check_number(clause, part["weight"], (*path, "weight"), least=1, most=100)
    for place, one in enumerate(given["competences"]):
        path = ("competences", place)
        found += check_number(clause, one["level"], (*path, "level"), least=1, most=5)
        for name in TEXTS:
            found += check_text(clause, one[name], (*path, name))
    return found


async def _find_named(writing: Writing, given: Given) -> dict[Path, Any]:
    """The rows that the input names. Raises Refused with NOT_FOUND on the path of an id."""
    below = "specification"
    wanted: tuple[tuple[type[Any], str, str, tuple[Any, ...]], ...] = (
        (Occupation, "occupation_id", "occupationId", (is_an_occupation,)),
        (Trade, "trade_id", "tradeId", ()),
        (Document, "document_id", "documentId", ()),
        (EvaluationSpecification, "predecessor_id", "predecessorId", (_is_own,)),
    )
    found: dict[Path, Any] = {}
    for model, column, shown, conditions in wanted:
        named = {(below, shown): given.get(column)}
        found |= await find_all(writing, model, named, *conditions)
    return {path[1:]: row for path, row in found.items()}


def _is_own(row: Any) -> Any:
    """Others' filed ones are seen too, but not followed."""
    return row.institution_id == VIEWER.institution_id


def _check_named(clause: str, named: Named) -> Findings:
    """The trade is of the occupation; the edition before it is filed, and for the same."""
    occupation, trade = named["occupationId",], named.get(("tradeId",))
    before = named.get(("predecessorId",))
    found: Findings = ()
    if trade is not None and trade.occupation_id != occupation.id:
        found += not_found(clause, ("tradeId",))
    if before is not None:
        own = (occupation.id, trade.id if trade else None)
        found += check_predecessor(before.status, own == (before.occupation_id, before.trade_id))
    return found


async def _check_edition(writing: Writing, row: EvaluationSpecification, given: Given) -> Findings:
    """A school has one specification of a name and edition."""
    is_taken = await writing.exists(
        EvaluationSpecification,
        lambda other: and_(
            other.institution_id == row.institution_id,
            other.name == given["name"].strip(),
            other.edition == given["edition"].strip(),
            other.id != row.id,
        ),
    )
    return already_registered(writing.clause, ("edition",)) if is_taken else ()


def _enter(writing: Writing, row: EvaluationSpecification, given: Given, named: Named) -> None:
    for column, shown in (
        ("occupation_id", "occupationId"),
        ("trade_id", "tradeId"),
        ("document_id", "documentId"),
        ("predecessor_id", "predecessorId"),
    ):
        found = named.get((shown,))
        setattr(row, column, found.id if found else None)
    row.name, row.edition = given["name"].strip(), given["edition"].strip()
    row.level_from, row.level_to = given["level_from"], given["level_to"]
    row.updated_at = writing.now  # parts below may change alone; the version still rises


async def _replace_parts(writing: Writing, row: EvaluationSpecification, given: Given) -> None:
    """Parts and competences become those of the input; the earlier ones go."""
    for model, entered in (
        (SpecificationPart, given["parts"]),
        (SpecificationCompetence, given["competences"]),
    ):
        of_row = model.specification_id == row.id
        await writing.session.execute(
            delete(model).where(of_row).execution_options(synchronize_session=False)
        )
        writing.add(
            *(
                model(id=new_id(), specification_id=row.id, position=place, **_bare(values))
                for place, values in enumerate(entered, start=1)
            )
        )


def _bare(values: Given) -> dict[str, Any]:
    return {
        name: value.strip() if isinstance(value, str) else value for name, value in values.items()
    }
