"""评价范围扩展: public once recorded; before that of the two schools and the authorities (1.2)."""

from typing import Any

from sqlalchemy import ColumnElement, or_

from models import ScopeExtension
from permissions.rows import ViewerParameters, everything, own, visible
from permissions.visible.roles import AUTHORITIES, WITHOUT_FILES
from rules.vocabulary import ExtensionStatus, Role

visible(ScopeExtension, AUTHORITIES)(everything)


@visible(ScopeExtension, [*WITHOUT_FILES, Role.EXPERT, Role.SUPERVISOR])
def recorded(row: Any, viewer: ViewerParameters) -> ColumnElement[bool]:
    return row.status == ExtensionStatus.RECORDED  # type: ignore[no-any-return]


@visible(ScopeExtension, [Role.SCHOOL])
def of_either_school_or_recorded(row: Any, viewer: ViewerParameters) -> ColumnElement[bool]:
    is_served = row.served_id == viewer.institution_id
    return or_(own(row, viewer), is_served, recorded(row, viewer))
