"""登记簿 The register's entries: whose, about what."""

from typing import Any

from sqlalchemy import Text, func
from sqlalchemy import literal_column as constant

from permissions.declaration import Arguments
from resolvers.read.condition import bare, compared

GAP, BLANK, NONE = constant("'_'", Text), constant("' '", Text), constant("''", Text)


def type_of_noun(row: Any, given: Arguments | None = None) -> Any:
    """The type of an object in this schema, of a row that names its table: `filing_application`
    is a FilingApplication."""
    words = func.initcap(func.replace(row.noun, GAP, BLANK))
    return func.replace(words, BLANK, NONE, type_=Text)


def of_noun(row: Any, value: Any) -> Any:
    return compared(type_of_noun(row), value)


def by_account(row: Any, value: Any) -> Any:
    return row.account_id == bare(value)


def of_institution(row: Any, value: Any) -> Any:
    return row.institution_id == bare(value)


def about(row: Any, value: Any) -> Any:
    return row.subject_id == bare(value)
