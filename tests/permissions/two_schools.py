"""Two schools side by side: at every noun a row of each, as far as the chain goes."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

import models
from models import Base, Expert, PanelMember
from models.base import new_id
from models.database import Database
from resolvers.person import place_of
from rules import vocabulary as words
from tests.register import sealer

AT = datetime(2026, 6, 1, 1, 0, tzinfo=UTC)
ON = date(2026, 6, 1)
LATER = date(2029, 5, 31)


@dataclass
class School:
    """One school and everything of it: `rows[name]`, in the words of the table of the test."""

    letter: str  # a capital of the credit code, so that both schools have one of their own
    digit: str
    district_code: str
    rows: dict[str, Any] = field(default_factory=dict)

    def keep(self, name: str, model: type[Base], /, **values: Any) -> Any:
        row = model(id=new_id(), **values)
        self.rows[name] = row
        return row

    def __getattr__(self, name: str) -> Any:
        try:
            return self.rows[name].id
        except KeyError:
            raise AttributeError(name) from None


@dataclass
class Shared:
    """What belongs to no school."""

    rows: dict[str, Any] = field(default_factory=dict)
    keep = School.keep
    __getattr__ = School.__getattr__


@dataclass
class TwoSchools:
    shared: Shared
    own: School
    other: School

    def __iter__(self) -> Iterator[Any]:
        for part in (self.shared, self.own, self.other):
            yield from part.rows.values()


def two_schools() -> TwoSchools:
    """All rows, unwritten, with their ids."""
    shared = Shared()
    _catalogue(shared)
    _experts(shared)
    schools = School("A", "1", "310101"), School("B", "2", "310115")
    for school in schools:
        for part in (_registration, _file, _application, _assessment, _directory, _plan, _results):
            part(school, shared)
        _certificates(school, shared)
        _entries(school)
        _notices(school, shared)
    return TwoSchools(shared, *schools)


async def write(database: Database, rows: TwoSchools) -> None:
    """Write the rows, tables that others point to first."""
    order = {table: number for number, table in enumerate(Base.metadata.sorted_tables)}
    async with AsyncSession(database.engine, expire_on_commit=False) as session, session.begin():
        for row in sorted(rows, key=lambda row: order[row.__table__]):
            session.add(row)
            await session.flush()


def _catalogue(shared: Shared) -> None:
    known = {"source": "a test", "certainty": words.Certainty.CONFIRMED}
    shared.keep("district", models.District, code="310101", name="黄浦区")
    shared.keep("other_district", models.District, code="310115", name="浦东新区")
    shared.keep(
        "occupation",
        models.Occupation,
        edition=2022,
        code="6-18-01-01",
        name="车工",
        tree_level=4,
        is_skill=words.Known.YES,
        skill_certainty=words.Certainty.CONFIRMED,
        skill_source="a test",
        **known,
    )
    shared.keep(
        "material_checklist",
        models.MaterialChecklist,
        kind=words.ApplicationKind.FIRST_FILING,
        begins_on=ON,
        source="a test",
        certainty=words.Certainty.ASSUMED,
    )
    shared.keep(
        "material_checklist_line",
        models.MaterialChecklistLine,
        checklist_id=shared.material_checklist,
        place=1,
        material=words.MaterialKind.FEE_LIST,
        is_required=True,
        is_per_item=False,
    )
    shared.keep("trade", models.Trade, occupation_id=shared.occupation, name="数控车工", **known)
    later = {"is_skill": words.Known.YES, "skill_certainty": words.Certainty.CONFIRMED}
    shared.keep(
        "later_occupation",
        models.Occupation,
        edition=2030,
        code="6-18-01-09",
        name="车工",
        tree_level=4,
        skill_source="a test",
        **later,
        **known,
    )
    shared.keep(
        "succession",
        models.OccupationSuccession,
        predecessor_id=shared.occupation,
        successor_id=shared.later_occupation,
        succeeded_on=ON,
        source="a test",
    )
    shared.keep(
        "exclusion", models.Exclusion, occupation_id=shared.occupation, reason="准入", **known
    )
    shared.keep(
        "standard",
        models.Standard,
        occupation_id=shared.occupation,
        name="车工国家职业技能标准",
        edition_year=2018,
        level_from=5,
        level_to=1,
        **known,
    )
    shared.keep(
        "standard_trade",
        models.StandardTrade,
        standard_id=shared.standard,
        trade_id=shared.trade,
    )
    shared.keep(
        "staffing_ratio",
        models.StaffingRatio,
        standard_id=shared.standard,
        candidates_per_invigilator=15,
        invigilators_minimum=2,
        candidates_per_assessor=8,
        assessors_minimum=3,
        source="1.9.3",
    )
    shared.keep(
        "marking_rule",
        models.MarkingRule,
        standard_id=shared.standard,
        theory_pass_mark=60,
        practice_pass_mark=60,
        module_pass_mark=60,
        resit_months=24,
        source="1.9.2",
    )
    shared.keep(
        "catalogue_major",
        models.CatalogueMajor,
        code="460101",
        name="机械设计与制造",
        training_level=words.TrainingLevel.COLLEGE,
        **known,
    )
    shared.keep(
        "catalogue_major_occupation",
        models.CatalogueMajorOccupation,
        catalogue_major_id=shared.catalogue_major,
        occupation_id=shared.occupation,
        basis="a test",
        certainty=words.Certainty.ASSUMED,
    )
    shared.keep("working_day", models.WorkingDay, day=ON, is_working=True, source="a test")
    shared.keep("working_year", models.WorkingYear, year=2026, is_published=True)
    criteria = shared.keep(
        "criteria",
        models.AssessmentCriteria,
        edition=1,
        valid_from=ON,
        pass_percent=60,
        **known,
    )
    shared.keep(
        "criterion",
        models.AssessmentCriterion,
        edition_id=criteria.id,
        number=1,
        condition=words.ConditionCode.CONDITION_1_1_1,
        title_zh="引领带动",
        title_en="Leads",
        full_marks=5,
        is_veto=False,
    )
    shared.keep(
        "listed_school",
        models.ListedSchool,
        school_code="4131012915",
        name="名单内的学校",
        kind=words.InstitutionKind.COLLEGE,
        ownership="民办",
        source="a test",
    )


def _experts(shared: Shared) -> None:
    for name in ("center", "department", "expert_account"):
        shared.keep(name, models.Account, login_name=name, password_hash="none", display_name=name)
    shared.keep(
        "delegation",
        models.FilingDelegation,
        begins_on=ON,
        ends_on=ON,
        reason="委托",
        delegated_by_id=shared.center,
    )
    shared.keep("expert", Expert, name="专家", field="机械", account_id=shared.expert_account)
    shared.keep(
        "expert_field",
        models.ExpertField,
        expert_id=shared.expert,
        kind=words.ExpertFieldKind.OCCUPATION,
        occupation_id=shared.occupation,
    )
    shared.keep("expert_aside", Expert, name="回避的专家", field="机械")
    shared.keep("expert_elsewhere", Expert, name="别处的专家", field="机械")
    shared.keep(
        "expert_role",
        models.AccountRole,
        account_id=shared.expert_account,
        role=words.Role.EXPERT,
        expert_id=shared.expert,
    )


def _registration(school: School, shared: Shared) -> None:
    school.keep(
        "account",
        models.Account,
        login_name=f"school-{school.digit}",
        password_hash="none",
        display_name="school",
    )
    for name, status in (
        ("institution", words.InstitutionStatus.VERIFIED),
        ("branch", words.InstitutionStatus.REGISTERED),
    ):
        school.keep(
            name,
            models.Institution,
            kind=words.InstitutionKind.UNIVERSITY_COLLEGE,
            status=status,
            school_code=f"413101000{school.digit}",
            uscc=f"1231000042500632{school.letter}J",
            name="大学" if name == "institution" else "大学高职学院",
            branch_name=None if name == "institution" else "高职学院",
            parent_name=None if name == "institution" else "大学",
            district_code=school.district_code,
            ownership="公办",
            established_on=date(1999, 9, 1),
            has_enrolment_qualification=True,
            address="上海市",
            registered_by_id=school.account,
        )
    school.keep(
        "former_name",
        models.FormerName,
        institution_id=school.institution,
        name="学院",
        valid_from=date(1999, 9, 1),
        valid_to=date(2015, 8, 31),
        reason="市政府批复",
    )
    school.keep(
        "account_role",
        models.AccountRole,
        account_id=school.account,
        role=words.Role.SCHOOL,
        institution_id=school.institution,
    )


def _file(school: School, shared: Shared) -> None:
    of_school = {"institution_id": school.institution}
    major = school.keep(
        "major",
        models.Major,
        catalogue_code="460101",
        name="机械设计与制造",
        training_level=words.TrainingLevel.COLLEGE,
        **of_school,
    )
    school.keep(
        "major_occupation",
        models.MajorOccupation,
        major_id=major.id,
        occupation_id=shared.occupation,
    )
    school.keep(
        "integrated_programme",
        models.IntegratedProgramme,
        major_id=major.id,
        partner_institution_name="中职学校",
        first_stage_level=4,
        first_stage_years=3,
        second_stage_level=3,
        second_stage_years=2,
        **of_school,
    )
    school.keep(
        "major_evaluation",
        models.MajorEvaluation,
        major_id=major.id,
        occupation_id=shared.occupation,
        highest_level=3,
        **of_school,
    )
    school.keep(
        "evaluation_expert",
        models.EvaluationExpert,
        evaluation_id=school.major_evaluation,
        expert_id=shared.expert_elsewhere,
        name="别处的专家",
    )
    _places_and_people(school, shared)
    school.keep(
        "institution_enrolment", models.InstitutionEnrolment, year=2025, enrolled=800, **of_school
    )
    school.keep(
        "condition_statement",
        models.ConditionStatement,
        condition=words.ConditionCode.CONDITION_1_1_3,
        text="自2015年起",
        **of_school,
    )
    school.keep(
        "upload",
        models.Upload,
        account_id=school.account,
        purpose=words.UploadPurpose.DOCUMENT,
        most_bytes=1_000,
        expires_at=AT,
    )
    school.keep(
        "job",
        models.Job,
        kind=words.JobKind.BATCH_ARCHIVE,
        account_id=school.account,
        role=words.Role.SCHOOL,
        **of_school,
    )
    documents = ("material_document", "draft_document", "condition_document")
    for name in (*documents, "work_scheme", "evidence", "spare"):
        school.keep(
            name if name.endswith("document") else f"{name}_document",
            models.Document,
            title=name,
            kind="evidence",
            media_type="application/pdf",
            sha256=bytes(32),
            size=1,
            **of_school,
        )
    school.keep(
        "document_evidence",
        models.DocumentEvidence,
        document_id=school.condition_document,
        condition=words.ConditionCode.CONDITION_1_1_2,
    )
    for name, status in (
        ("draft_specification", words.SpecificationStatus.DRAFT),
        ("submitted_specification", words.SpecificationStatus.SUBMITTED),
        ("filed_specification", words.SpecificationStatus.FILED),
    ):
        is_filed = status is words.SpecificationStatus.FILED
        kept = school.keep(
            name,
            models.EvaluationSpecification,
            occupation_id=shared.occupation,
            name="评价规范",
            edition="2026",
            level_from=5,
            level_to=3,
            status=status,
            filed_on=ON if is_filed else None,
            begins_on=ON if is_filed else None,
            **of_school,
        )
        _specified(school, name.partition("_")[0], kept.id)


def _specified(school: School, name: str, specification: UUID) -> None:
    """What a specification holds."""
    of_one = {"specification_id": specification, "position": 1}
    school.keep(
        f"{name}_specified_part",
        models.SpecificationPart,
        kind=words.PartKind.THEORY,
        name="理论",
        weight=40,
        **of_one,
    )
    texts = dict.fromkeys(("function", "work", "skills", "knowledge"), "所需")
    school.keep(f"{name}_competence", models.SpecificationCompetence, level=5, **texts, **of_one)


def _places_and_people(school: School, shared: Shared) -> None:
    of_school = {"institution_id": school.institution}
    site = school.keep(
        "site",
        models.Site,
        name="实训中心",
        address="上海市",
        district_code=school.district_code,
        has_monitoring=True,
        capacity=60,
        **of_school,
    )
    school.keep(
        "site_equipment",
        models.SiteEquipment,
        site_id=site.id,
        occupation_id=shared.occupation,
        level=3,
    )
    school.keep(
        "room", models.Room, site_id=site.id, name="一", kind=words.PartKind.THEORY, capacity=30
    )
    school.keep("staff_member", models.StaffMember, name="考评员", card_number="1", **of_school)
    school.keep(
        "staff_member_duty",
        models.StaffMemberDuty,
        staff_member_id=school.staff_member,
        duty=words.StaffDuty.ASSESSOR,
    )
    for prefix, is_public in (("", False), ("published_", True)):
        school.keep(
            f"{prefix}violation",
            models.Violation,
            happened_on=ON,
            description="违规",
            is_public=is_public,
            recorded_by_id=shared.center,
            **of_school,
        )
        school.keep(
            f"{prefix}inspection",
            models.Inspection,
            inspected_on=ON,
            findings="监控录像保存不足",
            is_public=is_public,
            recorded_role=words.Role.DEPARTMENT,
            recorded_by_id=shared.department,
            **of_school,
        )
    school.keep(
        "rectification",
        models.Rectification,
        what="补齐监控录像",
        required_role=words.Role.CENTER,
        required_by_id=shared.center,
        required_on=ON,
        due_on=LATER,
        **of_school,
    )


def _application(school: School, shared: Shared) -> None:
    for prefix, status in (
        ("draft", words.FilingStatus.DRAFT),
        ("handed_in", words.FilingStatus.RECEIPT_ISSUED),
    ):
        application = school.keep(
            f"{prefix}_application",
            models.FilingApplication,
            institution_id=school.institution,
            status=status,
            submitted_at=None if prefix == "draft" else AT,
        )
        item = school.keep(
            f"{prefix}_item",
            models.FilingItem,
            application_id=application.id,
            occupation_id=shared.occupation,
            level_from=5,
            level_to=3,
            basis=words.Basis.NATIONAL_STANDARD,
            standard_id=shared.standard,
            method=words.EvaluationMethod.RESULT_ASSESSMENT,
            site_id=school.site,
        )
        school.keep(
            f"{prefix}_item_major", models.FilingItemMajor, item_id=item.id, major_id=school.major
        )
        school.keep(
            f"{prefix}_material",
            models.FilingMaterial,
            application_id=application.id,
            kind=words.MaterialKind.CREDIT_RECORD,
            title="信用记录",
            document_id=school.draft_document if prefix == "draft" else school.material_document,
        )
        school.keep(
            f"{prefix}_self_mark",
            models.FilingSelfMark,
            application_id=application.id,
            criterion_id=shared.criterion,
            marks=4,
        )
        school.keep(
            f"{prefix}_change",
            models.FilingChange,
            application_id=application.id,
            fact=words.ChangedFact.NAME,
            text_before="学院",
            text_after="大学",
        )
        filing_round = school.keep(
            f"{prefix}_round",
            models.FilingRound,
            application_id=application.id,
            number=1,
            submitted_at=datetime(2026, 9, 1, 1, tzinfo=UTC),
            content={},
        )
        school.keep(
            f"{prefix}_remark",
            models.FilingRemark,
            round_id=filing_round.id,
            path=["items"],
            text="请补充",
        )
        school.keep(
            f"{prefix}_enrolment",
            models.FilingEnrolment,
            application_id=application.id,
            year=2025,
            enrolled=800,
        )
    school.keep(
        "withdrawn_draft",
        models.FilingApplication,
        institution_id=school.institution,
        status=words.FilingStatus.WITHDRAWN,
    )


def _assessment(school: School, shared: Shared) -> None:
    assessment = school.keep(
        "assessment",
        models.TechnicalAssessment,
        application_id=school.handed_in_application,
        institution_id=school.institution,
    )
    school.keep(
        "assessment_item",
        models.AssessmentItem,
        assessment_id=assessment.id,
        item_id=school.handed_in_item,
    )
    school.keep(
        "conflict",
        models.ExpertConflict,
        expert_id=shared.expert_aside,
        institution_id=school.institution,
        kind=words.ConflictKind.FAMILY,
    )
    school.keep(
        "step",
        models.AssessmentStep,
        assessment_id=assessment.id,
        method=words.AssessmentMethod.SITE_VISIT,
        day=ON,
        place="实训中心",
    )
    # The expert of the table sits on the panel of the first school only.
    sitting = shared.expert if school.digit == "1" else shared.expert_elsewhere
    for name, expert_id, reason in (
        ("membership", sitting, None),
        ("membership_aside", shared.expert_aside, "亲属"),
    ):
        school.keep(
            name,
            PanelMember,
            assessment_id=assessment.id,
            expert_id=expert_id,
            is_recused=reason is not None,
            reason=reason,
            signed_off_at=None if reason else AT,
        )
        school.keep(
            name.replace("membership", "mark"),
            models.ExpertMark,
            assessment_id=assessment.id,
            expert_id=expert_id,
            criterion_id=shared.criterion,
            marks=5,
        )
        school.keep(
            name.replace("membership", "opinion"),
            models.ExpertOpinion,
            assessment_id=assessment.id,
            expert_id=expert_id,
            condition=words.ConditionCode.CONDITION_1_1_1,
            opinion=words.Opinion.MET,
        )
    _concluded(school, shared, sitting)
    school.keep(
        "report",
        models.FilingReport,
        application_id=school.handed_in_application,
        authority=words.Authority.BUREAU,
        reported_by_id=shared.center,
    )
    school.keep(
        "ministry_report",
        models.MinistryReport,
        application_id=school.handed_in_application,
        reported_on=ON,
        reported_by_id=shared.center,
    )


def _concluded(school: School, shared: Shared, sitting: UUID) -> None:
    """A later round with its conclusion: now the school reads the opinions."""
    assessment = school.keep(
        "concluded_assessment",
        models.TechnicalAssessment,
        application_id=school.handed_in_application,
        institution_id=school.institution,
        round_number=2,
        status=words.AssessmentStatus.CONCLUDED,
        conclusion=words.AssessmentConclusion.PASSED,
        proposed_by_id=shared.center,
        confirmed_by_id=shared.department,
    )
    school.keep(
        "membership_concluded",
        PanelMember,
        assessment_id=assessment.id,
        expert_id=sitting,
        signed_off_at=AT,
    )
    school.keep(
        "mark_concluded",
        models.ExpertMark,
        assessment_id=assessment.id,
        expert_id=sitting,
        criterion_id=shared.criterion,
        marks=5,
    )
    school.keep(
        "opinion_concluded",
        models.ExpertOpinion,
        assessment_id=assessment.id,
        expert_id=sitting,
        condition=words.ConditionCode.CONDITION_1_1_1,
        opinion=words.Opinion.MET,
    )


def _directory(school: School, shared: Shared) -> None:
    for prefix, status, removed_on in (
        ("", words.AgencyStatus.LISTED, None),
        ("removed_", words.AgencyStatus.REMOVED, ON),
    ):
        agency = school.keep(
            f"{prefix}agency",
            models.Agency,
            institution_id=school.institution,
            name="大学",
            status=status,
            removed_on=removed_on,
            scope=words.AgencyScope.OWN_STUDENTS,
            listed_on=ON,
            valid_from=ON,
            valid_to=LATER,
        )
        school.keep(
            f"{prefix}agency_code",
            models.AgencyCode,
            code=f"Y00003100000{school.digit if prefix else int(school.digit) + 2}",
            category=words.AgencyCategory.Y,
            scope=words.AgencyScope.OWN_STUDENTS,
            agency_id=agency.id,
            valid_from=ON,
        )
        school.keep(
            f"{prefix}agency_item",
            models.AgencyItem,
            agency_id=agency.id,
            filing_item_id=school.draft_item if prefix else school.handed_in_item,
            occupation_id=shared.occupation,
            level_from=5,
            level_to=3,
            basis=words.Basis.NATIONAL_STANDARD,
            method=words.EvaluationMethod.RESULT_ASSESSMENT,
            site_id=school.site,
            valid_from=ON,
            valid_to=LATER,
        )
        school.keep(
            f"{prefix}search_text",
            models.SearchText,
            agency_id=agency.id,
            words="学院",
        )
        school.keep(
            f"{prefix}decision",
            models.AgencyDecision,
            agency_id=agency.id,
            institution_id=school.institution,
            act="suspendAgency",
            clause="3.3",
            decided_on=ON,
            effective_on=ON,
            account_id=shared.center,
        )
    for prefix, state, valid_from, valid_to in (
        ("proposed_", words.ExtensionStatus.PROPOSED, None, None),
        ("recorded_", words.ExtensionStatus.RECORDED, ON, LATER),
    ):
        school.keep(
            f"{prefix}extension",
            models.ScopeExtension,
            agency_id=school.agency,
            institution_id=school.institution,
            served_id=school.branch,
            major_id=school.major,
            occupation_id=shared.occupation,
            status=state,
            expected_candidates=40,
            statement="运行良好",
            proposed_by_id=shared.center,
            valid_from=valid_from,
            valid_to=valid_to,
        )
    school.keep(
        "directory_change",
        models.DirectoryChange,
        number=int(school.digit),
        agency_id=school.removed_agency,
        kind=words.DirectoryChangeKind.REMOVED,
        changed_on=ON,
        name="大学",
        codes=[f"Y00003100000{school.digit}"],
    )
    entry = school.keep(
        "directory_entry",
        models.DirectoryEntry,
        agency_id=school.removed_agency,
        institution_id=school.institution,
        begins_on=ON,
        ends_on=LATER,
        known_from=ON,
        state=words.DirectoryState.IN_FORCE,
        name="大学",
        codes=[f"Y00003100000{school.digit}"],
        scope=words.AgencyScope.OWN_STUDENTS,
        listed_on=ON,
        valid_from=ON,
        valid_to=LATER,
        institution_name="大学",
        institution_kind=words.InstitutionKind.UNIVERSITY_COLLEGE,
        district_code=school.district_code,
        address="上海市",
    )
    school.keep(
        "directory_entry_item",
        models.DirectoryEntryItem,
        entry_id=entry.id,
        agency_item_id=school.removed_agency_item,
        state=words.DirectoryState.IN_FORCE,
        occupation_id=shared.occupation,
        level_from=5,
        level_to=3,
        basis=words.Basis.NATIONAL_STANDARD,
        method=words.EvaluationMethod.RESULT_ASSESSMENT,
        valid_from=ON,
        valid_to=LATER,
    )
    school.keep(
        "decision_item",
        models.AgencyDecisionItem,
        decision_id=school.decision,
        agency_item_id=school.agency_item,
    )
    school.keep(
        "suspension",
        models.AgencySuspension,
        agency_id=school.agency,
        agency_item_id=school.agency_item,
        decision_id=school.decision,
        begins_on=ON,
        ends_on=ON,
    )
    school.keep(
        "receipt",
        models.FilingReceipt,
        number=f"R{school.digit}",
        application_id=school.handed_in_application,
        agency_id=school.agency,
        issued_on=ON,
        valid_from=ON,
        valid_to=LATER,
    )


def _plan(school: School, shared: Shared) -> None:
    for prefix, status in (
        ("draft", words.PlanStatus.DRAFT),
        ("filed", words.PlanStatus.ACCEPTED),
    ):
        plan = school.keep(
            f"{prefix}_plan",
            models.EvaluationPlan,
            institution_id=school.institution,
            agency_id=school.agency,
            agency_code_id=school.agency_code,
            agency_item_id=school.agency_item,
            level=3,
            method=words.EvaluationMethod.RESULT_ASSESSMENT,
            batch_name="一",
            status=status,
            work_scheme_document_id=None if prefix == "draft" else school.work_scheme_document,
            ends_on=ON,
            filed_at=AT,
        )
        part = school.keep(
            f"{prefix}_part",
            models.PlanPart,
            plan_id=plan.id,
            position=1,
            kind=words.PartKind.THEORY,
            name="理论",
        )
        session = school.keep(
            f"{prefix}_session",
            models.PlanSession,
            plan_id=plan.id,
            part_id=part.id,
            site_id=school.site,
            room_id=school.room,
            starts_at=AT,
            ends_at=AT.replace(hour=3),
        )
        school.keep(
            f"{prefix}_staff",
            models.PlanStaff,
            session_id=session.id,
            staff_member_id=school.staff_member,
            duty=words.StaffDuty.ASSESSOR,
        )
        _candidate(school, prefix, plan.id)
        school.keep(
            f"{prefix}_seat",
            models.Seat,
            session_id=session.id,
            candidate_id=school.rows[f"{prefix}_candidate"].id,
            number=1,
        )
    _candidate(school, "unreported", school.filed_plan)
    _conduct(school)


def _conduct(school: School) -> None:
    of_batch = {"plan_id": school.filed_plan, "institution_id": school.institution}
    school.keep(
        "plan_change",
        models.PlanChange,
        request_reason="考场停用",
        asked=[],
        content_before={},
        content_after={},
        **of_batch,
    )
    school.keep(
        "incident",
        models.Incident,
        kind=words.IncidentKind.EQUIPMENT,
        happened_at=AT,
        description="监控中断",
        measures="已恢复",
        recorded_by_id=school.account,
        **of_batch,
    )
    school.keep(
        "supervision",
        models.Supervision,
        side=words.SupervisionSide.EXTERNAL,
        supervised_on=ON,
        conclusion=words.SupervisionConclusion.DEFECTS,
        remark="到场督导",
        recorded_by_id=school.account,
        **of_batch,
    )
    school.keep(
        "supervision_defect",
        models.SupervisionDefect,
        supervision_id=school.supervision,
        aspect=words.SupervisionAspect.FACILITIES,
        what="监控中断",
    )


def _candidate(school: School, prefix: str, plan_id: UUID) -> None:
    number = f"{prefix}{school.digit}"
    person = school.keep(
        f"{prefix}_person",
        models.Person,
        document_type=words.DocumentType.RESIDENT_IDENTITY_CARD,
        name="考生",
        identity_index=number.encode(),
    )
    person.identity_sealed = sealer().seal(number, place_of(person.id))
    school.keep(
        f"{prefix}_candidate",
        models.Candidate,
        plan_id=plan_id,
        person_id=person.id,
        institution_id=school.institution,
        enrolled_at_id=school.institution,
        major_id=school.major,
        name="考生",
        training_level=words.TrainingLevel.COLLEGE,
        student_number="1",
        class_name="机械一班",
        expected_graduation_on=date(2026, 6, 30),
        stage_evidence_id=school.evidence_document if prefix == "filed" else None,
    )


def _results(school: School, shared: Shared) -> None:
    school.keep(
        "result_filing",
        models.ResultFiling,
        plan_id=school.filed_plan,
        institution_id=school.institution,
        ended_on=ON,
        due_on=date(2026, 6, 8),
    )
    school.keep(
        "result",
        models.Result,
        filing_id=school.result_filing,
        candidate_id=school.filed_candidate,
        institution_id=school.institution,
        is_passed=True,
    )
    school.keep(
        "mark",
        models.ResultMark,
        result_id=school.result,
        part_id=school.filed_part,
        mark=Decimal(80),
    )
    school.keep(
        "mark_review",
        models.MarkReview,
        result_id=school.result,
        part_id=school.filed_part,
        objected_on=ON,
        old_mark=Decimal(59),
        new_mark=Decimal(80),
        reviewed_by="李复核",
        reason="漏计一题",
    )


def _certificates(school: School, shared: Shared) -> None:
    school.keep(
        "certificate_report",
        models.CertificateReport,
        plan_id=school.filed_plan,
        agency_id=school.agency,
        institution_id=school.institution,
        due_on=ON,
    )
    for serial, (name, status, candidate) in enumerate(
        (
            ("issued_certificate", words.CertificateStatus.ISSUED, "unreported"),
            ("published_certificate", words.CertificateStatus.PUBLISHED, "filed"),
        ),
        start=1,
    ):
        school.keep(
            name,
            models.Certificate,
            number=f"Y00003100000{school.digit}26300000{serial}",
            institution_id=school.institution,
            agency_id=school.agency,
            agency_code_id=school.agency_code,
            plan_id=school.filed_plan,
            candidate_id=school.rows[f"{candidate}_candidate"].id,
            person_id=school.rows[f"{candidate}_person"].id,
            occupation_id=shared.occupation,
            report_id=school.certificate_report if candidate == "filed" else None,
            level=3,
            agency_name="大学",
            holder_name="考生",
            document_type=words.DocumentType.RESIDENT_IDENTITY_CARD,
            identity_sealed=b"",
            identity_index=b"",
            occupation_name="车工",
            level_name="三级/高级工",
            issued_on=ON,
            status=status,
            verification_token=f"{name:.15}{school.digit}".encode(),
        )
    of = {
        "certificate_id": school.rows["published_certificate"].id,
        "institution_id": school.institution,
    }
    school.keep(
        "certificate_correction",
        models.CertificateCorrection,
        **of,
        name_before="考生",
        name_after="考升",
        document_type_before=words.DocumentType.RESIDENT_IDENTITY_CARD,
        document_type_after=words.DocumentType.RESIDENT_IDENTITY_CARD,
        identity_before_sealed=b"",
        identity_after_sealed=b"",
        request_reason="误录",
    )
    school.keep(
        "certificate_print",
        models.CertificatePrint,
        **of,
        print_number="SH-1",
        printed_on=ON,
        cause=words.PrintCause.LOST,
        reason="遗失",
    )


def _notices(school: School, shared: Shared) -> None:
    """Of one entry: what each role was told of it."""
    recipients: dict[str, dict[str, Any]] = {
        "school": {"role": words.Role.SCHOOL, "institution_id": school.institution},
        "department": {"role": words.Role.DEPARTMENT},
        "commission": {"role": words.Role.COMMISSION},
        "center": {"role": words.Role.CENTER},
        "bureau": {"role": words.Role.BUREAU},
        "expert": {"role": words.Role.EXPERT, "expert_id": shared.expert},
        "district": {"role": words.Role.SUPERVISOR, "district_code": school.district_code},
        "city": {"role": words.Role.SUPERVISOR},
    }
    entry = school.rows["entry_of_a_plan"]
    for name, recipient in recipients.items():
        school.keep(
            f"notice_to_{name}",
            models.Notice,
            entry_id=entry.id,
            noun=entry.noun,
            subject_id=entry.subject_id,
            act="acceptEvaluationPlan",
            by_role=words.Role.CENTER,
            after="ACCEPTED",
            about_id=school.institution,
            **recipient,
        )


def _entries(school: School) -> None:
    for name, subject, before, after, is_public in (
        ("entry_of_a_draft", "draft_application", None, "DRAFT", False),
        ("entry_of_a_withdrawn_draft", "withdrawn_draft", "DRAFT", "WITHDRAWN", False),
        ("entry_of_an_account", "account", None, None, False),
        ("entry_of_an_application", "handed_in_application", "DRAFT", "SUBMITTED", False),
        ("entry_of_a_plan", "filed_plan", "SUBMITTED", "ACCEPTED", False),
        ("public_entry", "agency", None, "LISTED", True),
    ):
        school.keep(
            name,
            models.RegisterEntry,
            noun=school.rows[subject].__tablename__,
            subject_id=school.rows[subject].id,
            institution_id=school.institution,
            act="act",
            role=words.Role.SCHOOL,
            account_id=school.account,
            before=before,
            after=after,
            is_public=is_public,
        )
