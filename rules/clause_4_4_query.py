"""四(四) The free query of certificates (证书查询): what is checked, and what is said in vain."""

from dataclasses import dataclass
from datetime import date

from rules.clauses import clause
from rules.vocabulary import CertificateCheckKind, CertificateValidity, CheckOutcome

IDENTITY_QUERIES_A_DAY = 5  # by one number, known or not: no way to try names out
PAIRS_OF_ONE_CHECK = 100
IDENTITY_END_CHARACTERS = 6


@dataclass(frozen=True, slots=True)
class Words:
    """A sentence for whoever asks, in Chinese and in English."""

    zh: str
    en: str

    def told(self, language: str) -> str:
        """In Chinese unless English was asked for."""
        return self.en if language == "en" else self.zh


@dataclass(frozen=True, slots=True)
class Found:
    """A certificate that was found. `has_signature_held` None: it has no credential."""

    is_public: bool
    was_agency_filed: bool
    validity: CertificateValidity
    ended_on: date | None
    has_signature_held: bool | None


@dataclass(frozen=True, slots=True)
class Checked:
    """One check with its outcome, in plain words."""

    kind: CertificateCheckKind
    outcome: CheckOutcome
    words: Words


@clause("4.4")
def certificate_checks(found: Found) -> tuple[Checked, ...]:
    """Each check apart: one that fails does not hide what the others say."""
    return (
        _in_register(found.is_public),
        _agency_filed(found.was_agency_filed),
        _in_force(found.validity, found.ended_on),
        _signature(found.has_signature_held),
    )


def _outcome(holds: bool) -> CheckOutcome:
    return CheckOutcome.PASSED if holds else CheckOutcome.FAILED


def _in_register(is_public: bool) -> Checked:
    words = (
        Words("登记系统中有此证书。", "The register has this certificate.")
        if is_public
        else Words(
            "此证书尚未经市职鉴中心公布，社会公众查询不到。",
            "The center has not published this certificate: the public does not find it.",
        )
    )
    return Checked(CertificateCheckKind.IN_REGISTER, _outcome(is_public), words)


def _agency_filed(was_filed: bool) -> Checked:
    words = (
        Words(
            "评价当日，该机构已就此职业和等级备案。",
            "On the day of the evaluation the agency was filed for this occupation and level.",
        )
        if was_filed
        else Words(
            "按现有登记，评价当日该机构未就此职业和等级有效备案。",
            "As registered now, the agency was not validly filed for this occupation and level "
            "on the day of the evaluation.",
        )
    )
    return Checked(CertificateCheckKind.AGENCY_FILED, _outcome(was_filed), words)


def _in_force(validity: CertificateValidity, ended_on: date | None) -> Checked:
    holds = validity is CertificateValidity.VALID
    words = (
        Words(
            "证书有效，未被撤销或注销。",
            "The certificate is valid: neither revoked nor cancelled.",
        )
        if holds
        else Words(f"证书{validity.zh}（{ended_on}）。", f"{validity.en} on {ended_on}.")
    )
    return Checked(CertificateCheckKind.IN_FORCE, _outcome(holds), words)


def _signature(has_held: bool | None) -> Checked:
    kind = CertificateCheckKind.SIGNATURE
    if has_held is None:
        words = Words(
            "此证书没有电子凭证。", "There is no electronic credential of this certificate."
        )
        return Checked(kind, CheckOutcome.NOT_AVAILABLE, words)
    words = (
        Words(
            "评价机构的电子签名与登记内容一致。",
            "The agency's electronic signature holds for what the register says.",
        )
        if has_held
        else Words(
            "评价机构的电子签名与登记内容不一致，请向市职鉴中心核实。",
            "The agency's electronic signature does not hold for what the register says: "
            "ask the center.",
        )
    )
    return Checked(kind, _outcome(has_held), words)


@clause("4.4")
def usual_causes() -> tuple[Words, ...]:
    """Why nothing may have been found: the same words whichever part did not match."""
    return (
        Words(
            "编号、姓名或证件号码有误，或与登记的不一致。",
            "Number, name or identity was mistyped, or differs from what is registered.",
        ),
        Words(
            "证书刚颁发，评价机构尚未报送，或市职鉴中心尚未公布。",
            "The certificate is new: not yet reported by the agency, or published by the center.",
        ),
        Words(
            "证书由其他省市或其他类别的评价机构颁发，应在全国联网查询系统中查询。",
            "It was issued in another province, or by an agency of another kind: "
            "ask the national query.",
        ),
        Words(
            "持证人的姓名或证件已更正，应按更正后的内容查询。",
            "The holder's name or document was corrected: ask by what it is now.",
        ),
        Words("证书系伪造。", "The certificate is forged."),
    )


@clause("4.4")
def whom_to_ask() -> Words:
    """Who helps: who issued it, and who keeps the register."""
    return Words(
        "请先与证书上所列的评价机构联系；仍有疑问的，请向市职鉴中心咨询。",
        "Ask the agency named on the certificate first; if in doubt still, ask the center.",
    )


@clause("4.4")
def identity_end(number: str) -> str | None:
    """The last six characters of an identity number as it is normalised; None if it has fewer."""
    return number[-IDENTITY_END_CHARACTERS:] if len(number) >= IDENTITY_END_CHARACTERS else None
