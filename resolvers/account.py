"""账号 Accounts: who is asked about, and who asks."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func

from models import AccountRole
from permissions.declaration import Arguments, Asked, Batch
from permissions.rows import VIEWER, among
from permissions.sealing import Place
from resolvers.read.condition import bare
from rules.vocabulary import Role


async def role_of_viewer(asked: Asked) -> Role:
    return asked.viewer.role


def account_of_viewer(row: Any, given: Arguments) -> Any:
    return row.id == VIEWER.account_id


def institution_of_viewer(row: Any, given: Arguments) -> Any:
    return row.id == VIEWER.institution_id


def is_locked(row: Any, given: Arguments) -> Any:
    """By the real clock, as the lock itself."""
    return func.coalesce(row.locked_until > func.clock_timestamp(), False)


def acts_in(row: Any, role: Any) -> ColumnElement[bool]:
    return _holds(row, lambda held: held.role == role)


def acts_for(row: Any, institution: Any) -> ColumnElement[bool]:
    return _holds(row, lambda held: held.institution_id == bare(institution))


def _holds(row: Any, condition: Any) -> ColumnElement[bool]:
    return among(
        AccountRole,
        lambda held: and_(held.account_id == row.id, ~held.is_withdrawn, condition(held)),
    )


def place_of_mail_address(account_id: UUID) -> Place:
    return Place("account", "mail_address_sealed", account_id)


async def _mail_addresses(
    rows: Sequence[tuple[UUID, bytes | None]], asked: Asked
) -> list[str | None]:
    return [
        asked.services.sealer.unseal(sealed, place_of_mail_address(id_))
        if sealed is not None and id_ == asked.viewer.account_id
        else None
        for id_, sealed in rows
    ]


mail_address = Batch(_mail_addresses, ("id", "mail_address_sealed"))
