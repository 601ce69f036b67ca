"""评估专家 The experts whom center and department appoint to panels (3.2)."""

from enum import Enum
from typing import TYPE_CHECKING

import strawberry

import models
from permissions.declaration import AUTHORITIES, enum_of, input_field, input_of, of, order
from permissions.declaration import field as declare
from resolvers.expert import employed_by
from resolvers.workflow import history
from rules.vocabulary import Role
from schema.filters import TextFilter
from schema.node import Connection, Node, connection, look_up

if TYPE_CHECKING:
    from schema.institution import Institution
    from schema.workflow import RegisterEntry

READERS = (*AUTHORITIES, Role.EXPERT, Role.ADMINISTRATOR)
APPOINTING = (Role.CENTER, Role.DEPARTMENT)


@of(models.Expert, "评估专家", "An expert of technical assessments", READERS)
class Expert(Node):
    name: str = declare("姓名", "Name", clause="3.2")
    field: str = declare("专业领域", "Field of expertise", clause="3.2")
    employer: "Institution | None" = declare(
        "所在院校", "The school that employs the expert: there the expert stands aside"
    )
    employer_name: str | None = declare(
        "所在单位", "Employer, where it is no school of the register"
    )
    history: list["RegisterEntry"] = declare(
        "办理记录", "What was done, oldest first", AUTHORITIES, answer=history("expert")
    )


@input_of("专家筛选", "Which experts", APPOINTING)
class ExpertFilter:
    name: TextFilter | None = input_field("姓名", "By name")
    field: TextFilter | None = input_field("专业领域", "By field")
    employer: strawberry.ID | None = input_field(
        "所在院校", "Employed by this school", condition=employed_by
    )
    and_: list["ExpertFilter"] | None = input_field("且", "All of these", name="and")
    or_: list["ExpertFilter"] | None = input_field("或", "Any of these", name="or")
    not_: "ExpertFilter | None" = input_field("非", "Not this", name="not")


class ExpertOrder(Enum):
    NAME_ASC = order("name", "按姓名", "By name")


enum_of(ExpertOrder, "专家排序", "Order of experts", APPOINTING)


@of(None, "查询", "Reads of experts", APPOINTING)
class ExpertQueries:
    experts: Connection[Expert] = connection(
        "评估专家", "The list of experts", APPOINTING, "3.2",
        filter=ExpertFilter, order=ExpertOrder,
    )  # fmt: skip
    expert: Expert | None = look_up("Expert", "评估专家", "One expert", APPOINTING, "3.2")
