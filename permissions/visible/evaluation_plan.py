"""评价计划: a draft is the school's own business; supervisors see sessions to attend (4.1, 4.2)."""

from typing import Any

from sqlalchemy import ColumnElement, and_, or_

from models import (
    Candidate,
    EvaluationPlan,
    PlanPart,
    PlanSession,
    PlanStaff,
    ResultFiling,
    Site,
)
from permissions.rows import ViewerParameters, among, follow, own, visible
from permissions.visible.roles import AUTHORITIES
from rules.vocabulary import PlanStatus, Role

READERS = (*AUTHORITIES, Role.SCHOOL, Role.SUPERVISOR)

visible(EvaluationPlan, [Role.SCHOOL])(own)


@visible(EvaluationPlan, AUTHORITIES)
def handed_in(row: Any, viewer: ViewerParameters) -> ColumnElement[bool]:
    return row.status != PlanStatus.DRAFT  # type: ignore[no-any-return]


@visible(EvaluationPlan, [Role.SUPERVISOR])
def handed_in_and_of_district(row: Any, viewer: ViewerParameters) -> ColumnElement[bool]:
    has_a_session_there = among(
        PlanSession,
        lambda session: and_(session.plan_id == row.id, _is_in_district(session, viewer)),
    )
    return and_(handed_in(row, viewer), or_(viewer.district_code.is_(None), has_a_session_there))


def _is_in_district(session: Any, viewer: ViewerParameters) -> ColumnElement[bool]:
    return among(
        Site,
        lambda site: and_(site.id == session.site_id, site.district_code == viewer.district_code),
    )


for part in (PlanPart, PlanSession, ResultFiling, Candidate):
    follow(part, "plan_id", EvaluationPlan, READERS)
follow(PlanStaff, "session_id", PlanSession, READERS)
