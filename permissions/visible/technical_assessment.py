"""技术评估: an expert sees the assessments of its panels until it stands aside (3.2)."""

from typing import Any

from sqlalchemy import ColumnElement, and_, or_

from models import (
    AssessmentStep,
    Expert,
    ExpertOpinion,
    FilingApplication,
    PanelMember,
    TechnicalAssessment,
)
from permissions.rows import (
    ViewerParameters,
    among,
    everything,
    follow,
    leads_to,
    visible,
)
from permissions.visible.roles import AUTHORITIES
from rules.vocabulary import AssessmentStatus, Role

OWN_PANELS = (*AUTHORITIES, Role.EXPERT)


@visible(TechnicalAssessment, [Role.EXPERT])
def of_own_panel(row: Any, viewer: ViewerParameters) -> ColumnElement[bool]:
    return among(
        PanelMember,
        lambda member: and_(
            member.assessment_id == row.id,
            member.expert_id == viewer.expert_id,
            ~member.is_recused,
        ),
    )


def is_assessed(institution_id: Any, viewer: ViewerParameters) -> ColumnElement[bool]:
    """Whether the viewer sits on a panel that assesses the institution."""
    return among(
        TechnicalAssessment,
        lambda assessment: and_(
            assessment.institution_id == institution_id, of_own_panel(assessment, viewer)
        ),
    )


def of_assessed_institution(row: Any, viewer: ViewerParameters) -> ColumnElement[bool]:
    """The predicate of what belongs to an institution that the viewer assesses."""
    return is_assessed(row.institution_id, viewer)


follow(TechnicalAssessment, "application_id", FilingApplication, [*AUTHORITIES, Role.SCHOOL])
follow(AssessmentStep, "assessment_id", TechnicalAssessment, [*OWN_PANELS, Role.SCHOOL])
follow(PanelMember, "assessment_id", TechnicalAssessment, AUTHORITIES)
follow(ExpertOpinion, "assessment_id", TechnicalAssessment, AUTHORITIES)
visible(Expert, [*AUTHORITIES, Role.ADMINISTRATOR])(everything)


@visible(PanelMember, [Role.EXPERT])
def own_membership_or_panel(row: Any, viewer: ViewerParameters) -> ColumnElement[bool]:
    """Colleagues of the panel; the own membership stays seen after standing aside."""
    on_the_panel = leads_to(TechnicalAssessment, Role.EXPERT, row.assessment_id, viewer)
    return or_(row.expert_id == viewer.expert_id, on_the_panel)


@visible(ExpertOpinion, [Role.EXPERT])
def own_opinion(row: Any, viewer: ViewerParameters) -> ColumnElement[bool]:
    return row.expert_id == viewer.expert_id  # type: ignore[no-any-return]


@visible(ExpertOpinion, [Role.SCHOOL])
def opinion_of_a_conclusion(row: Any, viewer: ViewerParameters) -> ColumnElement[bool]:
    """The school reads what was said once the conclusion is confirmed; never who said it: the
    field `expert` is not in its schema, and it sees neither panel nor experts."""
    return among(
        TechnicalAssessment,
        lambda assessment: and_(
            assessment.id == row.assessment_id,
            assessment.institution_id == viewer.institution_id,
            assessment.status == AssessmentStatus.CONCLUDED,
        ),
    )


@visible(Expert, [Role.EXPERT])
def own_file(row: Any, viewer: ViewerParameters) -> ColumnElement[bool]:
    return row.id == viewer.expert_id  # type: ignore[no-any-return]
