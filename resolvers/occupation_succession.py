"""职业衔接 Occupations through the editions of the classification (1.3.1)."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import CTE, Subquery, and_, func, or_, select, union

from models import OccupationSuccession, Trade


@dataclass(frozen=True)
class Direction:
    """From which side of a succession to which."""

    source: str
    target: str


LATER, EARLIER = Direction("predecessor", "successor"), Direction("successor", "predecessor")


def every_name(begun: Any) -> Subquery:
    """The rows under all names that their occupation has, has had or got: (…, occupation_id,
    trade). Not under those of a sibling, which the same earlier occupation became as well."""
    ways = (_followed(begun, direction) for direction in (LATER, EARLIER))
    return union(*(select(names) for names in ways)).subquery()


def _followed(begun: Any, direction: Direction) -> CTE:
    """The rows (…, occupation_id, trade), and what each occupation and trade is called in later, or
    in earlier, editions. Where a mapping names no trade, the trade keeps its name."""
    names: CTE = begun.cte(f"names_{direction.target}", recursive=True)
    step = OccupationSuccession
    from_trade = _name(getattr(step, f"{direction.source}_trade_id"))
    to_trade = _name(getattr(step, f"{direction.target}_trade_id"))
    kept = [column for column in names.c if column.name not in ("occupation_id", "trade")]
    onward = select(
        *kept,
        getattr(step, f"{direction.target}_id"),
        func.coalesce(to_trade, names.c.trade),
    ).join(
        step,
        and_(
            getattr(step, f"{direction.source}_id") == names.c.occupation_id,
            or_(from_trade.is_(None), from_trade == names.c.trade),
        ),
    )
    return names.union(onward)


def _name(trade_id: Any) -> Any:
    return select(Trade.name).where(Trade.id == trade_id).scalar_subquery()
