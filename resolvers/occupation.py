"""职业 Occupations: look-ups, and what excludes them (1.3.1)."""

from typing import Any

from sqlalchemy import and_, or_

from models import Exclusion, Standard, StandardTrade
from permissions.declaration import Arguments, Related
from permissions.rows import among
from resolvers.read.condition import bare

OCCUPATION_LEVEL = 4  # of the classification's tree: 大类, 中类, 小类, 职业


def is_listed(row: Any, given: Arguments) -> Any:
    """Occupations only, not the groups above them."""
    return is_an_occupation(row)


def is_an_occupation(row: Any) -> Any:
    return row.tree_level == OCCUPATION_LEVEL


def by_id_or_code(row: Any, given: Arguments) -> Any:
    """By id, or by code and edition: the same code has named other occupations."""
    by = given["by"]
    if "id" in by:
        return row.id == by["id"].of("Occupation")
    return and_(row.code == by["code"]["code"], row.edition == by["code"]["edition"])


def is_excluded_whole(row: Any, given: Arguments) -> Any:
    """准入类: the whole occupation, not only one of its trades, needs an entry qualification."""
    return among(
        Exclusion, lambda kept: and_(kept.occupation_id == row.id, kept.trade_id.is_(None))
    )


def has_standard_known(row: Any, value: bool) -> Any:
    known = among(Standard, lambda standard: standard.occupation_id == row.id)
    return known if value else ~known


def of_occupation(row: Any, value: Any) -> Any:
    return row.occupation_id == bare(value)


def _is_covered(trade: Any, standard: Any) -> Any:
    return among(
        StandardTrade,
        lambda tie: and_(tie.standard_id == standard.id, tie.trade_id == trade.id),
    )


trades_of_standard = Related(_is_covered, order=("name",))


def contains_level(row: Any, value: Any) -> Any:
    """Its range contains the level; one whose text was not seen has none."""
    return and_(row.level_to <= value, row.level_from >= value)


def in_force_on(row: Any, value: Any) -> Any:
    """Begun, as far as its first day is known, and not ended on the day."""
    return and_(
        or_(row.begins_on.is_(None), row.begins_on <= value),
        or_(row.ends_on.is_(None), row.ends_on >= value),
    )
