"""院校 The school registers itself; the department verifies or returns what it entered (1.1)."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import and_, func

from models import Account, AccountRole, District, Institution
from models.base import new_id
from resolvers.write.writing import Outcome, Ref, Writing
from rules.account import check_password
from rules.clause_1_1_institution import Registration, check_registration
from rules.entry import already_registered, check_reason, check_text, not_found
from rules.finding import Findings, all_below
from rules.identifiers import Answer, Identifier, school_code, uscc
from rules.vocabulary import Role

FACTS = (
    "kind", "school_code", "uscc", "name", "branch_name", "parent_name", "district_code",
    "ownership", "established_on", "has_enrolment_qualification", "address",
    "legal_representative_name",
    "evaluation_department_name", "evaluation_department_address",
    "evaluation_department_telephone", "is_technician_college", "accepts_supervision",
    "is_non_profit",
)  # fmt: skip


def as_kept(entered: Mapping[str, Any]) -> dict[str, Any]:
    """The facts as the register keeps them: codes in their one writing, no blanks around a text,
    nothing where only blanks were entered. A code that is none stays as it is: it is refused."""
    kept = {name: _bare(entered.get(name)) for name in FACTS}
    kept["uscc"] = _written(uscc(entered["uscc"]), entered["uscc"])
    kept["school_code"] = _written(school_code(entered["school_code"]), entered["school_code"])
    return kept


def _bare(value: Any) -> Any:
    return value.strip() or None if isinstance(value, str) else value


def _written(answer: Answer, text: str) -> str:
    return answer.value if isinstance(answer, Identifier) else text


def check_facts(writing: Writing, entered: Mapping[str, Any]) -> Findings:
    """What a school says of itself: codes, kind, establishment, and the names it must have."""
    registration = Registration(
        kind=entered["kind"],
        uscc=entered["uscc"],
        school_code=entered["school_code"],
        established_on=entered["established_on"],
        parent_name=entered.get("parent_name"),
        branch_name=entered.get("branch_name"),
    )
    return (
        check_registration(registration, writing.today)
        + check_text(writing.clause, entered["name"], ("name",))
        + check_text(writing.clause, entered["ownership"], ("ownership",))
        + check_text(writing.clause, entered["address"], ("address",))
    )


async def check_district(writing: Writing, entered: Mapping[str, Any]) -> Findings:
    """The district is one of the city's."""
    is_known = await writing.exists(District, lambda one: one.code == entered["district_code"])
    return () if is_known else not_found(writing.clause, ("districtCode",))


async def check_single(writing: Writing, kept: Mapping[str, Any], own_id: UUID | None) -> Findings:
    """A school registers once: credit code and branch are one school's, and so is a school code
    that no branch shares with its university. `own_id` is the school that changes its file."""

    async def is_taken(name: str) -> bool:
        return await writing.exists(
            Institution,
            lambda other: and_(
                getattr(other, name) == kept[name],
                other.branch_name.is_not_distinct_from(kept["branch_name"]),
                other.id.is_distinct_from(own_id),
            ),
        )

    found: Findings = ()
    if await is_taken("uscc"):
        found += already_registered(writing.clause, ("uscc",))
    if kept["branch_name"] is None and await is_taken("school_code"):
        found += already_registered(writing.clause, ("schoolCode",))
    return found


async def check_file(
    writing: Writing, kept: Mapping[str, Any], own_id: UUID | None = None
) -> Findings:
    """All that is asked of what a school registers or changes; paths from the input's root."""
    findings = (
        check_facts(writing, kept)
        + await check_district(writing, kept)
        + await check_single(writing, kept, own_id)
    )
    return all_below(findings, "institution")


async def register(writing: Writing, given: Mapping[str, Any]) -> Outcome:
    """A school enters itself and the account that acts for it; nothing is public before the
    department has verified it."""
    kept = as_kept(given["institution"])
    findings = await check_file(writing, kept)
    login = given["login_name"].strip()
    findings += check_text(writing.clause, login, ("loginName",))
    findings += check_text(writing.clause, given["display_name"], ("displayName",))
    findings += check_password(given["password"], ("password",))
    if await writing.exists(Account, lambda row: func.lower(row.login_name) == login.lower()):
        findings += already_registered(writing.clause, ("loginName",))
    writing.judge(findings)
    account = Account(
        id=new_id(),
        login_name=login,
        display_name=given["display_name"].strip(),
        password_hash=writing.prepared,
    )
    institution = Institution(id=new_id(), registered_by_id=account.id, **kept)
    role = AccountRole(account_id=account.id, role=Role.SCHOOL, institution_id=institution.id)
    writing.add(account)
    await writing.session.flush()
    writing.add(institution)
    await writing.session.flush()
    writing.add(role)
    writing.record("registerInstitution", institution, institution_id=institution.id)
    await writing.session.flush()
    return {
        "institution": Ref.of(institution),
        "registration": _registered(institution, account),
        "findings": findings,
    }


def _registered(row: Institution, account: Account) -> dict[str, Any]:
    """What whoever registered is told, who is nobody to the register before signing in."""
    return {
        "name": row.name,
        "school_code": row.school_code,
        "uscc": row.uscc,
        "status": row.status,
        "login_name": account.login_name,
        "registered_at": row.created_at,
        "waits_for": Role.DEPARTMENT,
    }


async def update(writing: Writing, given: Mapping[str, Any]) -> Outcome:
    """A change of the file is verified again: the department vouches for what it has seen."""
    row = await writing.lock(Institution, given)
    kept = as_kept({name: getattr(row, name) for name in FACTS} | given["institution"])
    writing.may("updateInstitution", row.status, institution=Ref.of(row))
    findings = await check_file(writing, kept, row.id)
    writing.judge(findings, institution=Ref.of(row))
    for name, value in kept.items():
        setattr(row, name, value)
    row.returned_reason = None
    writing.move("updateInstitution", row, institution_id=row.id)
    return {"institution": Ref.of(row), "findings": findings}


async def verify(writing: Writing, given: Mapping[str, Any]) -> Outcome:
    row = await writing.lock(Institution, given)
    writing.may("verifyInstitution", row.status, institution=Ref.of(row))
    writing.move("verifyInstitution", row, institution_id=row.id, is_public=True)
    return {"institution": Ref.of(row)}


async def return_registration(writing: Writing, given: Mapping[str, Any]) -> Outcome:
    row = await writing.lock(Institution, given)
    writing.may("returnInstitutionRegistration", row.status, institution=Ref.of(row))
    writing.judge(check_reason(writing.clause, given["reason"]), institution=Ref.of(row))
    row.returned_reason = given["reason"]
    writing.move(
        "returnInstitutionRegistration", row, institution_id=row.id, reason=given["reason"]
    )
    return {"institution": Ref.of(row)}
