"""账号: what an account must meet, whatever the act. Its findings take the clause of the act."""

import re

from rules.finding import FindingCode, Findings, Path, found_when
from rules.vocabulary import Role

LEAST_PASSWORD_LENGTH = 12
MAIL_ADDRESS = re.compile(
    r"(?=.{3,254}\Z)[A-Za-z0-9._%+-]{1,64}@([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+"
    r"[A-Za-z]{2,63}"
)  # of RFC 5321 what is in use; nothing that could end a header
MOST_PASSWORD_LENGTH = 128


def check_password(password: str, path: Path) -> Findings:
    """12 to 128 characters, and no rule on their kinds (NIST SP 800-63B 3.1.1.2)."""
    is_within = LEAST_PASSWORD_LENGTH <= len(password) <= MOST_PASSWORD_LENGTH
    return found_when(
        not is_within,
        FindingCode.PASSWORD_LENGTH_INVALID,
        path,
        least=LEAST_PASSWORD_LENGTH,
        most=MOST_PASSWORD_LENGTH,
    )


def check_mail_address(text: str, consents: bool, address: Path, consent: Path) -> Findings:
    """A mail address that could be one, given by the person who wants the mail."""
    return found_when(
        MAIL_ADDRESS.fullmatch(text) is None, FindingCode.MAIL_ADDRESS_INVALID, address
    ) + found_when(not consents, FindingCode.MAIL_CONSENT_MISSING, consent)


def wrong_password(path: Path) -> Findings:
    """The password that proves the wish to change it is not the account's."""
    return found_when(True, FindingCode.PASSWORD_WRONG, path)


def check_role(
    role: Role, *, has_institution: bool, has_district: bool, has_expert: bool, path: Path
) -> Findings:
    """A school's role names its school, an expert's its expert; a supervisor's may name a district;
    nobody is given the public's."""
    is_complete = (
        role is not Role.PUBLIC
        and has_institution == (role is Role.SCHOOL)
        and has_expert == (role is Role.EXPERT)
        and (not has_district or role is Role.SUPERVISOR)
    )
    return found_when(not is_complete, FindingCode.ROLE_INCOMPLETE, path)


def check_not_own(is_own: bool, path: Path) -> Findings:
    """Nobody disables the account, or withdraws the role, in which the act is done."""
    return found_when(is_own, FindingCode.OWN_ACCOUNT, path)


def check_acts_for_no_other(acts_for_others: bool, path: Path) -> Findings:
    """A school decides on accounts that act for it alone."""
    return found_when(acts_for_others, FindingCode.ACCOUNT_OF_OTHERS, path)
