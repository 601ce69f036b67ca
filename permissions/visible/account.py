"""账号: everybody signed in sees the own account, a school those that act for it."""

from typing import Any

from sqlalchemy import ColumnElement, and_, or_

from models import Account, AccountRole
from permissions.declaration import SIGNED_IN
from permissions.rows import ViewerParameters, among, everything, visible
from rules.vocabulary import Role

visible(Account, [Role.ADMINISTRATOR])(everything)
visible(AccountRole, [Role.ADMINISTRATOR])(everything)

OTHERS = [role for role in SIGNED_IN if role not in (Role.ADMINISTRATOR, Role.SCHOOL)]


@visible(Account, OTHERS)
def own_account(row: Any, viewer: ViewerParameters) -> ColumnElement[bool]:
    return row.id == viewer.account_id  # type: ignore[no-any-return]


@visible(Account, [Role.SCHOOL])
def account_of_own_institution(row: Any, viewer: ViewerParameters) -> ColumnElement[bool]:
    acts_for_it = among(
        AccountRole,
        lambda role: and_(role.account_id == row.id, role.institution_id == viewer.institution_id),
    )
    return or_(row.id == viewer.account_id, acts_for_it)


@visible(AccountRole, OTHERS)
def role_of_own_account(row: Any, viewer: ViewerParameters) -> ColumnElement[bool]:
    return row.account_id == viewer.account_id  # type: ignore[no-any-return]


@visible(AccountRole, [Role.SCHOOL])
def role_for_own_institution(row: Any, viewer: ViewerParameters) -> ColumnElement[bool]:
    return or_(row.account_id == viewer.account_id, row.institution_id == viewer.institution_id)
