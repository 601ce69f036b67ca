"""评价计划: a draft is the school's own business; supervisors see sessions to attend (4.1, 4.2)."""

from typing import Any

from sqlalchemy import ColumnElement, and_, or_

from models import (
    Candidate,
    EvaluationPlan,
    Incident,
    PlanChange,
    PlanPart,
    PlanSession,
    PlanStaff,
    ResultFiling,
    Seat,
    Site,
    Supervision,
    SupervisionDefect,
)
from permissions.rows import ViewerParameters, acted_on, among, follow, own, visible
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


@acted_on(PlanSession, [Role.SUPERVISOR])
def of_own_district(row: Any, viewer: ViewerParameters) -> ColumnElement[bool]:
    """Of a plan in two districts each supervises the sessions of the own."""
    return or_(viewer.district_code.is_(None), _is_in_district(row, viewer))


for part in (PlanPart, PlanSession, PlanChange, ResultFiling, Candidate, Incident, Supervision):
    follow(part, "plan_id", EvaluationPlan, READERS)
for of_session in (PlanStaff, Seat):
    follow(of_session, "session_id", PlanSession, READERS)
follow(SupervisionDefect, "supervision_id", Supervision, READERS)
