"""会话 Signing in and out; the acts on sessions and passwords take no idempotencyKey."""

from datetime import datetime
from typing import TYPE_CHECKING

import strawberry

from permissions.declaration import EVERYONE, SIGNED_IN, field, input_field, input_of, of
from resolvers.acts import session
from rules.vocabulary import Role
from schema.acts.mutation import free_mutation
from schema.finding import Finding

if TYPE_CHECKING:
    from schema.acts.account import AccountPayload


@input_of("登录", "Sign in with login name and password")
class SignInInput:
    login_name: str = input_field("登录名", "Letter case aside")
    password: str = input_field("口令", "The password")
    role: Role | None = input_field("角色", "In which role; the first of the account if none")


@input_of("切换角色", "Act in another role of the same account", SIGNED_IN)
class ActAsInput:
    account_role_id: strawberry.ID = input_field("账号角色", "One of the account's roles")


@input_of("修改口令", "Another password for the own account", SIGNED_IN)
class ChangePasswordInput:
    current_password: str = input_field("当前口令", "The password as it is")
    new_password: str = input_field("新口令", "12 to 128 characters")


@of(None, "可用角色", "A role in which somebody signed in may act")
class HeldRole:
    id: strawberry.ID = field("标识", "Give it to actAs")
    role: Role = field("角色", "The role")
    institution_name: str | None = field("院校", "The school, of a school's role")
    district_name: str | None = field("区", "The district, of a district's supervisor")


@of(None, "登录者", "Who has signed in, and in which role")
class SignedIn:
    account_id: strawberry.ID = field("账号", "The account")
    login_name: str = field("登录名", "Login name")
    display_name: str = field("显示名", "Name of the person")
    role: Role = field("角色", "The role of the session")
    institution_name: str | None = field("院校", "The school for which it acts")
    district_name: str | None = field("区", "The district of a district's supervisor")
    roles: list[HeldRole] = field("可用角色", "Every role of the account")


@of(None, "会话", "A session as it was begun or changed")
class SessionPayload:
    token: str | None = field("令牌", "Opaque: send it as Authorization: Bearer; shown only now")
    expires_at: datetime | None = field(
        "到期时间", "The session's last instant; 30 idle minutes end it"
    )
    viewer: SignedIn | None = field("登录者", "Who asks with this token")
    findings: list[Finding] = field("审查意见", "A refusal changes nothing")


@of(None, "退出结果", "A session that has ended", SIGNED_IN)
class SignOutPayload:
    findings: list[Finding] = field("审查意见", "Empty: the token is worth nothing any more")


@of(None, "变更", "Acts on sessions")
class SessionMutations:
    sign_in: SessionPayload = free_mutation(
        "登录",
        "Sign in; five failures lock an account for 15 minutes",
        EVERYONE,
        None,
        session.sign_in,
        SignInInput,
        keyed=False,
        before=session.prove_sign_in,
    )
    sign_out: SignOutPayload = free_mutation(
        "退出", "End this session everywhere", SIGNED_IN, None, session.sign_out, None, keyed=False
    )
    refresh_session: SessionPayload = free_mutation(
        "更换令牌",
        "Another token for this session; its end stays",
        SIGNED_IN,
        None,
        session.refresh,
        None,
        keyed=False,
    )
    act_as: SessionPayload = free_mutation(
        "切换角色",
        "Go on in another role of the account, under another token",
        SIGNED_IN,
        None,
        session.act_as,
        ActAsInput,
        keyed=False,
    )
    change_password: "AccountPayload" = free_mutation(
        "修改口令",
        "Change the own password; every other session ends",
        SIGNED_IN,
        None,
        session.change_password,
        ChangePasswordInput,
        keyed=False,
        before=session.prepare_password,
    )
