"""登记簿 The register's entries: whose, about what."""

from typing import Any

from resolvers.read.condition import bare


def by_account(row: Any, value: Any) -> Any:
    return row.account_id == bare(value)


def of_institution(row: Any, value: Any) -> Any:
    return row.institution_id == bare(value)


def about(row: Any, value: Any) -> Any:
    return row.subject_id == bare(value)
