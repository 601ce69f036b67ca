"""院校: verified ones have a public face; the authorities see registrations too (1.1)."""

from typing import Any

from sqlalchemy import ColumnElement, or_

from models import Institution
from permissions.rows import ViewerParameters, everything, visible
from permissions.visible.roles import AUTHORITIES, WITHOUT_FILES
from permissions.visible.technical_assessment import is_assessed
from rules.vocabulary import InstitutionStatus, Role

visible(Institution, AUTHORITIES)(everything)


@visible(Institution, [*WITHOUT_FILES, Role.SUPERVISOR])
def verified(row: Any, viewer: ViewerParameters) -> ColumnElement[bool]:
    return row.status == InstitutionStatus.VERIFIED  # type: ignore[no-any-return]


@visible(Institution, [Role.SCHOOL])
def own_or_verified(row: Any, viewer: ViewerParameters) -> ColumnElement[bool]:
    return or_(row.id == viewer.institution_id, verified(row, viewer))


@visible(Institution, [Role.EXPERT])
def assessed_or_verified(row: Any, viewer: ViewerParameters) -> ColumnElement[bool]:
    return or_(verified(row, viewer), is_assessed(row.id, viewer))
