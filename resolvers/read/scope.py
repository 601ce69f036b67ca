"""One SELECT in the making: the entered rows, their joins, the conditions."""

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, inspect, outerjoin, select
from sqlalchemy.orm import RelationshipProperty


def table_of(row: Any) -> Any:
    """The table alias behind an entered row."""
    return inspect(row).selectable


def matches(row: Any, child: Any, relation: RelationshipProperty[Any]) -> ColumnElement[bool]:
    """The condition that ties a child to its row."""
    pairs = relation.local_remote_pairs or []
    here, there = relation.parent, relation.mapper
    return and_(
        *(
            getattr(row, here.get_property_by_column(local).key)
            == getattr(child, there.get_property_by_column(remote).key)
            for local, remote in pairs
        )
    )


class Scope:
    """The FROM of one SELECT. What is joined later may name what was joined before."""

    def __init__(self, row: Any, *conditions: ColumnElement[bool]) -> None:
        self.row = row
        self.rows = [row]
        self.source = table_of(row)
        self.conditions = list(conditions)

    def join(self, child: Any, *conditions: ColumnElement[bool]) -> None:
        """An outer join; the child's predicate is part of ON, so an invisible row is no row."""
        self.source = outerjoin(self.source, table_of(child), and_(*conditions))
        self.rows.append(child)

    def select(self, *columns: ColumnElement[Any]) -> Select[Any]:
        """Everything that is not this scope's own is correlated: it belongs to a scope outside."""
        return (
            select(*columns)
            .select_from(self.source)
            .where(*self.conditions)
            .correlate_except(*(table_of(row) for row in self.rows))
        )
