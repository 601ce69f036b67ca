"""How rows of two tables point at each other; nothing is loaded that was not asked for."""

from typing import Any

from sqlalchemy.orm import Relationship, relationship


def one(back: str | None = None, through: str | None = None) -> Relationship[Any]:
    """The row that a foreign key names. `through` names the key where there are several."""
    return relationship(back_populates=back, foreign_keys=through, lazy="raise")


def many(back: str, through: str | None = None) -> Relationship[Any]:
    """The rows whose foreign key names this one; the database, not the session, deletes parts."""
    return relationship(
        back_populates=back, foreign_keys=through, lazy="raise", passive_deletes="all"
    )
