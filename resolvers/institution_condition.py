"""院校条件 What a school's file shows of each condition: one statement's columns say it all."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from sqlalchemy import ARRAY, Boolean, Date, Integer, Text, and_, cast, func, not_, select

from models import (
    ConditionStatement,
    Document,
    DocumentEvidence,
    InstitutionEnrolment,
    IntegratedProgramme,
    Major,
    Site,
    StaffMember,
    StaffMemberDuty,
    Violation,
)
from permissions.declaration import Asked, Related
from permissions.rows import among
from resolvers.finding import shown
from resolvers.workflow import Need
from rules.clause_1_1_institution import Violation as ViolationFact
from rules.institution_file import InstitutionFile, check_condition, facts_of
from rules.vocabulary import ConditionCode, InstitutionKind, MaterialKind, StaffDuty

conditions_of_school = Related(
    lambda condition, row: condition.institution_id == row.id, order=("condition",)
)


def _is_current(document: Any) -> Any:
    return not_(among(Document, lambda other: other.replaces_id == document.id))


def _proves(document: Any, row: Any) -> Any:
    """Current documents of the school that were named for the condition."""
    named = among(
        DocumentEvidence,
        lambda tie: and_(tie.document_id == document.id, tie.condition == row.condition),
    )
    return and_(document.institution_id == row.institution_id, named, _is_current(document))


evidence = Related(_proves, order=("created_at",))


def _gathered(column: Any, type_: Any, *conditions: Any, key: Any) -> Need:
    def need(row: Any) -> Any:
        own = select(column).where(key == row.institution_id, *conditions).order_by(column)
        return func.array(own.scalar_subquery(), type_=ARRAY(type_))

    return need


def _counted(model: Any, *conditions: Any) -> Need:
    def need(row: Any) -> Any:
        own = select(func.count()).select_from(model)
        return own.where(model.institution_id == row.institution_id, *conditions).scalar_subquery()

    return need


def _violations(column: Any, type_: Any) -> Need:
    def need(row: Any) -> Any:
        own = select(column).where(Violation.institution_id == row.institution_id)
        return func.array(own.order_by(Violation.id).scalar_subquery(), type_=ARRAY(type_))

    return need


def _enrolments(column: Any) -> Need:
    def need(row: Any) -> Any:
        own = select(column).where(InstitutionEnrolment.institution_id == row.institution_id)
        ordered = own.order_by(InstitutionEnrolment.year)
        return func.array(ordered.scalar_subquery(), type_=ARRAY(Integer))

    return need


def _graduates(row: Any) -> Any:
    total = func.coalesce(func.sum(Major.expected_graduates), 0, type_=Integer)
    own = select(total).where(Major.institution_id == row.institution_id, Major.is_active)
    return own.scalar_subquery()


def _duties(row: Any) -> Any:
    own = (
        select(cast(StaffMemberDuty.duty, Text))
        .join(StaffMember, StaffMember.id == StaffMemberDuty.staff_member_id)
        .where(StaffMember.institution_id == row.institution_id, StaffMember.is_active)
        .order_by(StaffMemberDuty.id)
    )
    return func.array(own.scalar_subquery(), type_=ARRAY(Text))


def _materials(row: Any) -> Any:
    own = select(cast(Document.material, Text)).where(
        Document.institution_id == row.institution_id,
        Document.material.is_not(None),
        not_(among(Document, lambda other: other.replaces_id == Document.id)),
    )
    return func.array(own.order_by(Document.id).scalar_subquery(), type_=ARRAY(Text))


def _experience(row: Any) -> Any:
    own = select(ConditionStatement.text).where(
        ConditionStatement.institution_id == row.institution_id,
        ConditionStatement.condition == ConditionCode.CONDITION_1_1_3,
    )
    return own.scalar_subquery()


NEEDS: tuple[Need, ...] = (
    "condition",
    lambda row: func.register_today(type_=Date),
    "kind",
    "is_technician_college",
    "evaluation_department_name",
    "evaluation_department_address",
    "evaluation_department_telephone",
    "accepts_supervision",
    "is_non_profit",
    _counted(IntegratedProgramme),
    _violations(Violation.happened_on, Date),
    _violations(Violation.is_listing, Boolean),
    _violations(Violation.closed_on, Date),
    _enrolments(InstitutionEnrolment.year),
    _enrolments(InstitutionEnrolment.enrolled),
    _experience,
    _counted(Major, Major.is_active),
    _graduates,
    _duties,
    _counted(Site),
    _counted(Site, Site.has_monitoring),
    _materials,
)
"""Everything that `read` takes, in its order."""


def read(values: Sequence[Any]) -> InstitutionFile:
    """From the values of `NEEDS` after condition and day."""
    kind, is_technician, name, address, telephone, supervised, non_profit, *rest = values
    programmes, happened, listed, closed, years, enrolled, experience, *rest = rest
    majors, graduates, duties, sites, monitored, materials = rest
    return InstitutionFile(
        kind=kind if isinstance(kind, InstitutionKind) else InstitutionKind[kind],
        is_technician_college=is_technician,
        programmes=programmes,
        violations=tuple(map(ViolationFact, happened, listed, closed)),
        enrolment=dict(zip(years, enrolled, strict=True)),
        experience=experience,
        majors=majors,
        expected_graduates=graduates,
        department=tuple(part for part in (name, address, telephone) if part) if name else (),
        staff=Counter(StaffDuty[duty] for duty in duties),
        sites=sites,
        monitored_sites=monitored,
        materials=frozenset(MaterialKind[material] for material in materials),
        accepts_supervision=supervised,
        is_non_profit=non_profit,
    )


def _condition(value: Any) -> ConditionCode:
    return value if isinstance(value, ConditionCode) else ConditionCode[value]


async def findings(rows: Sequence[tuple[Any, ...]], asked: Asked) -> list[Any]:
    years = asked.services.configuration.violation_years
    return [
        shown(check_condition(_condition(condition), read(values), today, years), asked.language)
        for condition, today, *values in rows
    ]


async def records(rows: Sequence[tuple[Any, ...]], asked: Asked) -> list[Any]:
    is_english = asked.language == "en"
    return [
        [
            {
                "name": fact.en if is_english else fact.zh,
                "value": fact.value_en if is_english else fact.value_zh,
            }
            for fact in facts_of(_condition(condition), read(values))
        ]
        for condition, _, *values in rows
    ]
