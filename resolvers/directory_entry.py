"""目录记载 What the directory told on a day, and what is held true of that day now (3.4)."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import and_, any_, func, or_

from models import DirectoryEntryItem
from permissions.declaration import Arguments
from permissions.rows import among
from rules.vocabulary import DirectoryState


def of_agency_on(row: Any, agency: Any, given: Arguments) -> Any:
    return and_(row.agency_id == agency.id, was_known(row, given))


def was_known(row: Any, given: Arguments) -> Any:
    """The entry of the day `on`, today if none, as it was known on `known_on`: on that very day
    where none is given, and never earlier, since no day was told before it came."""
    today = func.register_today()
    on, known_on = (given.get(name) for name in ("on", "known_on"))
    on = today if on is None else func.coalesce(on, today)
    known = on if known_on is None else func.greatest(on, func.coalesce(known_on, on))
    return and_(
        _contains(row.begins_on, row.ends_on, on), _contains(row.known_from, row.known_to, known)
    )


def is_listed(row: Any, given: Arguments) -> Any:
    """The directory of the day: a suspended or expired agency too, marked as such."""
    return and_(was_known(row, given), row.state != DirectoryState.REMOVED)


def _contains(first: Any, last: Any, day: Any) -> Any:
    return and_(first <= day, or_(last.is_(None), last >= day))


# --- filters


def with_code(row: Any, value: Any) -> Any:
    return value == any_(row.codes)


def offers(row: Any, meets: Callable[[Any], Any]) -> Any:
    """Whether one and the same item, in force on the day, meets everything that is asked of it."""
    return among(
        DirectoryEntryItem,
        lambda item: and_(
            item.entry_id == row.id, item.state == DirectoryState.IN_FORCE, meets(item)
        ),
    )
