"""证书: public from the acceptance of its report (4.4)."""

from typing import Any

from sqlalchemy import ColumnElement, or_

from models import (
    Certificate,
    CertificateCorrection,
    CertificatePrint,
    CertificateReport,
    EvaluationPlan,
)
from permissions.rows import (
    Predicate,
    ViewerParameters,
    everything,
    follow,
    leads_to,
    own,
    visible,
)
from permissions.visible.roles import AUTHORITIES, WITHOUT_FILES
from rules.vocabulary import CertificateStatus, Role

visible(Certificate, AUTHORITIES)(everything)
visible(CertificateReport, AUTHORITIES)(everything)
visible(CertificateReport, [Role.SCHOOL])(own)
follow(CertificateReport, "plan_id", EvaluationPlan, [Role.SUPERVISOR])
for change in (CertificateCorrection, CertificatePrint):
    visible(change, AUTHORITIES)(everything)
    visible(change, [Role.SCHOOL])(own)


@visible(Certificate, [*WITHOUT_FILES, Role.EXPERT])
def published(row: Any, viewer: ViewerParameters) -> ColumnElement[bool]:
    return row.status == CertificateStatus.PUBLISHED  # type: ignore[no-any-return]


@visible(Certificate, [Role.SCHOOL])
def own_or_published(row: Any, viewer: ViewerParameters) -> ColumnElement[bool]:
    return or_(own(row, viewer), published(row, viewer))


@visible(Certificate, [Role.SUPERVISOR])
def supervised_or_published(row: Any, viewer: ViewerParameters) -> ColumnElement[bool]:
    return or_(published(row, viewer), supervised(row, viewer))


def supervised(row: Any, viewer: ViewerParameters) -> ColumnElement[bool]:
    return leads_to(EvaluationPlan, Role.SUPERVISOR, row.plan_id, viewer)


# What is public is found by two factors, or where it stands, but by nobody who has the id alone.
FOUND_BY_ID: dict[Role, Predicate] = {
    Role.SCHOOL: own,
    Role.SUPERVISOR: supervised,
    **dict.fromkeys(AUTHORITIES, everything),
}
