"""证书变动 A certificate's face before and after, masked; what blocks its acts (4.4)."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import and_

from models import CertificateCorrection
from permissions.declaration import Asked, Batch, Related
from permissions.masks import identity_number_mask
from permissions.rows import among, of_own_school
from permissions.sealing import Place
from resolvers.workflow import actions
from rules.clause_4_4_changes import check_in_force, check_no_open_correction, validity_of
from rules.finding import Findings
from rules.lifecycle import Act
from rules.vocabulary import CorrectionStatus, Role

CHANGES = frozenset(
    {"correctCertificate", "reissueCertificate", "cancelCertificate", "revokeCertificate"}
)


def place_of(column: str, correction_id: UUID) -> Place:
    """Where a correction seals an identity number."""
    return Place("certificate_correction", column, correction_id)


def _masked(column: str) -> Batch:
    async def answer(rows: Sequence[tuple[UUID, bytes]], asked: Asked) -> list[str]:
        unseal = asked.services.sealer.unseal
        return [identity_number_mask(unseal(sealed, place_of(column, own))) for own, sealed in rows]

    return Batch(answer, ("id", column))


masked_identity_before = _masked("identity_before_sealed")
masked_identity_after = _masked("identity_after_sealed")


def is_correction_open(row: Any) -> Any:
    """Whether a correction of the certificate waits for the center."""
    return among(
        CertificateCorrection,
        lambda other: and_(
            other.certificate_id == row.id, other.status == CorrectionStatus.REQUESTED
        ),
    )


def _blocks(act: Act, row: tuple[Any, ...], role: Role) -> Findings:
    """4.4: nothing is done to what is no longer in force, and one correction at a time."""
    if act.name not in CHANGES:
        return ()
    _, revoked_on, cancelled_on, is_open = row
    return check_in_force(validity_of(revoked_on, cancelled_on)) + (
        check_no_open_correction(is_open) if act.name == "correctCertificate" else ()
    )


def _not_begun(row: tuple[Any, ...]) -> None:
    """A correction begins with the request for it."""


certificate_actions = actions(
    "certificate",
    ("revoked_on", "cancelled_on", is_correction_open),
    _blocks,
    beside={"correctCertificate": _not_begun},
    is_own=of_own_school,
)


def _of_certificate(part: Any, row: Any) -> Any:
    return part.certificate_id == row.id


corrections = Related(_of_certificate, order=("created_at",))
prints = Related(_of_certificate, order=("created_at",))
