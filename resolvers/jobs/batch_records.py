"""批次记录 What the register holds of a batch, as the tables of its five volumes (4.2).

Whoever may have the batch archived sees the plan, and with it all its parts: each statement asks
for the rows of that plan alone.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from models import (
    AgencyItem,
    Candidate,
    Certificate,
    EvaluationPlan,
    Incident,
    Institution,
    Major,
    MarkReview,
    Occupation,
    Person,
    PlanPart,
    PlanSession,
    PlanStaff,
    Rectification,
    Result,
    ResultFiling,
    ResultMark,
    Room,
    Seat,
    Site,
    StaffMember,
    Supervision,
    SupervisionDefect,
    Trade,
)
from permissions.sealing import Sealer
from resolvers.person import place_of

Asked = Select[*tuple[Any, ...]]

REGISTRATION, FILING, PROCESS, RESULTS, CERTIFICATES = VOLUMES = (
    "1-报名资格",
    "2-备案",
    "3-过程",
    "4-试卷结果",
    "5-证书",
)


@dataclass(frozen=True, slots=True)
class Record:
    """One table of a volume. Where it `has_identity`, the statement ends with the sealed number
    and the person's id, for the last heading."""

    volume: str
    title: str
    headings: tuple[str, ...]
    asked: Callable[[UUID], Asked]
    has_identity: bool = False


async def rows_of(
    session: AsyncSession, sealer: Sealer, record: Record, plan_id: UUID
) -> Sequence[Sequence[Any]]:
    found = (await session.execute(record.asked(plan_id))).all()
    if not record.has_identity:
        return found
    return [(*row[:-2], sealer.unseal(row[-2], place_of(row[-1]))) for row in found]


def _candidates(plan_id: UUID) -> Asked:
    person = (Person.document_type, Person.identity_sealed, Person.id)
    return (
        select(
            Candidate.student_number,
            Candidate.name,
            Institution.name,
            Major.catalogue_code,
            Major.name,
            Candidate.training_level,
            Candidate.class_name,
            func.coalesce(Candidate.deferred_graduation_on, Candidate.expected_graduation_on),
            Candidate.prior_certificate_number,
            *person,
        )
        .select_from(Candidate)
        .join(Candidate.person)
        .join(Institution, Institution.id == Candidate.enrolled_at_id)
        .join(Candidate.major)
        .where(Candidate.plan_id == plan_id)
        .order_by(Candidate.student_number, Candidate.id)
    )


def _plan(plan_id: UUID) -> Asked:
    return (
        select(
            EvaluationPlan.number,
            EvaluationPlan.batch_name,
            EvaluationPlan.status,
            Institution.name,
            Occupation.code,
            Occupation.name,
            Trade.name,
            EvaluationPlan.level,
            EvaluationPlan.method,
            EvaluationPlan.filed_at,
            EvaluationPlan.ends_on,
            EvaluationPlan.work_scheme_title,
        )
        .select_from(EvaluationPlan)
        .join(EvaluationPlan.institution)
        .join(EvaluationPlan.agency_item)
        .join(AgencyItem.occupation)
        .outerjoin(AgencyItem.trade)
        .where(EvaluationPlan.id == plan_id)
    )


def _parts(plan_id: UUID) -> Asked:
    part = PlanPart
    asked = select(part.position, part.kind, part.name, part.pass_mark, part.weight)
    return asked.where(part.plan_id == plan_id).order_by(part.position)


SESSION: Final = (PlanSession.starts_at, PlanSession.ends_at, PlanPart.name, Site.name, Room.name)
SESSION_HEADINGS: Final = ("开始", "结束", "科目", "考点", "考场")


def _of_sessions(plan_id: UUID, *columns: Any) -> Asked:
    """For each session of the plan: when, what, where, and `columns`."""
    return (
        select(*SESSION, *columns)
        .select_from(PlanSession)
        .join(PlanSession.part)
        .join(PlanSession.site)
        .join(PlanSession.room)
        .where(PlanSession.plan_id == plan_id)
        .order_by(PlanSession.starts_at, PlanSession.id)
    )


def _sessions(plan_id: UUID) -> Asked:
    return _of_sessions(plan_id)


def _staff(plan_id: UUID) -> Asked:
    asked = _of_sessions(plan_id, PlanStaff.duty, StaffMember.name, StaffMember.card_number)
    return (
        asked.join(PlanStaff, PlanStaff.session_id == PlanSession.id)
        .join(PlanStaff.staff_member)
        .order_by(PlanStaff.duty, PlanStaff.id)
    )


def _attendance(plan_id: UUID) -> Asked:
    candidate = (Candidate.student_number, Candidate.name)
    asked = _of_sessions(plan_id, Seat.number, *candidate, Seat.is_present, Seat.absence_reason)
    return (
        asked.join(Seat, Seat.session_id == PlanSession.id)
        .join(Seat.candidate)
        .order_by(Seat.number, Seat.id)
    )


def _incidents(plan_id: UUID) -> Asked:
    row = Incident
    return (
        select(row.happened_at, row.kind, Candidate.name, row.description, row.measures)
        .select_from(row)
        .outerjoin(row.candidate)
        .where(row.plan_id == plan_id)
        .order_by(row.happened_at, row.id)
    )


