"""文件: its school sees it; others through the material, plan or condition that it proves (3.1).

An expert sees what proves the conditions of a school that it assesses.
"""

from functools import partial
from typing import Any

from sqlalchemy import ColumnElement, and_, or_

from models import (
    Candidate,
    Document,
    DocumentEvidence,
    EvaluationPlan,
    EvaluationSpecification,
    FilingMaterial,
)
from permissions.rows import Predicate, ViewerParameters, among, meets, own, visible
from permissions.visible.roles import AUTHORITIES
from permissions.visible.technical_assessment import of_assessed_institution
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
PHOTOGRAPHS = ((Candidate, "photograph_id"),)  # a face is for who knows the person
PLANS = ((EvaluationPlan, "work_scheme_document_id"), (Candidate, "stage_evidence_id"))


def is_evidence(row: Any) -> ColumnElement[bool]:
    """Whether it is part of the school's file: then it proves a condition."""
    return among(DocumentEvidence, lambda tie: tie.document_id == row.id)


def _for_authorities(role: Role) -> Predicate:
    def pointed_to_or_evidence(row: Any, viewer: ViewerParameters) -> ColumnElement[bool]:
        by = FILED + PLANS + (PHOTOGRAPHS if role is Role.CENTER else ())
        return or_(is_evidence(row), is_pointed_to(row, viewer, role=role, by=by))

    return pointed_to_or_evidence


for reader in AUTHORITIES:
    visible(Document, [reader])(_for_authorities(reader))


@visible(Document, [Role.EXPERT])
def material_or_evidence_of_assessed(row: Any, viewer: ViewerParameters) -> ColumnElement[bool]:
    return or_(
        and_(is_evidence(row), of_assessed_institution(row, viewer)),
        is_pointed_to(row, viewer, role=Role.EXPERT, by=MATERIALS),
    )


visible(Document, [Role.SUPERVISOR])(partial(is_pointed_to, role=Role.SUPERVISOR, by=PLANS))
