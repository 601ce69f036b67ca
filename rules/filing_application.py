"""备案申请 Everything that the guidance says to one application, gathered from its clauses.

The dry run, the saving and the submission of an application ask the same functions. An item's
findings come below ("items", n), counted from 0 in the application's order; what concerns the
school and not the input has an empty path.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from rules import clause_1_1_institution as institution_rules
from rules.clause_1_3_items import (
    CatalogueEntry,
    Major,
    check_levels,
    check_majors,
    check_occupation,
    check_priority,
)
from rules.clause_2_1_basis import Specification, Standard, check_basis
from rules.clause_2_1_editions import Edition, check_edition
from rules.clause_3_1_application import (
    check_declaration,
    check_items,
    check_materials,
    check_no_other_open,
)
from rules.finding import Findings, all_below
from rules.occupation import OccupationKey
from rules.vocabulary import (
    Basis,
    FilingStatus,
    InstitutionKind,
    InstitutionStatus,
    Level,
    MaterialKind,
    PriorityReason,
    StaffDuty,
    TrainingLevel,
)


@dataclass(frozen=True, slots=True)
class Applicant:
    """The school as it stands: `staff` counts those in service by duty."""

    status: InstitutionStatus
    kind: InstitutionKind
    has_enrolment_qualification: bool
    closed_on: date | None
    has_integrated_programme: bool
    is_technician_college: bool
    has_evaluation_department: bool
    staff: Mapping[StaffDuty, int]
    violations: tuple[institution_rules.Violation, ...]
    other_applications: tuple[FilingStatus, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """An item; `majors` are those that it names and the school still runs, `edition` that of the
    standard or specification that it names."""

    occupation: OccupationKey
    entry: CatalogueEntry
    levels: frozenset[Level]
    majors: tuple[Major, ...]
    basis: Basis
    standard: Standard
    specification: Specification | None
    site: institution_rules.Site | None
    priority: PriorityReason
    edition: Edition | None = None


@dataclass(frozen=True, slots=True)
class Application:
    """What the school states; a material counts as attached once it names its document."""

    applicant: Applicant
    items: tuple[Item, ...]
    materials: frozenset[MaterialKind]
    years_with_enrolment: frozenset[int]
    experience: str | None
    has_demand_by_major: bool
    declares_truthful: bool
    declares_non_profit: bool
    declares_accepting_supervision: bool


def check_application(application: Application, today: date, violation_years: int) -> Findings:
    """All findings, in the order of the clauses within school, statements and items."""
    found = _check_applicant(application.applicant, today, violation_years)
    found += _check_statements(application, today)
    for place, item in enumerate(application.items):
        found += all_below(_check_item(item, application.applicant.kind, today), "items", place)
    return found


def _check_applicant(school: Applicant, today: date, violation_years: int) -> Findings:
    return (
        institution_rules.check_applicant(
            school.status, school.has_enrolment_qualification, school.closed_on, today
        )
        + institution_rules.check_kind(
            school.kind, school.has_integrated_programme, school.is_technician_college
        )
        + institution_rules.check_violations(school.violations, today, violation_years)
        + institution_rules.check_department_and_staff(
            school.has_evaluation_department, school.staff
        )
        + check_no_other_open(school.other_applications)
    )


def _check_statements(stated: Application, today: date) -> Findings:
    items = [(item.occupation, item.levels) for item in stated.items]
    return (
        institution_rules.check_enrolment(stated.years_with_enrolment, today, path=("enrolments",))
        + institution_rules.check_demand(
            stated.experience, stated.has_demand_by_major, ("experience",)
        )
        + institution_rules.check_quality_control(
            stated.materials, stated.declares_accepting_supervision
        )
        + institution_rules.check_social_benefit(
            stated.declares_non_profit, MaterialKind.FEE_LIST in stated.materials
        )
        + check_materials(stated.materials)
        + check_declaration(stated.declares_truthful)
        + check_items(items)
    )


def _check_item(item: Item, kind: InstitutionKind, today: date) -> Findings:
    """The ceiling is that of the majors that match: another major's training lends no level."""
    trade = item.occupation.trade
    training_levels = _training_levels(item.majors, item.occupation)
    return (
        institution_rules.check_site(item.site, item.occupation, item.levels, ("siteId",))
        + check_occupation(item.entry, trade, ("occupationId",))
        + check_priority(item.priority, ("priorityReason",))
        + check_majors(item.majors, item.occupation, ("majors",))
        + check_levels(item.levels, kind, training_levels, ("levelTo",))
        + check_basis(item.basis, item.levels, item.standard, item.specification, trade, ("basis",))
        + check_edition(item.edition, today, ("basis",))
    )


def _training_levels(majors: Iterable[Major], occupation: OccupationKey) -> list[TrainingLevel]:
    return [major.training_level for major in majors if major.matches(occupation)]
