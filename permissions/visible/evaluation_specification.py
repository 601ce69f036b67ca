"""评价规范: filed ones are public; a draft is the school's own business (2.1)."""

from typing import Any

from sqlalchemy import ColumnElement, or_

from models import (
    EvaluationSpecification,
    FilingDelegation,
    SpecificationCompetence,
    SpecificationPart,
)
from permissions.declaration import EVERYONE
from permissions.rows import ViewerParameters, everything, follow, own, visible
from permissions.visible.roles import AUTHORITIES, WITHOUT_FILES
from rules.vocabulary import Role, SpecificationStatus


@visible(EvaluationSpecification, [*WITHOUT_FILES, Role.EXPERT, Role.SUPERVISOR])
def filed(row: Any, viewer: ViewerParameters) -> ColumnElement[bool]:
    return row.status == SpecificationStatus.FILED  # type: ignore[no-any-return]


@visible(EvaluationSpecification, [Role.SCHOOL])
def own_or_filed(row: Any, viewer: ViewerParameters) -> ColumnElement[bool]:
    return or_(own(row, viewer), filed(row, viewer))


@visible(EvaluationSpecification, AUTHORITIES)
def handed_in(row: Any, viewer: ViewerParameters) -> ColumnElement[bool]:
    return row.status != SpecificationStatus.DRAFT  # type: ignore[no-any-return]


for part in (SpecificationPart, SpecificationCompetence):
    follow(part, "specification_id", EvaluationSpecification, EVERYONE)

visible(FilingDelegation, [Role.BUREAU, Role.CENTER])(everything)