def _supervisions(plan_id: UUID) -> Asked:
    row, defect = Supervision, SupervisionDefect
    return (
        select(
            row.supervised_on,
            row.side,
            StaffMember.name,
            row.conclusion,
            row.remark,
            defect.aspect,
            defect.what,
        )
        .select_from(row)
        .outerjoin(row.staff_member)
        .outerjoin(row.defects)
        .where(row.plan_id == plan_id)
        .order_by(row.supervised_on, row.id, defect.id)
    )


def _rectifications(plan_id: UUID) -> Asked:
    row = Rectification
    return (
        select(
            row.required_on,
            row.what,
            row.due_on,
            row.status,
            row.answer,
            row.answered_on,
            row.closed_on,
        )
        .select_from(row)
        .join(row.supervision)
        .where(Supervision.plan_id == plan_id)
        .order_by(row.required_on, row.id)
    )


def _filing(plan_id: UUID) -> Asked:
    row = ResultFiling
    return select(
        row.status,
        row.ended_on,
        row.due_on,
        row.submitted_at,
        row.is_late,
        row.late_reason,
        row.accepted_on,
    ).where(row.plan_id == plan_id)


def _marks(plan_id: UUID) -> Asked:
    """A line for each mark; of who has none, one line without."""
    return (
        select(
            Candidate.student_number,
            Candidate.name,
            PlanPart.name,
            ResultMark.mark,
            ResultMark.carried_from_id.is_not(None),
            Result.is_absent,
            Result.total,
            Result.is_passed,
            Result.blocked_on,
        )
        .select_from(Result)
        .join(Result.candidate)
        .outerjoin(Result.marks)
        .outerjoin(ResultMark.part)
        .where(Candidate.plan_id == plan_id)
        .order_by(Candidate.student_number, Candidate.id, PlanPart.position)
    )


def _reviews(plan_id: UUID) -> Asked:
    row = MarkReview
    return (
        select(
            Candidate.student_number,
            Candidate.name,
            PlanPart.name,
            row.objected_on,
            row.old_mark,
            row.new_mark,
            row.reviewed_by,
            row.reason,
        )
        .select_from(row)
        .join(row.result)
        .join(Result.candidate)
        .join(row.part)
        .where(Candidate.plan_id == plan_id)
        .order_by(row.created_at, row.id)
    )


def _certificates(plan_id: UUID) -> Asked:
    row = Certificate
    return (
        select(
            row.number,
            row.holder_name,
            row.issued_on,
            row.status,
            row.cancelled_on,
            row.revoked_on,
            row.reason,
        )
        .where(row.plan_id == plan_id)
        .order_by(row.number)
    )


WHO: Final = ("学号", "姓名")
RECORDS: Final = (
    Record(
        REGISTRATION,
        "评价人员名单",
        (
            *WHO,
            "学籍学校",
            "专业代码",
            "专业",
            "培养层次",
            "班级",
            "预计毕业日期",
            "原证书编号",
            "证件类型",
            "证件号码",
        ),
        _candidates,
        has_identity=True,
    ),
    Record(
        FILING,
        "评价计划",
        (
            "计划编号",
            "批次",
            "状态",
            "评价机构",
            "职业编码",
            "职业",
            "工种",
            "等级",
            "评价方式",
            "报送时间",
            "评价结束日期",
            "工作方案",
        ),
        _plan,
    ),
    Record(FILING, "评价科目", ("序号", "类别", "科目", "合格分数", "权重"), _parts),
    Record(FILING, "场次安排", SESSION_HEADINGS, _sessions),
    Record(FILING, "考务人员安排", (*SESSION_HEADINGS, "职责", "姓名", "证卡编号"), _staff),
    Record(
        PROCESS, "考生签到表", (*SESSION_HEADINGS, "座位号", *WHO, "到考", "缺考原因"), _attendance
    ),
    Record(
        PROCESS, "考场情况记录", ("发生时间", "类别", "涉及考生", "情况", "处理措施"), _incidents
    ),
    Record(
        PROCESS,
        "质量督导记录",
        ("督导日期", "内外", "内部督导员", "结论", "备注", "问题方面", "问题"),
        _supervisions,
    ),
    Record(
        PROCESS,
        "整改记录",
        ("提出日期", "整改内容", "期限", "状态", "整改答复", "答复日期", "办结日期"),
        _rectifications,
    ),
    Record(
        RESULTS,
        "结果备案",
        ("状态", "评价结束日期", "期限", "报送时间", "逾期", "逾期原因", "备案日期"),
        _filing,
    ),
    Record(
        RESULTS,
        "结果汇总表",
        (*WHO, "科目", "成绩", "沿用以前成绩", "缺考", "总分", "合格", "冻结日期"),
        _marks,
    ),
    Record(
        RESULTS,
        "成绩复核",
        (*WHO, "科目", "异议日期", "原成绩", "复核成绩", "复核人", "理由"),
        _reviews,
    ),
    Record(
        CERTIFICATES,
        "证书登记",
        ("证书编号", "姓名", "发证日期", "状态", "注销日期", "撤销日期", "理由"),
        _certificates,
    ),
)
