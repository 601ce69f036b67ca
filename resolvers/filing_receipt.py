"""备案回执 What a receipt is worth today, what it lists, and by which token it is checked (3.4)."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import and_, case, func, literal_column, or_, type_coerce

from models import Agency, AgencySuspension
from models.base import word
from permissions.declaration import Arguments, Asked, Batch, Expression
from permissions.rows import VIEWER, among
from rules.level_range import name_of_range
from rules.vocabulary import ReceiptStanding


def _standing(row: Any, given: Arguments) -> Any:
    """`rules.clause_3_4_receipt.receipt_standing` in SQL, for today."""
    today = func.register_today()
    is_removed = among(
        Agency, lambda agency: and_(agency.id == row.agency_id, agency.removed_on <= today)
    )
    is_suspended = among(
        AgencySuspension,
        lambda days: and_(
            days.agency_id == row.agency_id,
            days.agency_item_id.is_(None),
            days.begins_on <= today,
            or_(days.ends_on.is_(None), days.ends_on >= today),
        ),
    )
    found = case(
        (is_removed, literal_column("'REMOVED'")),
        (row.valid_to < today, literal_column("'EXPIRED'")),
        (is_suspended, literal_column("'SUSPENDED'")),
        (row.valid_from > today, literal_column("'NOT_YET_VALID'")),
        else_=literal_column("'VALID'"),
    )
    return type_coerce(found, word(ReceiptStanding))


standing = Expression(_standing)


async def _items(
    rows: Sequence[tuple[list[dict[str, Any]]]], asked: Asked
) -> list[list[dict[str, Any]]]:
    return [[_item(item) for item in items] for (items,) in rows]


def _item(item: dict[str, Any]) -> dict[str, Any]:
    return {**item, "levels": name_of_range(item["level_from"], item["level_to"])}


items = Batch(_items, ("items",))


def _is_of_viewer(row: Any) -> Any:
    """A school has its own; who sees them for the authorities has no school."""
    is_own = among(
        Agency,
        lambda agency: and_(
            agency.id == row.agency_id, agency.institution_id == VIEWER.institution_id
        ),
    )
    return or_(VIEWER.institution_id.is_(None), is_own)


async def _tokens(rows: Sequence[tuple[bytes, bool]], asked: Asked) -> list[str | None]:
    return [token.hex() if is_of_viewer else None for token, is_of_viewer in rows]


verification_token = Batch(_tokens, ("verification_token", _is_of_viewer))
