"""技术评估: an expert sees the assessments of its panels until it stands aside (3.2)."""

from typing import Any

from sqlalchemy import ColumnElement, and_, or_

from models import (
    AssessmentItem,
    AssessmentStep,
    Expert,
    ExpertConflict,
    ExpertField,
    ExpertMark,
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
follow(AssessmentItem, "assessment_id", TechnicalAssessment, [*OWN_PANELS, Role.SCHOOL])
for model in (Expert, ExpertField, ExpertConflict):
    visible(model, AUTHORITIES)(everything)
visible(Expert, [Role.ADMINISTRATOR])(everything)


def is_signed_off(row: Any) -> ColumnElement[bool]:
    """Whether its expert has signed off: before that an opinion or a mark is the expert's own."""
    return among(
        PanelMember,
        lambda member: and_(
            member.assessment_id == row.assessment_id,
            member.expert_id == row.expert_id,
            member.signed_off_at.is_not(None),
        ),
    )


def signed_off(row: Any, viewer: ViewerParameters) -> ColumnElement[bool]:
    return is_signed_off(row)


@visible(PanelMember, [Role.EXPERT])
def own_membership_or_panel(row: Any, viewer: ViewerParameters) -> ColumnElement[bool]:
    """Colleagues of the panel; the own membership stays seen after standing aside."""
    on_the_panel = leads_to(TechnicalAssessment, Role.EXPERT, row.assessment_id, viewer)
    return or_(row.expert_id == viewer.expert_id, on_the_panel)


def own_or_after_sign_off(row: Any, viewer: ViewerParameters) -> ColumnElement[bool]:
    """The own ones; those of colleagues when both have signed off, so that nobody writes what
    others wrote. Whose they are is not told: an expert sees no other expert."""
    has_signed = among(
        PanelMember,
        lambda member: and_(
            member.assessment_id == row.assessment_id,
            member.expert_id == viewer.expert_id,
            ~member.is_recused,
            member.signed_off_at.is_not(None),
        ),
    )
    return or_(row.expert_id == viewer.expert_id, and_(has_signed, is_signed_off(row)))


for said in (ExpertOpinion, ExpertMark):
    visible(said, AUTHORITIES)(signed_off)
    visible(said, [Role.EXPERT])(own_or_after_sign_off)


@visible(ExpertOpinion, [Role.SCHOOL])
@visible(ExpertMark, [Role.SCHOOL])
def opinion_of_a_conclusion(row: Any, viewer: ViewerParameters) -> ColumnElement[bool]:
    """The school reads what was said once the conclusion is confirmed; never who said it: the
    field `expert` is not in its schema, and it sees neither panel nor experts."""
    return among(
        TechnicalAssessment,
        lambda assessment: and_(
            assessment.id == row.assessment_id,
            assessment.institution_id == viewer.institution_id,
            assessment.status == AssessmentStatus.CONCLUDED,
            is_signed_off(row),
        ),
    )


@visible(Expert, [Role.EXPERT])
def own_file(row: Any, viewer: ViewerParameters) -> ColumnElement[bool]:
    return row.id == viewer.expert_id  # type: ignore[no-any-return]


def of_own_file(row: Any, viewer: ViewerParameters) -> ColumnElement[bool]:
    return row.expert_id == viewer.expert_id  # type: ignore[no-any-return]


for part in (ExpertField, ExpertConflict):
    visible(part, [Role.EXPERT])(of_own_file)
