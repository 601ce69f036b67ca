"""文件: its school sees it; others see it through the material or plan that points to it (3.1)."""

from functools import partial
from typing import Any

from sqlalchemy import ColumnElement, and_, or_

from models import (
    Candidate,
    Document,
    EvaluationPlan,
    EvaluationSpecification,
    FilingMaterial,
)
from permissions.rows import ViewerParameters, among, meets, own, visible
from permissions.visible.roles import AUTHORITIES
from rules.vocabulary import Role

visible(Document, [Role.SCHOOL])(own)


def is_pointed_to(
    row: Any, viewer: ViewerParameters, *, role: Role, by: tuple[tuple[type, str], ...]
) -> ColumnElement[bool]:
    """Whether a row that the role sees points to the document by one of these keys."""

    def points(model: type, key: str) -> ColumnElement[bool]:
        return among(
            model,
            lambda other: and_(getattr(other, key) == row.id, meets(model, role, other, viewer)),
        )

    return or_(*(points(model, key) for model, key in by))


MATERIALS = ((FilingMaterial, "document_id"),)
FILED = (*MATERIALS, (EvaluationSpecification, "document_id"))
PLANS = ((EvaluationPlan, "work_scheme_document_id"), (Candidate, "stage_evidence_id"))

for reader in AUTHORITIES:
    visible(Document, [reader])(partial(is_pointed_to, role=reader, by=FILED + PLANS))
visible(Document, [Role.EXPERT])(partial(is_pointed_to, role=Role.EXPERT, by=MATERIALS))
visible(Document, [Role.SUPERVISOR])(partial(is_pointed_to, role=Role.SUPERVISOR, by=PLANS))
