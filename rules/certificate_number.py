"""The certificate number (证书编号): 1 capital letter and 21 digits, 22 characters in all.

Source: 职业技能等级证书编码规则(试行), 人社鉴发〔2019〕2号. The first 13 characters are the
agency code (备案号): category, code at the ministry (0000 when first filed with a province),
province, serial of the agency. Then year (2), level (1) and serial of the certificate (6).
"""

import re
from dataclasses import dataclass

from rules.identifiers import PROVINCE, Rejection
from rules.vocabulary import AgencyCategory, Level

FILED_WITH_A_PROVINCE = "0000"
AGENCY_SERIAL_BEGINS = 7  # characters before the serial of the agency
AGENCY_SERIAL_MAXIMUM = 999_999
CERTIFICATE_SERIAL_MAXIMUM = 999_999
CENTURY = 2000
ISSUED_LEVELS = frozenset({Level.ADVANCED, Level.INTERMEDIATE, Level.JUNIOR})  # 1.3: 3 and below
AGENCY_CODE = re.compile(r"([YS])([0-9]{4})([0-9]{2})([0-9]{6})")
CERTIFICATE_NUMBER = re.compile(r"([YS][0-9]{12})([0-9]{2})([1-5])([0-9]{6})")


@dataclass(frozen=True, slots=True)
class AgencyCode:
    """备案号, taken apart."""

    category: AgencyCategory
    ministry_code: str
    province: str
    serial: int

    def __str__(self) -> str:
        return f"{self.category.name}{self.ministry_code}{self.province}{self.serial:06d}"


@dataclass(frozen=True, slots=True)
class CertificateNumber:
    """证书编号, taken apart."""

    agency_code: str
    year: int
    level: Level
    serial: int

    def __str__(self) -> str:
        return f"{self.agency_code}{self.year % 100:02d}{self.level:d}{self.serial:06d}"


def compose_agency_code(category: AgencyCategory, serial: int) -> str:
    """The code of an agency first filed with the city; ValueError unless serial 1 to 999999."""
    if not 1 <= serial <= AGENCY_SERIAL_MAXIMUM:
        raise ValueError("the serial of an agency is 1 to 999999")
    return str(AgencyCode(category, FILED_WITH_A_PROVINCE, PROVINCE, serial))


def parse_agency_code(text: str) -> AgencyCode | Rejection:
    """Take an agency code apart; any category, province and serial of the national rule."""
    matched = AGENCY_CODE.fullmatch(text.strip().upper())
    if matched is None:
        return Rejection(
            "评价机构备案号应为13位：字母Y或S加12位数字",
            "An agency code has 13 characters: Y or S and 12 digits",
        )
    category, ministry_code, province, serial = matched.groups()
    return AgencyCode(AgencyCategory[category], ministry_code, province, int(serial))


def compose(agency_code: str, year: int, level: Level, serial: int) -> str:
    """The number of a certificate to be issued: levels 3 to 5, years 2000 to 2099, serial from 1.

    Raises ValueError for anything else: a wrong number must never reach a certificate.
    """
    if AGENCY_CODE.fullmatch(agency_code) is None:
        raise ValueError("an agency code has 13 characters: Y or S and 12 digits")
    if not CENTURY <= year < CENTURY + 100:
        raise ValueError("the year of issue is written with two digits: 2000 to 2099")
    if level not in ISSUED_LEVELS:
        raise ValueError("schools issue levels 3, 4 and 5")
    if not 1 <= serial <= CERTIFICATE_SERIAL_MAXIMUM:
        raise ValueError("the serial of a certificate is 1 to 999999")
    return str(CertificateNumber(agency_code, year, level, serial))


def parse(text: str) -> CertificateNumber | Rejection:
    """Take a certificate number apart; every level of the national rule is read."""
    matched = CERTIFICATE_NUMBER.fullmatch(text.strip().upper())
    if matched is None:
        return Rejection(
            "证书编号应为22位：13位评价机构备案号、2位年份、1位等级（1至5）、6位序列码",
            "A certificate number has 22 characters: agency code (13), year (2), "
            "level 1 to 5 (1) and serial (6)",
        )
    agency_code, year, level, serial = matched.groups()
    return CertificateNumber(agency_code, CENTURY + int(year), Level(int(level)), int(serial))
