"""证书变动 The agency corrects, reissues and cancels; the center consents and revokes (4.4)."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import and_

from models import Certificate, CertificateCorrection, CertificatePrint, Occupation, Person
from models.base import new_id
from resolvers.agency_key import signer_of
from resolvers.certificate import face_to_sign, place_of_identity
from resolvers.certificate_change import is_correction_open, place_of
from resolvers.certificate_query import end_index
from resolvers.person import Identity, persons_for, read_identity
from resolvers.write.writing import Outcome, Ref, Writing
from rules.clause_4_1_plan import HeldCertificate, check_not_certified
from rules.clause_4_4_changes import (
    HolderFace,
    check_correction,
    check_in_force,
    check_no_open_correction,
    check_print_number,
    validity_of,
)
from rules.entry import already_registered, check_reason
from rules.finding import Findings
from rules.occupation import OccupationKey
from rules.vocabulary import CorrectionStatus, Level

AFTER = "identity_after_sealed"
BEFORE = "identity_before_sealed"


def check_counts(row: Certificate) -> Findings:
    return check_in_force(validity_of(row.revoked_on, row.cancelled_on))


# --- the holder's side of the face


async def correct(writing: Writing, given: Mapping[str, Any]) -> Outcome:
    """The school asks; until the center consents the face stays as it is."""
    row = await writing.lock(Certificate, given)
    is_open = await writing.exists(
        Certificate, lambda one: and_(one.id == row.id, is_correction_open(one))
    )
    writing.judge(check_counts(row) + check_no_open_correction(is_open))
    before = _face(writing, row)
    identity, findings = await _wanted(writing, row, before, given)
    findings += check_reason(writing.clause, given["reason"])
    if identity is not None:
        findings += check_correction(before, _face_of(identity))
    writing.judge(findings)
    assert identity is not None, "an identity that cannot be read was refused"
    made = _asked(writing, row, before, identity, given["reason"].strip())
    writing.add(made)
    row.updated_at = writing.now  # another version: who cancels or revokes meanwhile is told
    await writing.session.flush()
    writing.record("correctCertificate", made, reason=made.request_reason)
    return {"certificate_correction": Ref.of(made), "findings": findings}


def _face(writing: Writing, row: Certificate) -> HolderFace:
    number = writing.services.sealer.unseal(row.identity_sealed, place_of_identity(row.id))
    return HolderFace(row.holder_name, row.document_type, number)


def _face_of(identity: Identity) -> HolderFace:
    return HolderFace(identity.name, identity.document_type, identity.number.value)


async def _wanted(
    writing: Writing, row: Certificate, before: HolderFace, given: Mapping[str, Any]
) -> tuple[Identity | None, Findings]:
    """The identity as it is to be: what the input leaves out stays."""
    person = await writing.session.get_one(Person, row.person_id)
    kept = {
        "name": before.name,
        "document_type": before.document_type,
        "document_number": before.document_number,
        "country": person.country,
    }
    named = {"name": "holder_name"}
    entered = {
        name: old if given.get(named.get(name, name)) is None else given[named.get(name, name)]
        for name, old in kept.items()
    }
    return read_identity(writing.clause, entered, writing.today)


def _asked(
    writing: Writing, row: Certificate, before: HolderFace, identity: Identity, reason: str
) -> CertificateCorrection:
    own, seal = new_id(), writing.services.sealer.seal
    return CertificateCorrection(
        id=own,
        certificate_id=row.id,
        institution_id=row.institution_id,
        status=CorrectionStatus.REQUESTED,
        name_before=before.name,
        name_after=identity.name,
        document_type_before=before.document_type,
        document_type_after=identity.document_type,
        country_after=identity.country,
        identity_before_sealed=seal(before.document_number, place_of(BEFORE, own)),
        identity_after_sealed=seal(identity.number.value, place_of(AFTER, own)),
        request_reason=reason,
    )


async def decide(writing: Writing, given: Mapping[str, Any]) -> Outcome:
    """With consent the face is corrected; the number stays, and so does what it said before."""
    row = await writing.lock(CertificateCorrection, given)
    shown: dict[str, Any] = {"certificate_correction": Ref.of(row)}
    writing.may("decideCertificateCorrection", row.status, **shown)
    reason = (given.get("reason") or "").strip() or None
    findings: Findings = ()
    if given["is_consented"]:
        findings += await _take_over(writing, row, shown)
        outcome = CorrectionStatus.CONSENTED
    else:
        writing.judge(check_reason(writing.clause, reason), **shown)
        outcome = CorrectionStatus.REFUSED
    row.decided_at, row.reason = writing.now, reason
    writing.move("decideCertificateCorrection", row, outcome=outcome, reason=reason)
    return {**shown, "findings": findings}


async def _take_over(
    writing: Writing, row: CertificateCorrection, shown: Mapping[str, Any]
) -> Findings:
    """The holder is whom the corrected document names: known to the register, or entered."""
    certificate = await writing.session.get_one(
        Certificate, row.certificate_id, with_for_update=True
    )
    sealer = writing.services.sealer
    number = sealer.unseal(row.identity_after_sealed, place_of(AFTER, row.id))
    entered = {
        "name": row.name_after,
        "document_type": row.document_type_after,
        "document_number": number,
        "country": row.country_after,
    }
    identity, findings = read_identity(writing.clause, entered, writing.today)
    writing.judge(findings + check_counts(certificate), **shown)
    assert identity is not None, "an identity that cannot be read was refused"
    persons = await persons_for(writing.session, sealer, [identity])
    holder = persons[identity.same]
    writing.judge(await _check_single(writing, certificate, holder), **shown)
    certificate.holder_name, certificate.document_type = identity.name, identity.document_type
    certificate.person_id = holder
    certificate.identity_sealed = sealer.seal(number, place_of_identity(certificate.id))
    certificate.identity_index = sealer.blind_index(identity.document_type.name, number)
    certificate.identity_end_index = end_index(sealer, number)
    await sign_again(writing, certificate)
    await writing.session.flush()
    return findings


async def sign_again(writing: Writing, row: Certificate) -> None:
    """What the agency signed before holds no more for what the face says now."""
    signer = await signer_of(
        writing.session,
        writing.services.sealer,
        row.agency_code_id,
        writing.services.public_address,
    )
    row.credential_key_id = signer.key_id
    row.credential_signature = signer.sign(face_to_sign(row))


async def _check_single(writing: Writing, certificate: Certificate, holder: Any) -> Findings:
    """Whoever the corrected document names holds no other certificate of the same kind."""
    occupation = await writing.session.get_one(Occupation, certificate.occupation_id)
    key = OccupationKey(occupation.edition, occupation.code, certificate.trade_name)
    level = Level(certificate.level)
    is_certified = await writing.exists(
        Certificate,
        lambda other: and_(
            other.person_id == holder,
            other.occupation_id == certificate.occupation_id,
            other.trade_id.is_not_distinct_from(certificate.trade_id),
            other.level == certificate.level,
            other.id != certificate.id,
            other.revoked_on.is_(None),
            other.cancelled_on.is_(None),
        ),
    )
    return check_not_certified([HeldCertificate(key, level)] if is_certified else [], key, level)


# --- the sheet, and the end


async def reissue(writing: Writing, given: Mapping[str, Any]) -> Outcome:
    """The number stays; the new sheet has a number of its own."""
    row = await writing.lock(Certificate, given)
    shown: dict[str, Any] = {"certificate": Ref.of(row)}
    writing.may("reissueCertificate", row.status, **shown)
    sheet = given["print_number"].strip()
    findings = (
        check_counts(row)
        + check_print_number(sheet)
        + check_reason(writing.clause, given["reason"])
    )
    if await writing.exists(
        CertificatePrint,
        lambda other: and_(other.institution_id == row.institution_id, other.print_number == sheet),
    ):
        findings += already_registered(writing.clause, ("printNumber",))
    writing.judge(findings, **shown)
    reason = given["reason"].strip()
    writing.add(
        CertificatePrint(
            certificate_id=row.id,
            institution_id=row.institution_id,
            print_number=sheet,
            printed_on=writing.today,
            cause=given["cause"],
            reason=reason,
        )
    )
    row.updated_at = writing.now
    writing.record("reissueCertificate", row, reason=reason)
    return {**shown, "findings": findings}


async def cancel(writing: Writing, given: Mapping[str, Any]) -> Outcome:
    return await _end("cancelCertificate", "cancelled_on", writing, given)


async def revoke(writing: Writing, given: Mapping[str, Any]) -> Outcome:
    return await _end("revokeCertificate", "revoked_on", writing, given)


async def _end(name: str, day: str, writing: Writing, given: Mapping[str, Any]) -> Outcome:
    """From today it does not count; the number stays used, and the public is told so."""
    row = await writing.lock(Certificate, given)
    shown: dict[str, Any] = {"certificate": Ref.of(row)}
    writing.may(name, row.status, **shown)
    findings = check_counts(row) + check_reason(writing.clause, given["reason"])
    writing.judge(findings, **shown)
    setattr(row, day, writing.today)
    row.reason = given["reason"].strip()
    writing.record(name, row, reason=row.reason)
    return {**shown, "findings": findings}
