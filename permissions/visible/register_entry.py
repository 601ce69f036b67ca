"""登记簿: a school sees the acts on its own; drafts and accounts are no authority's business."""

from functools import partial
from typing import Any

from sqlalchemy import ColumnElement, and_, or_

from models import (
    Account,
    AccountRole,
    CertificateReport,
    EvaluationPlan,
    FilingApplication,
    RegisterEntry,
    ResultFiling,
    TechnicalAssessment,
)
from permissions.rows import ViewerParameters, everything, leads_to, own, visible
from permissions.visible.roles import AUTHORITIES
from rules.vocabulary import FilingStatus, Role

# The same words for applications, specifications and plans.
DRAFT, SUBMITTED = FilingStatus.DRAFT.name, FilingStatus.SUBMITTED.name

visible(RegisterEntry, [Role.ADMINISTRATOR])(everything)


@visible(RegisterEntry, [Role.PUBLIC])
def public(row: Any, viewer: ViewerParameters) -> ColumnElement[bool]:
    return row.is_public  # type: ignore[no-any-return]


@visible(RegisterEntry, [Role.SCHOOL])
def own_or_public(row: Any, viewer: ViewerParameters) -> ColumnElement[bool]:
    return or_(own(row, viewer), public(row, viewer))


@visible(RegisterEntry, AUTHORITIES)
def beyond_drafts_and_accounts(row: Any, viewer: ViewerParameters) -> ColumnElement[bool]:
    """What was done to a draft is seen from the act that handed it in."""
    return and_(
        row.after.is_distinct_from(DRAFT),
        or_(row.before.is_distinct_from(DRAFT), row.after == SUBMITTED),
        row.noun != Account.__tablename__,
        row.noun != AccountRole.__tablename__,
    )


def about_what_is_seen(
    row: Any, viewer: ViewerParameters, *, role: Role, nouns: tuple[type, ...]
) -> ColumnElement[bool]:
    """Public entries, and those about rows of these nouns that the role sees."""
    seen = (leads_to(noun, role, row.subject_id, viewer) for noun in nouns)
    return or_(public(row, viewer), *seen)


visible(RegisterEntry, [Role.EXPERT])(
    partial(about_what_is_seen, role=Role.EXPERT, nouns=(FilingApplication, TechnicalAssessment))
)
visible(RegisterEntry, [Role.SUPERVISOR])(
    partial(
        about_what_is_seen,
        role=Role.SUPERVISOR,
        nouns=(EvaluationPlan, ResultFiling, CertificateReport),
    )
)
