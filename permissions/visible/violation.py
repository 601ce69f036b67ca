"""不良行为记录: published ones are public; school, authorities and panel see all (1.1.2)."""

from typing import Any

from sqlalchemy import ColumnElement, or_

from models import Violation
from permissions.rows import ViewerParameters, everything, own, visible
from permissions.visible.roles import AUTHORITIES, WITHOUT_FILES
from permissions.visible.technical_assessment import of_assessed_institution
from rules.vocabulary import Role

visible(Violation, AUTHORITIES)(everything)


@visible(Violation, [*WITHOUT_FILES, Role.SUPERVISOR])
def published(row: Any, viewer: ViewerParameters) -> ColumnElement[bool]:
    return row.is_public  # type: ignore[no-any-return]


@visible(Violation, [Role.SCHOOL])
def own_or_published(row: Any, viewer: ViewerParameters) -> ColumnElement[bool]:
    return or_(own(row, viewer), published(row, viewer))


@visible(Violation, [Role.EXPERT])
def assessed_or_published(row: Any, viewer: ViewerParameters) -> ColumnElement[bool]:
    return or_(published(row, viewer), of_assessed_institution(row, viewer))
