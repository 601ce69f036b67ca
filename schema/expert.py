"""评估专家 The experts whom center and department appoint to panels (3.2)."""

from enum import Enum
from typing import TYPE_CHECKING

import strawberry

import models
from permissions.declaration import AUTHORITIES, enum_of, input_field, input_of, of, order
from permissions.declaration import field as declare
from resolvers.expert import employed_by, of_field, suited_to
from resolvers.workflow import history
from rules.vocabulary import ConflictKind, ExpertFieldKind, ExpertStatus, Role
from schema.filters import TextFilter
from schema.node import Connection, Node, connection

if TYPE_CHECKING:
    from schema.institution import Institution
    from schema.occupation import Occupation
    from schema.workflow import RegisterEntry

READERS = (*AUTHORITIES, Role.EXPERT, Role.ADMINISTRATOR)
PANEL = (*AUTHORITIES, Role.EXPERT)
APPOINTING = (Role.CENTER, Role.DEPARTMENT)


@of(models.Expert, "评估专家", "An expert of technical assessments", READERS)
class Expert(Node):
    name: str = declare("姓名", "Name", clause="3.2")
    field: str = declare("专业领域", "Field of expertise, in words", clause="3.2")
    status: ExpertStatus = declare("状态", "Whether the expert may be appointed", clause="3.2")
    fields: list["ExpertField"] = declare(
        "领域", "The same in coded terms, for the appointment", PANEL, "3.2"
    )
    conflicts: list["ExpertConflict"] = declare(
        "利益冲突", "Schools that the expert does not assess", PANEL, "3.2"
    )
    employer: "Institution | None" = declare(
        "所在院校", "The school that employs the expert: there the expert stands aside"
    )
    employer_name: str | None = declare(
        "所在单位", "Employer, where it is no school of the register"
    )
    history: list["RegisterEntry"] = declare(
        "办理记录", "What was done, oldest first", AUTHORITIES, answer=history("expert")
    )


@of(models.ExpertField, "专家领域", "A field of an expert in coded terms", PANEL)
class ExpertField(Node):
    kind: ExpertFieldKind = declare("类别", "Kind of field", clause="3.2")
    occupation: "Occupation | None" = declare(
        "职业", "Of skill: an occupation, or a group that holds those served", clause="3.2"
    )


@of(models.ExpertConflict, "利益冲突", "A conflict of interest with a school", PANEL)
class ExpertConflict(Node):
    institution: "Institution | None" = declare("院校", "With which school", clause="3.2")
    kind: ConflictKind = declare("类别", "Of which kind", clause="3.2")
    note: str | None = declare("说明", "More of it")


@input_of("专家筛选", "Which experts", APPOINTING)
class ExpertFilter:
    name: TextFilter | None = input_field("姓名", "By name")
    field: TextFilter | None = input_field("专业领域", "By field")
    status: ExpertStatus | None = input_field("状态", "By state")
    status_in: list[ExpertStatus] | None = input_field(
        "状态之一", "In one of these states", column="status"
    )
    occupation: strawberry.ID | None = input_field(
        "职业", "Whose field serves this occupation", condition=of_field
    )
    suited_to: strawberry.ID | None = input_field(
        "适合申请",
        "Whose field serves an occupation of this application, and whom no conflict keeps away",
        condition=suited_to,
    )
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
