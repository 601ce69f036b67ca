"""备案申请 The content of an application as a school enters it, written as a whole (3.1)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, delete

import models
from models import (
    FilingApplication,
    FilingChange,
    FilingEnrolment,
    FilingItem,
    FilingItemMajor,
    FilingMaterial,
)
from models.base import new_id
from permissions.rows import VIEWER
from resolvers.occupation import is_an_occupation
from resolvers.write.saving import find_all
from resolvers.write.writing import Writing
from rules.clause_1_3_items import check_range
from rules.clause_2_1_basis import check_kind_of_basis, check_occupation_of_basis
from rules.entry import (
    check_distinct,
    check_enrolments,
    check_given,
    check_number,
    check_text,
    not_found,
)
from rules.finding import Findings, Path, all_below
from rules.vocabulary import ChangedFact

Given = Mapping[str, Any]
Filed = Mapping[ChangedFact, str | None]
"""What the directory says of the facts that a change is about."""
DECLARATIONS = ("declares_truthful", "declares_non_profit", "declares_accepting_supervision")
STATEMENTS = ("experience", "explanation", "takes_effect_on", *DECLARATIONS)


@dataclass(frozen=True)
class Named:
    """The rows that the input names, by the paths of their ids."""

    rows: Mapping[Path, Any]

    def id_at(self, *path: str | int) -> Any:
        row = self.rows.get(path)
        return row.id if row is not None else None


def check_entered(clause: str, given: Given) -> Findings:
    """What the tables cannot hold is refused at once; all else may wait for the submission."""
    enrolled = [(stated["year"], stated["enrolled"]) for stated in given["enrolments"]]
    found = check_enrolments(clause, enrolled)
    for place, material in enumerate(given["materials"]):
        found += check_text(clause, material["title"], ("materials", place, "title"))
    for place, item in enumerate(given["items"]):
        found += all_below(_check_item(clause, item), "items", place)
    return found + _check_changes(clause, given["changes"])


def _check_changes(clause: str, changes: Sequence[Given]) -> Findings:
    """A text fact has its new text, a site the site that comes in its place; none stands twice."""
    named = [(change["fact"], change.get("site_before_id")) for change in changes]
    found = check_distinct(clause, named, ("changes",))
    for place, change in enumerate(changes):
        path = ("changes", place)
        is_of_site = change["fact"] is ChangedFact.SITE
        sites = [("siteBeforeId", "site_before_id"), ("siteAfterId", "site_after_id")]
        for shown, name in sites:
            is_given = change.get(name) is not None
            found += check_given(clause, is_given, is_of_site, (*path, shown))
        is_given = bool((change.get("after") or "").strip())
        found += check_given(clause, is_given, not is_of_site, (*path, "after"))
    return found


def _check_item(clause: str, item: Given) -> Findings:
    has_standard = item.get("standard_id") is not None
    has_specification = item.get("specification_id") is not None
    majors = item["majors"]
    found = (
        check_range(item["level_from"], item["level_to"], ("levelTo",))
        + check_kind_of_basis(item["basis"], has_standard, has_specification, ("basis",))
        + check_distinct(clause, [tie["major_id"] for tie in majors], ("majors",))
    )
    for place, tie in enumerate(majors):
        path = ("majors", place, "expectedCandidates")
        found += check_number(clause, tie.get("expected_candidates"), path)
    return found


async def find_named(writing: Writing, given: Given) -> Named:
    """What the items and materials point to, the school's own or public: one statement a table.

    Raises Refused with NOT_FOUND on the path of each id that is unknown or another's.
    """
    items = given["items"]
    majors = {
        ("items", place, "majors", number, "majorId"): tie["major_id"]
        for place, item in enumerate(items)
        for number, tie in enumerate(item["majors"])
    }
    documents = {
        ("materials", place, "documentId"): material.get("document_id")
        for place, material in enumerate(given["materials"])
    }
    occupations = _ids(items, "occupation_id", "occupationId")
    found: list[dict[Path, Any]] = [
        await find_all(writing, models.Occupation, occupations, is_an_occupation),
        await find_all(writing, models.Trade, _ids(items, "trade_id", "tradeId")),
        await find_all(writing, models.Standard, _ids(items, "standard_id", "standardId")),
        await find_all(
            writing,
            models.EvaluationSpecification,
            _ids(items, "specification_id", "specificationId"),
            lambda row: row.institution_id == VIEWER.institution_id,
        ),
        await find_all(writing, models.Site, _ids(items, "site_id", "siteId")),
        await find_all(writing, models.Major, majors),
        await find_all(writing, models.Document, documents),
        await find_all(writing, models.Site, _sites_of_changes(given["changes"])),
    ]
    return Named({path: row for rows in found for path, row in rows.items()})


def _sites_of_changes(changes: Sequence[Given]) -> dict[Path, Any]:
    return {
        ("changes", place, shown): change.get(name)
        for place, change in enumerate(changes)
        for shown, name in (("siteBeforeId", "site_before_id"), ("siteAfterId", "site_after_id"))
    }


def _ids(items: Sequence[Given], name: str, shown: str) -> dict[Path, Any]:
    return {("items", place, shown): item.get(name) for place, item in enumerate(items)}


def check_belonging(clause: str, named: Named, count: int) -> Findings:
    """A trade, standard or specification is of the item's occupation."""
    found: Findings = ()
    for place in range(count):
        path: Path = ("items", place)
        occupation = named.rows[*path, "occupationId"]
        trade = named.rows.get((*path, "tradeId"))
        if trade is not None and trade.occupation_id != occupation.id:
            found += not_found(clause, (*path, "tradeId"))
        for key in ("standardId", "specificationId"):
            basis = named.rows.get((*path, key))
            is_own = basis is None or _is_of(basis, occupation, trade)
            found += check_occupation_of_basis(is_own, (*path, key))
    return found


