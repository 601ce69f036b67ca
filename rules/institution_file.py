"""院校档案 A school's file against the conditions of 1.1, gathered from its clauses.

The school's page, the panel and the department ask the same functions as an application does; an
application states enrolment, experience and materials once more for its own day.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from rules.clause_1_1_institution import (
    VIOLATION_YEARS,
    Violation,
    check_demand,
    check_department_and_staff,
    check_enrolment,
    check_kind,
    check_monitored_site,
    check_quality_control,
    check_social_benefit,
    check_violations,
)
from rules.finding import Findings
from rules.vocabulary import ConditionCode, InstitutionKind, MaterialKind, StaffDuty


@dataclass(frozen=True, slots=True)
class InstitutionFile:
    """What the register holds of a school: `staff` counts those in service by duty,
    `materials` are the kinds of its current documents."""

    kind: InstitutionKind
    is_technician_college: bool
    programmes: int
    violations: tuple[Violation, ...]
    enrolment: Mapping[int, int]
    experience: str | None
    majors: int
    expected_graduates: int
    department: tuple[str, ...]
    staff: Mapping[StaffDuty, int]
    sites: int
    monitored_sites: int
    materials: frozenset[MaterialKind]
    accepts_supervision: bool
    is_non_profit: bool


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of a condition's record, in both languages."""

    zh: str
    en: str
    value_zh: str
    value_en: str


def check_condition(
    condition: ConditionCode, file: InstitutionFile, today: date, years: int = VIOLATION_YEARS
) -> Findings:
    """What the guidance says to one condition; nothing where it is met as far as records show."""
    match condition:
        case ConditionCode.CONDITION_1_1_1:
            return check_kind(file.kind, file.programmes > 0, file.is_technician_college)
        case ConditionCode.CONDITION_1_1_2:
            return check_violations(file.violations, today, years) + check_enrolment(
                file.enrolment.keys(), today
            )
        case ConditionCode.CONDITION_1_1_3:
            return check_demand(file.experience, file.expected_graduates > 0)
        case ConditionCode.CONDITION_1_1_4:
            has_department = bool(file.department)
            return check_department_and_staff(has_department, file.staff) + check_monitored_site(
                file.monitored_sites
            )
        case ConditionCode.CONDITION_1_1_5:
            return check_quality_control(file.materials, file.accepts_supervision)
        case ConditionCode.CONDITION_1_1_6:
            has_fees = MaterialKind.FEE_LIST in file.materials
            return check_social_benefit(file.is_non_profit, has_fees)


def facts_of(condition: ConditionCode, file: InstitutionFile) -> tuple[Fact, ...]:
    """The records behind a condition, for those who judge it."""
    match condition:
        case ConditionCode.CONDITION_1_1_1:
            return (
                Fact("院校类型", "Kind", file.kind.zh, file.kind.en),
                _truth("承担新型技师学院功能", "Technician college", file.is_technician_college),
                _count("贯通培养项目", "Integrated programmes", file.programmes),
            )
        case ConditionCode.CONDITION_1_1_2:
            years = sorted(file.enrolment.items(), reverse=True)
            counted = (_count(f"{year}年招生", f"Enrolled in {year}", n) for year, n in years)
            return (*counted, _count("不良行为记录", "Violations", len(file.violations)))
        case ConditionCode.CONDITION_1_1_3:
            return (
                _count("在办专业", "Majors", file.majors),
                _count("年预计毕业生", "Graduates expected a year", file.expected_graduates),
            )
        case ConditionCode.CONDITION_1_1_4:
            return _of_department(file)
        case ConditionCode.CONDITION_1_1_5:
            return (_truth("接受监督检查", "Accepts supervision", file.accepts_supervision),)
        case ConditionCode.CONDITION_1_1_6:
            return (_truth("不以营利为目的", "Not for profit", file.is_non_profit),)


def _of_department(file: InstitutionFile) -> tuple[Fact, ...]:
    named = "，".join(file.department)
    department = (Fact("评价管理部门", "Department", named, named),) if named else ()
    duties = (_count(duty.zh, duty.en, n) for duty, n in sorted(file.staff.items(), key=_place))
    sites = _count("考核站点", "Sites", file.sites)
    return (*department, *duties, sites, _count("有监控站点", "Monitored", file.monitored_sites))


def _place(counted: tuple[StaffDuty, int]) -> int:
    return list(StaffDuty).index(counted[0])


def _count(zh: str, en: str, number: int) -> Fact:
    return Fact(zh, en, str(number), str(number))


def _truth(zh: str, en: str, is_so: bool) -> Fact:
    return Fact(zh, en, *(("是", "yes") if is_so else ("否", "no")))
