"""目录变动 The feed of the directory (3.4)."""

from typing import Any

from sqlalchemy import Text, cast, literal_column

from permissions.declaration import Arguments
from resolvers.read.condition import bare


def agency_key(row: Any, given: Arguments) -> Any:
    return literal_column("'Agency:'", Text) + cast(row.agency_id, Text)


def by_id(row: Any, given: Arguments) -> Any:
    return row.id == given["id"].of("DirectoryChange")


def of_agency(row: Any, value: Any) -> Any:
    return row.agency_id == bare(value)
