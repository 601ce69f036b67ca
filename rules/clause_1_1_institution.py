"""一(一) Which institutions (院校) may apply: registration, and the facts of conditions 1 to 6."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from rules.clauses import clause
from rules.finding import FindingCode, Findings, Path, found_when
from rules.identifiers import (
    Identifier,
    Rejection,
    is_secondary_school_code,
    school_code,
    uscc,
)
from rules.occupation import OccupationKey
from rules.vocabulary import (
    InstitutionKind,
    InstitutionStatus,
    Level,
    MaterialKind,
    PartKind,
    StaffDuty,
)

VIOLATION_YEARS = 3  # 1.1.2; the default of a configuration
ENROLMENT_YEARS = 3  # 1.1.2: figures that show a stable enrolment
STAFF_MINIMUM: Mapping[StaffDuty, int] = {StaffDuty.ADMINISTRATOR: 1, StaffDuty.EXPERT: 1}  # 1.1.4
EVALUATION_RULES = frozenset({MaterialKind.MANAGEMENT_RULES, MaterialKind.QUALITY_CONTROL_RULES})


@dataclass(frozen=True, slots=True)
class Registration:
    """What a school enters of itself; a college inside a university names parent and branch."""

    kind: InstitutionKind
    uscc: str
    school_code: str
    established_on: date
    parent_name: str | None = None
    branch_name: str | None = None


@dataclass(frozen=True, slots=True)
class Violation:
    """A violation or dishonesty on record; a listing stays in force until it ends."""

    happened_on: date
    is_listing: bool = False
    ended_on: date | None = None


@dataclass(frozen=True, slots=True)
class Site:
    """A site (考核站点): what it is equipped for, by occupation and level."""

    has_monitoring: bool
    equipped_for: frozenset[tuple[OccupationKey, Level]]

    def is_equipped_for(self, occupation: OccupationKey, level: Level) -> bool:
        return any(
            key.covers(occupation) and equipped_level == level
            for key, equipped_level in self.equipped_for
        )


@clause("1.1")
def check_registration(entered: Registration, today: date) -> Findings:
    """Codes are well-formed and fit the kind, the establishment is past, a branch is named."""
    code = school_code(entered.school_code)
    is_secondary = entered.kind is InstitutionKind.SECONDARY
    is_of_another_kind = (
        isinstance(code, Identifier) and is_secondary_school_code(code.value) != is_secondary
    )
    return (
        _check_codes(entered)
        + found_when(is_of_another_kind, FindingCode.SCHOOL_CODE_OF_ANOTHER_KIND, ("schoolCode",))
        + check_parent(entered.kind, entered.parent_name, entered.branch_name)
        + found_when(
            entered.established_on > today, FindingCode.ESTABLISHED_IN_FUTURE, ("establishedOn",)
        )
    )


@clause("1.1")
def check_parent(
    kind: InstitutionKind, parent_name: str | None, branch_name: str | None
) -> Findings:
    """A college inside a university names its parent and its own branch; others both or none."""
    names_parent = bool((parent_name or "").strip())
    names_branch = bool((branch_name or "").strip())
    is_branch = kind is InstitutionKind.UNIVERSITY_COLLEGE
    is_half_named = names_parent != names_branch or (is_branch and not names_parent)
    return found_when(is_half_named, FindingCode.PARENT_INSTITUTION_MISSING, ("parentName",))


@clause("1.1")
def _check_codes(entered: Registration) -> Findings:
    found: Findings = ()
    credit_code, code = uscc(entered.uscc), school_code(entered.school_code)
    if isinstance(credit_code, Rejection):
        found += found_when(
            True,
            FindingCode.USCC_INVALID,
            ("uscc",),
            reason=credit_code.zh,
            reason_en=credit_code.en,
        )
    if isinstance(code, Rejection):
        found += found_when(
            True,
            FindingCode.SCHOOL_CODE_INVALID,
            ("schoolCode",),
            reason=code.zh,
            reason_en=code.en,
        )
    return found


@clause("1.1")
def check_applicant(
    status: InstitutionStatus,
    has_enrolment_qualification: bool,
    closed_on: date | None,
    today: date,
    path: Path = (),
) -> Findings:
    """Who applies is verified, has its enrolment qualification and has not closed."""
    is_closed = closed_on is not None and closed_on <= today
    return (
        found_when(
            status is not InstitutionStatus.VERIFIED, FindingCode.INSTITUTION_NOT_VERIFIED, path
        )
        + found_when(
            not has_enrolment_qualification, FindingCode.ENROLMENT_QUALIFICATION_MISSING, path
        )
        + found_when(is_closed, FindingCode.INSTITUTION_CLOSED, path, closed_on=closed_on)
    )


@clause("1.1.1")
def check_kind(
    kind: InstitutionKind,
    has_integrated_programme: bool,
    acts_as_technician_college: bool,
    path: Path = (),
) -> Findings:
    """A secondary school needs an integrated programme (贯通); technician colleges go first."""
    is_secondary = kind is InstitutionKind.SECONDARY
    return found_when(
        is_secondary and not has_integrated_programme,
        FindingCode.INTEGRATED_PROGRAMME_MISSING,
        path,
    ) + found_when(
        not is_secondary and not acts_as_technician_college,
        FindingCode.NOT_A_TECHNICIAN_COLLEGE,
        path,
    )


@clause("1.1.2")
def check_violations(
    violations: Iterable[Violation], today: date, years: int = VIOLATION_YEARS, path: Path = ()
) -> Findings:
    """A violation within `years`, or a listing in force, refuses; an older one warns the panel."""
    found: Findings = ()
    for violation in violations:
        is_in_force = violation.is_listing and (
            violation.ended_on is None or violation.ended_on >= today
        )
        is_recent = _years_after(violation.ended_on or violation.happened_on, years) > today
        happened_on = violation.happened_on
        found += (
            found_when(is_in_force, FindingCode.LISTING_IN_FORCE, path, happened_on=happened_on)
            + found_when(
                is_recent and not is_in_force,
                FindingCode.VIOLATION_ON_RECORD,
                path,
                years=years,
                happened_on=happened_on,
            )
            + found_when(
                not is_recent and not is_in_force,
                FindingCode.OLDER_VIOLATION_ON_RECORD,
                path,
                happened_on=happened_on,
            )
        )
    return found


def _years_after(day: date, years: int) -> date:
    if (day.month, day.day) == (2, 29):
        return date(day.year + years, 3, 1)
    return day.replace(year=day.year + years)


@clause("1.1.2")
def check_enrolment(
    years_with_figures: Collection[int],
    today: date,
    years: int = ENROLMENT_YEARS,
    path: Path = (),
) -> Findings:
    """Enrolment (招生) of the last `years` calendar years is stated; the panel judges it."""
    expected = range(today.year - years, today.year)
    is_complete = all(year in years_with_figures for year in expected)
    return found_when(not is_complete, FindingCode.ENROLMENT_FIGURES_MISSING, path, years=years)


@clause("1.1.3")
def check_demand(experience: str | None, has_demand_by_major: bool, path: Path = ()) -> Findings:
    """Experience and demand are stated; experts judge them, no threshold does."""
    is_stated = bool((experience or "").strip()) and has_demand_by_major
    return found_when(not is_stated, FindingCode.DEMAND_NOT_STATED, path)


@clause("1.1.4")
def check_department_and_staff(
    has_evaluation_department: bool, staff: Mapping[StaffDuty, int], path: Path = ()
) -> Findings:
    """There is a department for the evaluation, with full-time staff and a team of experts."""
    found = found_when(
        not has_evaluation_department, FindingCode.EVALUATION_DEPARTMENT_MISSING, path
    )
    for duty, expected in STAFF_MINIMUM.items():
        actual = staff.get(duty, 0)
        found += found_when(
            actual < expected,
            FindingCode.STAFF_MISSING,
            path,
            duty=duty.zh,
            duty_en=duty.en,
            expected=expected,
            actual=actual,
        )
    return found


@clause("1.1.4")
def check_site(
    site: Site | None, occupation: OccupationKey, levels: Iterable[Level], path: Path = ()
) -> Findings:
    """An item names a site with monitoring that is equipped for each of its levels."""
    if site is None:
        return found_when(True, FindingCode.SITE_MISSING, path)
    found = check_site_monitoring(site, path)
    for level in sorted(levels):
        is_equipped = site.is_equipped_for(occupation, level)
        found += found_when(not is_equipped, FindingCode.SITE_NOT_EQUIPPED, path, level=int(level))
    return found


@clause("1.1.4")
def check_site_monitoring(site: Site, path: Path = ()) -> Findings:
    """A site has audio and video monitoring (音视频监控)."""
    return found_when(not site.has_monitoring, FindingCode.SITE_WITHOUT_MONITORING, path)


@clause("1.1.4")
def check_monitored_site(monitored_sites: int, path: Path = ()) -> Findings:
    """A school has a site with audio and video monitoring before any item names it."""
    return found_when(monitored_sites == 0, FindingCode.MONITORED_SITE_MISSING, path)


@clause("1.1.4")
def check_room_kind(kind: PartKind, path: Path = ()) -> Findings:
    """A room (考场) is one of theory or of practice."""
    return found_when(
        kind not in {PartKind.THEORY, PartKind.PRACTICE}, FindingCode.ROOM_KIND_INVALID, path
    )


@clause("1.1.5")
def check_quality_control(
    materials: Collection[MaterialKind], accepts_supervision: bool, path: Path = ()
) -> Findings:
    """Evaluation rules are in place, and supervision by both administrations is accepted."""
    return found_when(
        not EVALUATION_RULES.issubset(materials), FindingCode.EVALUATION_RULES_INCOMPLETE, path
    ) + found_when(
        not accepts_supervision,
        FindingCode.SUPERVISION_NOT_ACCEPTED,
        (*path, "declaresAcceptingSupervision"),
    )


@clause("1.1.6")
def check_social_benefit(
    declares_non_profit: bool, has_published_fee_list: bool, path: Path = ()
) -> Findings:
    """The evaluation is declared not for profit, and its fees are published."""
    return found_when(
        not declares_non_profit,
        FindingCode.NON_PROFIT_NOT_DECLARED,
        (*path, "declaresNonProfit"),
    ) + found_when(not has_published_fee_list, FindingCode.FEE_LIST_NOT_PUBLISHED, path)
