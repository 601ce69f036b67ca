"""人员 A school keeps its staff (1.1.4, 4.1)."""

from datetime import date

import strawberry

from permissions.declaration import field, input_field, input_of, of
from resolvers.acts import staff_member
from rules.vocabulary import Role, StaffDuty
from schema.acts.mutation import free_mutation
from schema.acts.saving import SaveInput
from schema.finding import Finding
from schema.institution import StaffMember


@input_of("人员保存", "A member of staff with card and duties, as a whole")
class SaveStaffMemberInput(SaveInput):
    name: str = input_field("姓名", "Name")
    duties: list[StaffDuty] = input_field("职责", "What the person may be appointed to")
    card_number: str | None = input_field("证卡号", "Number of the card")
    card_valid_to: date | None = input_field("证卡有效期至", "Last day of the card")
    highest_level: int | None = input_field("可考评最高等级", "5 to 1")
    occupation_id: strawberry.ID | None = input_field(
        "可考评职业", "Occupation of the card; none: it is general"
    )
    taught_classes: list[str] = input_field(
        "任教班级", "Classes that the person teaches, and so does not assess", default=[]
    )
    is_active: bool = input_field("在岗", "Still in service", default=True)


@of(None, "人员保存结果", "What a save made of a member of staff")
class StaffMemberPayload:
    staff_member: StaffMember | None = field("人员", "As it is now", [Role.SCHOOL])
    findings: list[Finding] = field("审查意见", "A refusal writes nothing")


@of(None, "变更", "Acts on staff")
class StaffMemberMutations:
    save_staff_member: StaffMemberPayload = free_mutation(
        "保存人员",
        "Save a member of staff",
        [Role.SCHOOL],
        "1.1.4",
        staff_member.save,
        SaveStaffMemberInput,
    )
