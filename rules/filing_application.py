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
from rules.clause_2_1_basis import (
    Specification,
    Standard,
    check_basis,
    check_standard_settled,
)
from rules.clause_2_1_editions import Edition, check_edition
from rules.clause_3_1_application import (
    check_declaration,
    check_items,
    check_no_other_open,
    check_parts,
)
from rules.clause_3_1_checklist import Named, Required, check_materials
from rules.clause_3_2_assessment import CONDITIONS_BY_KIND
from rules.clause_3_2_criteria import Criterion, check_self_marks
from rules.clause_3_3_adjustment import (
    BATCHES_OF_A_TERM,
    RENEWAL_WINDOW_DAYS,
    Change,
    FiledAgency,
    check_agency,
    check_batches,
    check_changes,
    check_is_held,
    check_is_not_held,
    check_rectifications,
    check_reduction_day,
    check_site_in_use,
    check_window,
    judged_on,
)
from rules.finding import Findings, all_below
from rules.occupation import OccupationKey
from rules.vocabulary import (
    ApplicationKind,
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
    other_applications: tuple[tuple[ApplicationKind, FilingStatus], ...]


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
class SiteChange:
    """A site for another: `place` among the changes, the new site, and what is evaluated at the
    old one."""

    place: int
    site: institution_rules.Site
    items: tuple[tuple[OccupationKey, frozenset[Level]], ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """What the guidance leaves to configuration."""

    violation_years: int = institution_rules.VIOLATION_YEARS
    renewal_window_days: int = RENEWAL_WINDOW_DAYS
    batches_of_a_term: int = BATCHES_OF_A_TERM


FIGURES = Figures()


@dataclass(frozen=True, slots=True)
class Application:
    """What the school states; a material counts as attached once it names its document.

    `applied_on` is the day of the first submission, which decides what hangs on a window; None
    before it. `parts` names what it brings, in the names of the input. `criteria` are those in
    force, by which the school marks itself.
    """

    kind: ApplicationKind
    applied_on: date | None
    agency: FiledAgency | None
    parts: frozenset[str]
    changes: tuple[Change, ...]
    site_changes: tuple[SiteChange, ...]
    explanation: str | None
    takes_effect_on: date | None
    applicant: Applicant
    items: tuple[Item, ...]
    named_materials: tuple[Named, ...]
    checklist: tuple[Required, ...]
    years_with_enrolment: frozenset[int]
    experience: str | None
    has_demand_by_major: bool
    declares_truthful: bool
    declares_non_profit: bool
    declares_accepting_supervision: bool
    criteria: tuple[Criterion, ...] = ()
    self_marked: frozenset[str] = frozenset()

    @property
    def materials(self) -> frozenset[MaterialKind]:
        """Of which kind a material is attached."""
        return frozenset(named.material for named in self.named_materials if named.has_document)


def check_application(
    application: Application, today: date, figures: Figures = FIGURES
) -> Findings:
    """All findings, in the order of the clauses within school, statements and items; each kind
    is asked what it is about."""
    found = _check_applicant(application, today, figures)
    found += _check_statements(application, today)
    found += _check_agency(application, today, figures)
    for place, item in enumerate(application.items):
        found += all_below(_check_item_of_kind(item, application, today), "items", place)
    return found


def check_settled(application: Application) -> Findings:
    """Before an application is accepted nothing is left open about the standards of its items."""
    found: Findings = ()
    for place, item in enumerate(application.items if _is_assessed(application.kind) else ()):
        found += check_standard_settled(item.standard, ("items", place, "basis"))
    return found


def _is_assessed(kind: ApplicationKind) -> bool:
    """Whether the conditions of 1.1 are asked anew, and what is applied for with them."""
    return bool(CONDITIONS_BY_KIND[kind])


def _check_applicant(application: Application, today: date, figures: Figures) -> Findings:
    school = application.applicant
    found = institution_rules.check_applicant(
        school.status, school.has_enrolment_qualification, school.closed_on, today
    )
    if _is_assessed(application.kind):
        found += institution_rules.check_kind(
            school.kind, school.has_integrated_programme, school.is_technician_college
        )
        found += institution_rules.check_violations(
            school.violations, today, figures.violation_years
        )
        found += institution_rules.check_department_and_staff(
            school.has_evaluation_department, school.staff
        )
    return found + check_no_other_open(application.kind, school.other_applications)


def _check_statements(stated: Application, today: date) -> Findings:
    found: Findings = ()
    if _is_assessed(stated.kind):
        found += _check_conditions(stated, today)
    found += check_materials(stated.named_materials, stated.checklist, len(stated.items))
    found += check_declaration(stated.declares_truthful) + check_parts(stated.kind, stated.parts)
    if stated.kind is ApplicationKind.CHANGE:
        return found + _check_changes(stated)
    return found + check_items([(item.occupation, item.levels) for item in stated.items])


def _check_conditions(stated: Application, today: date) -> Findings:
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
        + check_self_marks(stated.criteria, stated.self_marked, ("selfMarks",))
    )


def _check_changes(stated: Application) -> Findings:
    """A new site is asked what every site is asked, for each item that moves to it."""
    found = check_changes(stated.changes, bool(stated.site_changes))
    for change in stated.site_changes:
        path = ("changes", change.place)
        found += check_site_in_use(len(change.items), (*path, "siteBeforeId"))
        for occupation, levels in change.items:
            found += institution_rules.check_site(
                change.site, occupation, levels, (*path, "siteAfterId")
            )
    return found


def _check_agency(application: Application, today: date, figures: Figures) -> Findings:
    """What the directory says to the kind, on the day that decides."""
    kind, agency = application.kind, application.agency
    on = judged_on(kind, application.applied_on, today)
    found = check_agency(kind, agency, on)
    if found or agency is None:
        return found
    if kind is ApplicationKind.RENEWAL:
        found += check_window(agency, on, figures.renewal_window_days)
        found += check_batches(agency.batches, application.explanation, figures.batches_of_a_term)
        found += check_rectifications(agency.open_rectifications)
    if kind is ApplicationKind.REDUCTION:
        found += check_reduction_day(application.takes_effect_on, on, agency.validity.valid_to)
    return found


def _check_item_of_kind(item: Item, application: Application, today: date) -> Findings:
    kind, agency = application.kind, application.agency
    found: Findings = ()
    if _is_assessed(kind):
        found += _check_item(item, application.applicant.kind, today)
    if agency is None or kind is ApplicationKind.FIRST_FILING:
        return found
    on = judged_on(kind, application.applied_on, today)
    if kind is ApplicationKind.ADDITION:
        return found + check_is_not_held(item.levels, agency.covered(item.occupation, on))
    if kind is ApplicationKind.RENEWAL:
        return found + check_is_held(item.levels, agency.held_by_any_name(item.occupation, on))
    return found + check_is_held(item.levels, agency.held(item.occupation, on))


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
