"""办理 What every object of a workflow shows: its history, and what may be done now."""

from typing import TYPE_CHECKING

import models
from permissions.declaration import AUTHORITIES, Expression, field, of
from resolvers.register_entry import type_of_noun
from rules.vocabulary import Role
from schema.finding import Finding
from schema.node import Node

if TYPE_CHECKING:
    from schema.account import Account
    from schema.institution import Institution

OFFICES = (Role.SCHOOL, *AUTHORITIES, Role.ADMINISTRATOR)
ADMINISTRATOR = (Role.ADMINISTRATOR,)


@of(None, "可办事项", "One act: whether the viewer may do it now, and if not, why")
class Action:
    act: str = field("事项", "Name of the mutation")
    allowed: bool = field("可办", "Whether it may be done now")
    reasons: list[Finding] = field("原因", "Why not, each with its clause; empty if it may")


@of(models.RegisterEntry, "登记簿条目", "One act in the register: never changed, never deleted")
class RegisterEntry(Node):
    noun: str = field(
        "对象类别",
        "Type of the object, as in its global id: FilingApplication",
        answer=Expression(type_of_noun),
    )
    act: str = field("事项", "Name of the act")
    clause: str | None = field("条款", "Its clause")
    role: Role = field("角色", "In which role it was done")
    before: str | None = field("原状态", "State before; null if it had none")
    after: str | None = field("新状态", "State after; null if it has none")
    reason: str | None = field("理由", "The reason given", OFFICES)
    account: "Account | None" = field("办理账号", "Which account did it", ADMINISTRATOR)
    institution: "Institution | None" = field("院校", "The school that it concerns", ADMINISTRATOR)
