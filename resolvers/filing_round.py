"""补正轮次 The content of an application in words, and how a round differs from the one before."""

import json
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Text, cast, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession
from sqlalchemy.orm import selectinload

import models
from models import (
    FilingApplication,
    FilingChange,
    FilingItem,
    FilingItemMajor,
    FilingRound,
    FilingSelfMark,
)
from permissions.declaration import Asked
from rules.filing_round import FORM, changes_between, values_of
from rules.finding import Path

Document = dict[str, Any]


async def content_of(connection: AsyncConnection, application_id: UUID) -> Document:
    """The canonical document of an application, as it is in the connection's transaction."""
    item = selectinload(FilingApplication.items)
    change = selectinload(FilingApplication.changes)
    options = (
        item.joinedload(FilingItem.occupation),
        item.joinedload(FilingItem.trade),
        item.joinedload(FilingItem.standard),
        item.joinedload(FilingItem.specification),
        item.joinedload(FilingItem.site),
        item.selectinload(FilingItem.majors).joinedload(FilingItemMajor.major),
        selectinload(FilingApplication.enrolments),
        selectinload(FilingApplication.materials).joinedload(models.FilingMaterial.document),
        change.joinedload(FilingChange.site_before),
        change.joinedload(FilingChange.site_after),
        selectinload(FilingApplication.self_marks).joinedload(FilingSelfMark.criterion),
    )
    asked = select(FilingApplication).where(FilingApplication.id == application_id)
    async with AsyncSession(connection) as session:
        return _content((await session.execute(asked.options(*options))).scalar_one())


def _content(row: FilingApplication) -> Document:
    return {
        "form": FORM,
        "items": [_item(item) for item in _in_order(row.items)],
        "changes": [_change(change) for change in _in_order(row.changes)],
        "takesEffectOn": row.takes_effect_on and str(row.takes_effect_on),
        "explanation": row.explanation,
        "materials": [_material(material) for material in _in_order(row.materials)],
        "enrolments": [
            {"year": stated.year, "enrolled": stated.enrolled}
            for stated in _in_order(row.enrolments)
        ],
        "experience": row.experience,
        "selfMarks": [_self_mark(mark) for mark in sorted(row.self_marks, key=_criterion)],
        "declaresTruthful": row.declares_truthful,
        "declaresNonProfit": row.declares_non_profit,
        "declaresAcceptingSupervision": row.declares_accepting_supervision,
    }


def _in_order(rows: Sequence[Any]) -> list[Any]:
    return sorted(rows, key=lambda row: row.id)


def _named(row: Any) -> str | None:
    return row.name if row is not None else None


def _item(row: FilingItem) -> Document:
    occupation = row.occupation
    return {
        "occupationId": f"{occupation.code} {occupation.name} ({occupation.edition})",
        "tradeId": _named(row.trade),
        "levelFrom": row.level_from,
        "levelTo": row.level_to,
        "basis": row.basis.name,
        "standardId": _named(row.standard),
        "specificationId": _named(row.specification),
        "method": row.method.name,
        "priorityReason": row.priority_reason.name,
        "siteId": _named(row.site),
        "majors": [
            {
                "majorId": f"{tie.major.catalogue_code} {tie.major.name}",
                "expectedCandidates": tie.expected_candidates,
            }
            for tie in _in_order(row.majors)
        ],
    }


def _change(row: FilingChange) -> Document:
    return {
        "fact": row.fact.name,
        "before": row.text_before,
        "after": row.text_after,
        "siteBeforeId": _named(row.site_before),
        "siteAfterId": _named(row.site_after),
    }


def _material(row: models.FilingMaterial) -> Document:
    """The digest says which content it was: a document replaced is a document changed."""
    document = row.document
    return {
        "kind": row.kind.name,
        "title": row.title,
        "documentId": f"{document.title} sha256:{document.sha256.hex()}" if document else None,
        "note": row.note,
    }


def _criterion(row: FilingSelfMark) -> UUID:
    return row.criterion_id


def _self_mark(row: FilingSelfMark) -> Document:
    return {
        "criterionId": row.criterion.title_zh,
        "marks": row.marks,
        "isFulfilled": row.is_fulfilled,
        "note": row.note,
    }


# --- comparing rounds


def _content_before(row: Any) -> Any:
    """The content of the round before; null for the first."""
    return (
        select(cast(FilingRound.content, Text))
        .where(
            FilingRound.application_id == row.application_id,
            FilingRound.number == row.number - 1,
        )
        .scalar_subquery()
    )


def _content_as_text(row: Any) -> Any:
    return cast(row.content, Text)


CONTENT_NEEDS = (_content_as_text,)
CHANGES_NEED = (_content_before, _content_as_text)


async def values(rows: Sequence[tuple[Any, ...]], asked: Asked) -> list[list[Document]]:
    """What each round said, place by place."""
    return [
        [{"path": _shown(path), "value": value} for path, value in values_of(json.loads(content))]
        for (content,) in rows
    ]


def _shown(path: Path) -> list[str]:
    return [str(step) for step in path]


async def differences(rows: Sequence[tuple[Any, ...]], asked: Asked) -> list[list[Document]]:
    """What each round changed against the one before."""
    return [_changes(before, after) for before, after in rows]


def _changes(before: str | None, after: str) -> list[Document]:
    if before is None:
        return []
    return [
        {
            "path": _shown(change.path),
            "kind": change.kind,
            "before": change.before,
            "after": change.after,
        }
        for change in changes_between(json.loads(before), json.loads(after))
    ]
