"""检查记录: the published are public, the rest is for the school and its authorities (1.1.5)."""

from typing import Any

from sqlalchemy import ColumnElement, or_

from models import Inspection
from permissions.rows import ViewerParameters, everything, own, visible
from permissions.visible.agency import of_supervised_institution
from permissions.visible.roles import AUTHORITIES, WITHOUT_FILES
from permissions.visible.technical_assessment import of_assessed_institution
from rules.vocabulary import Role

visible(Inspection, AUTHORITIES)(everything)


@visible(Inspection, WITHOUT_FILES)
def published(row: Any, viewer: ViewerParameters) -> ColumnElement[bool]:
    return row.is_public  # type: ignore[no-any-return]


@visible(Inspection, [Role.SCHOOL])
def own_or_published(row: Any, viewer: ViewerParameters) -> ColumnElement[bool]:
    return or_(own(row, viewer), published(row, viewer))


@visible(Inspection, [Role.EXPERT])
def assessed_or_published(row: Any, viewer: ViewerParameters) -> ColumnElement[bool]:
    return or_(published(row, viewer), of_assessed_institution(row, viewer))


@visible(Inspection, [Role.SUPERVISOR])
def supervised_or_published(row: Any, viewer: ViewerParameters) -> ColumnElement[bool]:
    return or_(published(row, viewer), of_supervised_institution(row, viewer))
