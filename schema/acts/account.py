"""账号 What the administrator does with accounts, and a school with its own."""

import strawberry

from permissions.declaration import SIGNED_IN, field, input_field, input_of, of
from resolvers.acts import account
from rules.vocabulary import Role
from schema.account import ADMINISTRATION, ADMINISTRATOR, Account
from schema.acts.mutation import ActInput, free_mutation
from schema.finding import Finding


@input_of("账号角色", "A role, and for whom it acts", ADMINISTRATOR)
class AccountRoleInput:
    role: Role = input_field("角色", "The role")
    institution_id: strawberry.ID | None = input_field("院校", "The school, of a school's role")
    district_code: str | None = input_field("区", "Six digits; a supervisor without is municipal")
    expert_id: strawberry.ID | None = input_field("专家", "The expert, of an expert's role")


@input_of("新建账号", "An account; a school's own acts for that school", ADMINISTRATION)
class CreateAccountInput:
    login_name: str = input_field("登录名", "Name to sign in with; letter case aside, only once")
    display_name: str = input_field("显示名", "Name of the person")
    password: str = input_field("口令", "12 to 128 characters")
    role: AccountRoleInput | None = input_field("角色", "The first role", ADMINISTRATOR)
    idempotency_key: str | None = input_field("幂等键", "The same key gives the first result")


@input_of("重置口令", "A new password for somebody", ADMINISTRATOR)
class ResetPasswordInput:
    id: strawberry.ID = input_field("标识", "The account")
    new_password: str = input_field("新口令", "12 to 128 characters")
    expected_version: int = input_field("预期版本", "The version that was seen; stale is CONFLICT")


@input_of("授予角色", "Another role for an account", ADMINISTRATOR)
class AssignRoleInput:
    account_id: strawberry.ID = input_field("账号", "The account")
    role: AccountRoleInput = input_field("角色", "The role, and for whom it acts")
    idempotency_key: str | None = input_field("幂等键", "The same key gives the first result")


@of(None, "账号办理结果", "What an act made of an account", SIGNED_IN)
class AccountPayload:
    account: Account | None = field("账号", "As it is now; null if not visible")
    findings: list[Finding] = field("审查意见", "A refusal writes nothing")


@of(None, "变更", "Acts on accounts")
class AccountMutations:
    create_account: AccountPayload = free_mutation(
        "新建账号",
        "Create an account",
        ADMINISTRATION,
        None,
        account.create,
        CreateAccountInput,
        before=account.hash_password,
    )
    disable_account: AccountPayload = free_mutation(
        "停用账号",
        "Disable an account; its sessions end",
        ADMINISTRATION,
        None,
        account.disable,
        ActInput,
    )
    enable_account: AccountPayload = free_mutation(
        "启用账号", "Enable a disabled account", ADMINISTRATOR, None, account.enable, ActInput
    )
    reset_password: AccountPayload = free_mutation(
        "重置口令",
        "Give an account a new password; its sessions end",
        ADMINISTRATOR,
        None,
        account.reset_password,
        ResetPasswordInput,
        keyed=False,
        before=account.hash_new_password,
    )
    assign_role: AccountPayload = free_mutation(
        "授予角色", "Give an account a role", ADMINISTRATOR, None, account.assign, AssignRoleInput
    )
    withdraw_role: AccountPayload = free_mutation(
        "撤销角色",
        "Withdraw a role: the id is the account role's",
        ADMINISTRATOR,
        None,
        account.withdraw,
        ActInput,
    )
