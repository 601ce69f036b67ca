"""账号 The administrator creates, disables and equips accounts; a school those that act for it."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import and_, delete, func, select

from models import Account, AccountRole, District, Expert, Institution, Session
from models.base import new_id
from resolvers.acts.session import tell_sessions
from resolvers.execute.context import Context
from resolvers.write.writing import Outcome, Ref, Writing
from rules.account import check_acts_for_no_other, check_not_own, check_password, check_role
from rules.entry import already_registered, check_text, not_found
from rules.finding import Findings, all_below
from rules.vocabulary import Role

Given = Mapping[str, Any]


async def hash_password(context: Context, given: Given) -> str | None:
    """Before the act's transaction: hashing waits its turn, and shall hold no connection."""
    return await _hashed(context, given["password"])


async def hash_new_password(context: Context, given: Given) -> str | None:
    return await _hashed(context, given["new_password"])


async def _hashed(context: Context, password: str) -> str | None:
    if check_password(password, ()):
        return None  # the act refuses it
    hashed: str = await context.services.passwords.hash(password)
    return hashed


async def create(writing: Writing, given: Given) -> Outcome:
    """A school's account acts for that school; the administrator's takes any role, or none yet."""
    login_name = given["login_name"].strip()
    findings = (
        check_text(writing.clause, login_name, ("loginName",))
        + check_text(writing.clause, given["display_name"], ("displayName",))
        + check_password(given["password"], ("password",))
    )
    if await writing.exists(Account, lambda row: func.lower(row.login_name) == login_name.lower()):
        findings += already_registered(writing.clause, ("loginName",))
    wanted = given.get("role")
    if wanted:
        findings += all_below(await _check_wanted(writing, wanted), "role")
    writing.judge(findings)
    account = Account(
        id=new_id(),
        login_name=login_name,
        display_name=given["display_name"].strip(),
        password_hash=writing.prepared,
    )
    writing.add(account)
    await writing.session.flush()
    if writing.role is Role.SCHOOL:
        own = writing.viewer.institution_id
        writing.add(AccountRole(account_id=account.id, role=Role.SCHOOL, institution_id=own))
    elif wanted:
        writing.add(AccountRole(account_id=account.id, **_named(wanted)))
    writing.record("createAccount", account, institution_id=writing.viewer.institution_id)
    return {"account": Ref.of(account)}


async def disable(writing: Writing, given: Given) -> Outcome:
    """Its sessions are refused from now on: FORBIDDEN."""
    row = await writing.lock(Account, given)
    findings = check_not_own(row.id == writing.viewer.account_id, ("id",))
    if writing.role is Role.SCHOOL:
        findings += check_acts_for_no_other(await _acts_for_others(writing, row), ("id",))
    writing.judge(findings, account=Ref.of(row))
    row.is_disabled = True
    writing.record("disableAccount", row, institution_id=writing.viewer.institution_id)
    await tell_sessions(writing, row.id)
    return {"account": Ref.of(row)}


async def enable(writing: Writing, given: Given) -> Outcome:
    row = await writing.lock(Account, given)
    row.is_disabled = False
    writing.record("enableAccount", row)
    await tell_sessions(writing, row.id)
    return {"account": Ref.of(row)}


async def reset_password(writing: Writing, given: Given) -> Outcome:
    """Also ends a lock: who has forgotten a password has often tried too many."""
    row = await writing.lock(Account, given)
    writing.judge(check_password(given["new_password"], ("newPassword",)), account=Ref.of(row))
    row.password_hash = writing.prepared
    row.failed_count = 0
    row.locked_until = None
    await writing.session.execute(delete(Session).where(Session.account_id == row.id))
    writing.record("resetPassword", row)
    await tell_sessions(writing, row.id)
    return {"account": Ref.of(row)}


async def assign(writing: Writing, given: Given) -> Outcome:
    """A role that was withdrawn is given back: its sessions and entries stay the same person's."""
    wanted = given["role"]
    account = await writing.get(Account, given["account_id"], ("accountId",), lock=True)
    findings = all_below(await _check_wanted(writing, wanted), "role")
    writing.judge(findings, account=Ref.of(account))
    named = _named(wanted)
    same = (getattr(AccountRole, name).is_not_distinct_from(v) for name, v in named.items())
    held = await writing.session.scalar(
        select(AccountRole).where(AccountRole.account_id == account.id, *same)
    )
    if held is None:
        writing.add(AccountRole(account_id=account.id, **named))
    elif held.is_withdrawn:
        held.is_withdrawn = False
    else:
        writing.judge(already_registered(writing.clause, ("role",)), account=Ref.of(account))
    writing.record(
        "assignRole", account, after=named["role"], institution_id=named["institution_id"]
    )
    await tell_sessions(writing, account.id)
    return {"account": Ref.of(account)}


async def withdraw(writing: Writing, given: Given) -> Outcome:
    """Sessions in this role are refused from now on: FORBIDDEN."""
    row = await writing.lock(AccountRole, given)
    account = await writing.session.get_one(Account, row.account_id)
    writing.judge(
        check_not_own(account.id == writing.viewer.account_id, ("id",)), account=Ref.of(account)
    )
    row.is_withdrawn = True
    writing.record("withdrawRole", account, before=row.role, institution_id=row.institution_id)
    await tell_sessions(writing, account.id)
    return {"account": Ref.of(account)}


def _named(wanted: Given) -> dict[str, Any]:
    """The columns of the role: what it is, and for whom."""
    institution, expert = wanted.get("institution_id"), wanted.get("expert_id")
    return {
        "role": wanted["role"],
        "institution_id": institution and institution.of("Institution"),
        "district_code": wanted.get("district_code") or None,
        "expert_id": expert and expert.of("Expert"),
    }


async def _check_wanted(writing: Writing, wanted: Given) -> Findings:
    """Complete, and everything that it names exists."""
    named = _named(wanted)
    findings = check_role(
        named["role"],
        has_institution=named["institution_id"] is not None,
        has_district=named["district_code"] is not None,
        has_expert=named["expert_id"] is not None,
        path=("role",),
    )
    targets = (
        ("institution_id", "institutionId", Institution, "id"),
        ("district_code", "districtCode", District, "code"),
        ("expert_id", "expertId", Expert, "id"),
    )
    for name, shown, model, key in targets:
        value = named[name]
        if value is not None and not await _is_there(writing, model, key, value):
            findings += not_found(writing.clause, (shown,))
    return findings


async def _is_there(writing: Writing, model: type, key: str, value: Any) -> bool:
    return await writing.exists(model, lambda row: getattr(row, key) == value)


async def _acts_for_others(writing: Writing, account: Account) -> bool:
    own = writing.viewer.institution_id
    return await writing.exists(
        AccountRole,
        lambda held: and_(
            held.account_id == account.id,
            ~held.is_withdrawn,
            held.institution_id.is_distinct_from(own),
        ),
    )
