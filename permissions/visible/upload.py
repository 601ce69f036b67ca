"""上传: whoever asked for an upload sees it, and nobody else (3.1)."""

from typing import Any

from sqlalchemy import ColumnElement

from models import Upload
from permissions.declaration import SIGNED_IN
from permissions.rows import ViewerParameters, visible


@visible(Upload, SIGNED_IN)
def of_own_account(row: Any, viewer: ViewerParameters) -> ColumnElement[bool]:
    return row.account_id == viewer.account_id  # type: ignore[no-any-return]
