"""院校 What schools and the department do with an institution's file (1.1)."""

from datetime import date, datetime

import strawberry

from permissions.declaration import field, input_field, input_of, of
from resolvers.acts import institution, institution_file
from resolvers.acts.account import hash_password
from rules.vocabulary import ConditionCode, InstitutionKind, InstitutionStatus, Role
from schema.acts.mutation import ActInput, ReasonedInput, free_mutation, mutation
from schema.finding import Finding
from schema.institution import Institution


@input_of("院校信息", "What a school says of itself")
class InstitutionInput:
    kind: InstitutionKind = input_field("院校类型", "Kind", clause="1.1.1")
    school_code: str = input_field("学校标识码", "Ten digits; a branch gives its parent's")
    uscc: str = input_field("统一社会信用代码", "18 characters; a branch gives its parent's")
    name: str = input_field("名称", "Name as approved")
    branch_name: str | None = input_field("学院名称", "Branch, for a college in a university")
    parent_name: str | None = input_field("所属高校", "The university, for a college in one")
    district_code: str = input_field("所在区", "Six digits of the district")
    ownership: str = input_field("举办者性质", "Public or private")
    established_on: date = input_field("成立日期", "Day of establishment")
    has_enrolment_qualification: bool = input_field("招生资质", "May enrol", clause="1.1")
    address: str = input_field("地址", "Address")
    legal_representative_name: str | None = input_field("法定代表人", "Legal representative")
    evaluation_department_name: str | None = input_field("评价管理部门", "Its department")
    evaluation_department_address: str | None = input_field("部门地址", "Its address")
    evaluation_department_telephone: str | None = input_field("部门电话", "Its telephone")
    is_technician_college: bool = input_field(
        "承担新型技师学院功能", "Acts as a new-type technician college", default=False
    )
    accepts_supervision: bool = input_field("接受监督检查", "Accepts supervision", default=False)
    is_non_profit: bool = input_field("不以营利为目的", "Not for profit", default=False)


@input_of("院校登记", "A school registers itself, with the account that acts for it")
class RegisterInstitutionInput:
    institution: InstitutionInput = input_field("院校", "The school")
    login_name: str = input_field("登录名", "Login name of the first account")
    password: str = input_field("口令", "12 to 128 characters")
    display_name: str = input_field("显示名", "Who acts")
    idempotency_key: str | None = input_field("幂等键", "The same key gives the first result")


@input_of("院校变更", "A school changes its file; it is verified again")
class UpdateInstitutionInput:
    id: strawberry.ID = input_field("标识", "The school")
    institution: InstitutionInput = input_field("院校", "The whole file as it is to be")
    expected_version: int = input_field("预期版本", "The version that was seen")
    idempotency_key: str | None = input_field("幂等键", "The same key gives the first result")


@of(None, "院校办理结果", "What an act made of a school")
class InstitutionPayload:
    institution: Institution | None = field("院校", "As it is now; null if not visible")
    findings: list[Finding] = field("审查意见", "A refusal writes nothing")


@of(None, "院校登记回执", "What a school that registered itself is told")
class InstitutionRegistration:
    name: str = field("名称", "Name as registered", clause="1.1")
    school_code: str = field("学校代码", "Its code, in the writing in which it is kept")
    uscc: str = field("统一社会信用代码", "Its code, in the writing in which it is kept")
    status: InstitutionStatus = field("状态", "Registered, and not verified yet", clause="1.1")
    login_name: str = field("登录名", "Sign in with it to complete the file and to see its state")
    registered_at: datetime = field("登记时间", "When the register took it in")
    waits_for: Role = field("待办方", "Who verifies it, or returns it with a reason", clause="1.1")


@of(None, "院校登记结果", "What became of a registration")
class RegisterInstitutionPayload:
    institution: Institution | None = field(
        "院校", "Null to the public, which sees a school once it is verified: see registration"
    )
    registration: InstitutionRegistration | None = field(
        "登记回执", "What was entered, and who goes on; null if it was refused"
    )
    findings: list[Finding] = field("审查意见", "A refusal writes nothing")


@input_of("招生记录信息", "The enrolment of a year")
class InstitutionEnrolmentInput:
    year: int = input_field("年度", "Calendar year", clause="1.1.2")
    enrolled: int = input_field("招生人数", "Students enrolled", clause="1.1.2")


@input_of("条件自述信息", "What the school says of itself on a condition")
class ConditionStatementInput:
    condition: ConditionCode = input_field("条件", "Each once", clause="1.1")
    text: str = input_field("自述", "In the school's words; on 1.1.3 the experience")


@input_of("院校档案信息", "Records of the school's file; all of them are named")
class SaveInstitutionFileInput:
    id: strawberry.ID = input_field("院校", "The own school")
    enrolments: list[InstitutionEnrolmentInput] = input_field("招生记录", "Of recent years")
    statements: list[ConditionStatementInput] = input_field("条件自述", "On some conditions")
    expected_version: int = input_field("预期版本", "The version that was seen; stale is CONFLICT")
    idempotency_key: str | None = input_field("幂等键", "The same key gives the first result")


@of(None, "变更", "Acts on institutions")
class InstitutionMutations:
    register_institution: RegisterInstitutionPayload = mutation(
        "registerInstitution",
        institution.register,
        RegisterInstitutionInput,
        before=hash_password,
    )
    update_institution: InstitutionPayload = mutation(
        "updateInstitution", institution.update, UpdateInstitutionInput
    )
    verify_institution: InstitutionPayload = mutation(
        "verifyInstitution", institution.verify, ActInput
    )
    return_institution_registration: InstitutionPayload = mutation(
        "returnInstitutionRegistration", institution.return_registration, ReasonedInput
    )
    save_institution_file: InstitutionPayload = free_mutation(
        "维护院校档案",
        "Save enrolment of recent years and what the school says of itself on the conditions",
        [Role.SCHOOL],
        "1.1",
        institution_file.save,
        SaveInstitutionFileInput,
    )
