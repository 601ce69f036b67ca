"""Identifiers (代码与证件号码): each answers with the normalised value or the reason against it."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from rules.vocabulary import DocumentType, Sex

USCC_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
USCC_MODULUS = 31
RESIDENT_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
RESIDENT_CHECKS = "10X98765432"
PROVINCE = "31"  # GB/T 2260: Shanghai
HIGHER_EDUCATION = "41"
SECONDARY_VOCATIONAL = "36"
DASHES = dict.fromkeys(map(ord, "‐‑‒–—−－"), "-")


@dataclass(frozen=True, slots=True)
class Identifier:
    """A well-formed identifier in its normalised writing."""

    value: str


@dataclass(frozen=True, slots=True)
class ResidentIdentity(Identifier):
    """A resident identity number with what it says of its holder."""

    born_on: date
    sex: Sex


@dataclass(frozen=True, slots=True)
class Rejection:
    """Why a text is not such an identifier: what was expected, in both languages."""

    zh: str
    en: str


Answer = Identifier | Rejection


def _plain(text: str) -> str:
    """Half-width, upper case, without blanks: what people mean by what they typed."""
    return "".join(unicodedata.normalize("NFKC", text).split()).upper()


def uscc(text: str) -> Answer:
    """统一社会信用代码 (GB 32100-2015): 18 characters, the last a check by weights 3^i mod 31."""
    value = _plain(text)
    if not re.fullmatch(rf"[{USCC_ALPHABET}]{{2}}[0-9]{{6}}[{USCC_ALPHABET}]{{10}}", value):
        return Rejection(
            "应为18位，由数字和除I、O、S、V、Z外的大写字母组成，第3至8位为数字",
            "must have 18 characters, digits and capital letters "
            "without I, O, S, V, Z, with digits at places 3 to 8",
        )
    weighted = sum(
        USCC_ALPHABET.index(character) * pow(3, place, USCC_MODULUS)
        for place, character in enumerate(value[:17])
    )
    if USCC_ALPHABET[-weighted % USCC_MODULUS] != value[17]:
        return Rejection(
            "校验位不符，请核对",
            "does not fit its check character; compare it with the certificate",
        )
    return Identifier(value)


def resident_identity(text: str, on: date) -> ResidentIdentity | Rejection:
    """公民身份号码 (GB 11643): 18 places, a birth date not after `on`, the check by mod 11.

    An unknown region is no error: divisions are renamed and merged, numbers stay.
    """
    value = _plain(text)
    if not re.fullmatch(r"[1-9][0-9]{16}[0-9X]", value):
        return Rejection(
            "证件号码应为18位：17位数字和1位校验码（数字或X）",
            "The number has 18 places: 17 digits and a check character, a digit or X",
        )
    born_on = _day(value[6:14])
    if born_on is None or born_on > on:
        return Rejection(
            "证件号码第7至14位应为已过去的真实出生日期",
            "Places 7 to 14 of the number are a real date of birth in the past",
        )
    weighted = sum(
        int(digit) * weight for digit, weight in zip(value[:17], RESIDENT_WEIGHTS, strict=True)
    )
    if RESIDENT_CHECKS[weighted % 11] != value[17]:
        return Rejection(
            "证件号码校验位不符，请核对",
            "The check character of the number does not fit; compare it with the document",
        )
    return ResidentIdentity(value, born_on, Sex.MALE if int(value[16]) % 2 else Sex.FEMALE)


def _day(digits: str) -> date | None:
    try:
        return date.fromisoformat(digits)
    except ValueError:
        return None


def residence_permit(text: str, on: date) -> ResidentIdentity | Rejection:
    """港澳台居民居住证: a resident number whose first two digits are 81, 82 or 83."""
    answer = resident_identity(text, on)
    if isinstance(answer, ResidentIdentity) and answer.value[:2] not in {"81", "82", "83"}:
        return Rejection(
            "居住证号码应以81、82或83开头",
            "The number of a residence permit begins with 81, 82 or 83",
        )
    return answer


def mainland_travel_permit(text: str) -> Answer:
    """来往内地（大陆）通行证: H or M and 8 digits (Hong Kong, Macao), or 8 digits (Taiwan)."""
    return _shaped(
        text,
        r"[HM][0-9]{8}([0-9]{2})?|[0-9]{8}",
        "通行证号码应为H或M加8位数字，或8位数字",
        "A travel permit has H or M and 8 digits, or 8 digits",
    )


def permanent_residence_permit(text: str) -> Answer:
    """外国人永久居留身份证: 3 letters and 12 digits, or (since 2023) 18 places beginning with 9."""
    return _shaped(
        text,
        r"[A-Z]{3}[0-9]{12}|9[0-9]{16}[0-9X]",
        "永久居留身份证号码应为3位字母加12位数字，或以9开头的18位号码",
        "A permanent residence permit has 3 letters and 12 digits, or 18 places beginning with 9",
    )


def passport(text: str) -> Answer:
    """护照: 5 to 20 letters and digits; countries differ, so there is no checksum."""
    return _shaped(
        text,
        r"[A-Z0-9]{5,20}",
        "护照号码应为5至20位字母和数字",
        "A passport number has 5 to 20 letters and digits",
    )


def identity_document(document: DocumentType, text: str, on: date) -> Answer:
    """证件号码 of the given kind of document, judged on the day `on`."""
    if document is DocumentType.RESIDENT_IDENTITY_CARD:
        return resident_identity(text, on)
    if document is DocumentType.RESIDENCE_PERMIT:
        return residence_permit(text, on)
    return WITHOUT_BIRTH_DATE[document](text)


WITHOUT_BIRTH_DATE: dict[DocumentType, Callable[[str], Answer]] = {
    DocumentType.MAINLAND_TRAVEL_PERMIT: mainland_travel_permit,
    DocumentType.PERMANENT_RESIDENCE_PERMIT: permanent_residence_permit,
    DocumentType.PASSPORT: passport,
}


def school_code(text: str) -> Answer:
    """学校标识码: 10 digits, category 41 (higher education) or 36 (secondary), then the city."""
    return _shaped(
        text,
        rf"{HIGHER_EDUCATION}{PROVINCE}0[0-9]{{5}}|{SECONDARY_VOCATIONAL}{PROVINCE}[0-9]{{6}}",
        "应为10位数字，以41310（高等学校）或3631（中等职业学校）开头",
        "must have 10 digits and begin with 41310 (higher education) "
        "or 3631 (secondary vocational)",
    )


def is_secondary_school_code(code: str) -> bool:
    """Whether a well-formed school code is that of a secondary vocational school."""
    return code.startswith(SECONDARY_VOCATIONAL)


def occupation_code(text: str) -> Answer:
    """职业编码: group-class-family-occupation, as 6-18-01-01; it means something in an edition."""
    return _shaped(
        text.translate(DASHES),
        r"[1-8]-[0-9]{2}-[0-9]{2}-[0-9]{2}",
        "职业编码应形如6-18-01-01",
        "An occupation code looks like 6-18-01-01",
    )


def classification_code(text: str) -> Answer:
    """类别或职业编码: of an occupation, or of a group as far as its own goes (6-18-01)."""
    return _shaped(
        text.translate(DASHES),
        r"[1-8](-[0-9]{2}){0,3}",
        "编码应形如6-18-01-01（职业），或6、6-18、6-18-01（类别）",
        "A code looks like 6-18-01-01 (an occupation), or 6, 6-18, 6-18-01 (a group)",
    )


def major_code(text: str) -> Answer:
    """专业代码: 6 digits, the first 2 to 7, with K for a state-controlled major."""
    return _shaped(
        text,
        r"[2-7][0-9]{5}K?",
        "专业代码应为6位数字（首位2至7），国控专业后加K",
        "A major code has 6 digits, the first 2 to 7, and K for a state-controlled major",
    )


def _shaped(text: str, pattern: str, zh: str, en: str) -> Answer:
    value = _plain(text)
    return Identifier(value) if re.fullmatch(pattern, value) else Rejection(zh, en)