def _is_of(basis: Any, occupation: models.Occupation, trade: models.Trade | None) -> bool:
    """A basis of the whole occupation holds for each of its trades."""
    basis_trade = getattr(basis, "trade_id", None)
    is_of_trade = basis_trade is None or (trade is not None and basis_trade == trade.id)
    return basis.occupation_id == occupation.id and is_of_trade


def enter_statements(writing: Writing, row: FilingApplication, given: Given) -> None:
    """The declarations are given anew with every save, by this account at this instant."""
    for name in STATEMENTS:
        setattr(row, name, given.get(name))
    is_declared = any(given[name] for name in DECLARATIONS)
    row.declared_by_id = writing.viewer.account_id if is_declared else None
    row.declared_at = writing.now if is_declared else None
    row.updated_at = writing.now


async def replace_parts(
    writing: Writing, row: FilingApplication, given: Given, named: Named, filed: Filed
) -> None:
    """Items, enrolments, materials and changes become those of the input; the earlier ones go."""
    for part in (FilingItem, FilingEnrolment, FilingMaterial, FilingChange):
        await writing.session.execute(
            delete(part)
            .where(and_(part.application_id == row.id))
            .execution_options(synchronize_session=False)
        )
    for model, entered in (
        (FilingItem, [_item(row, item, named, n) for n, item in enumerate(given["items"])]),
        (FilingEnrolment, [{**stated} for stated in given["enrolments"]]),
        (FilingMaterial, [_material(m, named, n) for n, m in enumerate(given["materials"])]),
        (FilingChange, [_change(c, named, n, filed) for n, c in enumerate(given["changes"])]),
    ):
        add_parts(writing, model, row, entered)


def add_parts(
    writing: Writing,
    model: type[Any],
    row: FilingApplication,
    entered: Sequence[dict[str, Any]],
) -> None:
    """Ids that rise keep the order of the school: lists without another order show it."""
    ids = sorted(new_id() for _ in entered)
    for id_, values in zip(ids, entered, strict=True):
        _add(writing, model, row, id_, values)


def _add(
    writing: Writing, model: type[Any], row: FilingApplication, id_: Any, values: dict[str, Any]
) -> None:
    majors = values.pop("majors", ())
    writing.add(model(id=id_, application_id=row.id, **values))
    for own, tie in zip(sorted(new_id() for _ in majors), majors, strict=True):
        writing.add(FilingItemMajor(id=own, item_id=id_, **tie))


def _item(row: FilingApplication, item: Given, named: Named, place: int) -> dict[str, Any]:
    at: Path = ("items", place)
    return {
        "occupation_id": named.id_at(*at, "occupationId"),
        "trade_id": named.id_at(*at, "tradeId"),
        "level_from": item["level_from"],
        "level_to": item["level_to"],
        "basis": item["basis"],
        "standard_id": named.id_at(*at, "standardId"),
        "specification_id": named.id_at(*at, "specificationId"),
        "method": item["method"],
        "priority_reason": item["priority_reason"],
        "site_id": named.id_at(*at, "siteId"),
        "majors": [
            {
                "major_id": named.id_at(*at, "majors", number, "majorId"),
                "expected_candidates": tie.get("expected_candidates"),
            }
            for number, tie in enumerate(item["majors"])
        ],
    }


def _material(material: Given, named: Named, place: int) -> dict[str, Any]:
    return {
        "kind": material["kind"],
        "title": material["title"],
        "document_id": named.id_at("materials", place, "documentId"),
        "note": material.get("note"),
    }


def _change(change: Given, named: Named, place: int, filed: Filed) -> dict[str, Any]:
    after = change.get("after")
    return {
        "fact": change["fact"],
        "text_before": filed.get(change["fact"]),
        "text_after": after.strip() if after else None,
        "site_before_id": named.id_at("changes", place, "siteBeforeId"),
        "site_after_id": named.id_at("changes", place, "siteAfterId"),
    }
