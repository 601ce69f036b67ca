"""备案申请: what was never submitted is the school's own business, withdrawn or not (3.1)."""

from typing import Any

from sqlalchemy import ColumnElement, and_

from models import (
    FilingApplication,
    FilingChange,
    FilingEnrolment,
    FilingItem,
    FilingItemMajor,
    FilingMaterial,
    FilingRemark,
    FilingReport,
    FilingRound,
    FilingSelfMark,
    MinistryReport,
    TechnicalAssessment,
)
from permissions.rows import ViewerParameters, among, follow, own, visible
from permissions.visible.roles import AUTHORITIES
from permissions.visible.technical_assessment import of_own_panel
from rules.vocabulary import Role

READERS = (*AUTHORITIES, Role.SCHOOL, Role.EXPERT)

visible(FilingApplication, [Role.SCHOOL])(own)


@visible(FilingApplication, AUTHORITIES)
def handed_in(row: Any, viewer: ViewerParameters) -> ColumnElement[bool]:
    return row.submitted_at.is_not(None)  # type: ignore[no-any-return]


@visible(FilingApplication, [Role.EXPERT])
def before_own_panel(row: Any, viewer: ViewerParameters) -> ColumnElement[bool]:
    return among(
        TechnicalAssessment,
        lambda assessment: and_(
            assessment.application_id == row.id, of_own_panel(assessment, viewer)
        ),
    )


follow(FilingChange, "application_id", FilingApplication, READERS)
follow(FilingRound, "application_id", FilingApplication, READERS)
follow(FilingRemark, "round_id", FilingRound, [*AUTHORITIES, Role.SCHOOL])
follow(FilingEnrolment, "application_id", FilingApplication, READERS)
follow(FilingItem, "application_id", FilingApplication, READERS)
follow(FilingItemMajor, "item_id", FilingItem, READERS)
follow(FilingSelfMark, "application_id", FilingApplication, READERS)
follow(FilingMaterial, "application_id", FilingApplication, READERS)
follow(FilingReport, "application_id", FilingApplication, [*AUTHORITIES, Role.SCHOOL])
follow(MinistryReport, "application_id", FilingApplication, [*AUTHORITIES, Role.SCHOOL])
