"""评价计划 Everything that the guidance says to one plan, gathered from its clauses.

The dry run, the filing and the acceptance of a plan ask the same functions. A candidate's findings
come below ("candidates", its name); a session's below ("sessions", n), n counted from 0 in the
order of their beginning. That nobody stands in a plan twice is held when candidates are entered.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal

from rules.clause_1_1_institution import Site, check_site_monitoring
from rules.clause_1_2_candidates import (
    SCHOOL_YEAR_BEGINS,
    Enrolment,
    MajorEvaluation,
    check_enrolment,
    check_graduating_year,
    check_major_evaluation,
    stage_level_reached,
    training_reached,
)
from rules.clause_1_3_items import check_candidate_level
from rules.clause_2_1_editions import Edition, check_plan_basis, edition_of_plan
from rules.clause_2_2_methods import (
    Part,
    check_method,
    check_modules,
    check_parts,
    check_substitute,
    check_substitute_in_time,
)
from rules.clause_4_1_plan import (
    FiledItem,
    HeldCertificate,
    check_agency_code,
    check_contents,
    check_filed_before,
    check_level,
    check_not_certified,
    check_parts_held,
    check_several_certificates,
    check_validity,
)
from rules.clause_4_1_sessions import (
    DEFAULT_RATIO,
    Session,
    StaffingRatio,
    check_no_overlap_elsewhere,
    check_sessions,
    check_site_capacity,
)
from rules.clause_4_1_staff import (
    DUTIES_WITH_CARD,
    Card,
    check_card,
    check_duty,
    check_own_class,
)
from rules.clause_4_2_conduct import check_work_scheme
from rules.clause_4_3_resit import Earlier, NamedPart, check_failed_parts, check_resit
from rules.finding import Finding, Findings, Path
from rules.occupation import OccupationKey
from rules.vocabulary import EvaluationMethod, Level, StaffDuty
from rules.working_days import day_in_shanghai


@dataclass(frozen=True, slots=True)
class Target:
    """What a plan evaluates for, and whom its agency may serve.

    `card_occupation` is the occupation by the name that cards use.
    """

    occupation: OccupationKey
    level: Level
    card_occupation: str = ""
    school_year_begins: tuple[int, int] = SCHOOL_YEAR_BEGINS


@dataclass(frozen=True, slots=True)
class PlannedCandidate:
    """A candidate by what the rules need; person and major by whatever names them uniquely.

    `name` is what findings call the candidate in their paths. A resit says by `earlier` whom it
    names, and `resit_of` is what is known of that.
    """

    name: str
    person: str
    major: str
    enrolment: Enrolment
    class_name: str = ""
    held: frozenset[HeldCertificate] = frozenset()
    earlier: str | None = None
    resit_of: Earlier | None = None


@dataclass(frozen=True, slots=True)
class Appointment:
    """One duty of one member of staff in the session at `place`, and what it may be given.

    `taught` are the classes that the person teaches.
    """

    place: int
    field: str
    duty: StaffDuty
    duties: frozenset[StaffDuty]
    is_active: bool
    card: Card | None = None
    taught: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """A plan as the rules see it; `elsewhere` are the sessions of the agency's other plans that
    take place at the same times. `editions` are those of the item's basis, `edition` the key of
    the one chosen. `modules` are those that a specification names, with their weights.
    """

    target: Target
    item: FiledItem
    has_agency_code: bool
    filed_method: EvaluationMethod
    method: EvaluationMethod
    work_scheme: str | None
    parts: tuple[Part, ...]
    sessions: tuple[Session, ...]
    sites: tuple[Site, ...]
    candidates: tuple[PlannedCandidate, ...]
    evaluations: tuple[MajorEvaluation, ...]
    appointments: tuple[Appointment, ...] = ()
    elsewhere: tuple[Session, ...] = ()
    ratio: StaffingRatio = DEFAULT_RATIO
    editions: tuple[Edition, ...] = ()
    edition: str | None = None
    modules: Mapping[str, Decimal] = field(default_factory=dict)

    @property
    def edition_in_use(self) -> Edition | None:
        """The one chosen, or that in force on the first session day."""
        first = self.first_session_on
        return edition_of_plan(self.editions, self.edition, first) if first else None

    @property
    def first_session_on(self) -> date | None:
        first = min((session.starts_at for session in self.sessions), default=None)
        return first and day_in_shanghai(first)


def check_plan(plan: PlanFacts, filed_at: datetime) -> Findings:
    """All findings of 1.1.4, 1.2, 1.3, 2.1, 2.2, 4.1 and 4.2 for a plan filed at the instant."""
    return (
        check_contents(len(plan.candidates), plan.sessions)
        + check_filed_before(filed_at, plan.sessions)
        + check_work_scheme(plan.work_scheme)
        + check_level(plan.item, plan.target.level)
        + check_editions(plan)
        + check_method(plan.method, plan.filed_method, ("method",))
        + check_parts(plan.method, plan.parts, ("parts",))
        + check_modules(plan.parts, plan.modules, ("parts",))
        + check_substitute(plan.parts, len({each.major for each in plan.candidates}), ("parts",))
        + check_validity(plan.item, plan.sessions)
        + check_agency_code(plan.item, plan.has_agency_code or not plan.sessions)
        + check_conduct(plan)
        + check_candidates(plan)
    )


def check_editions(plan: PlanFacts) -> Findings:
    """By which edition it evaluates; that hangs on the day of the first session."""
    on = plan.first_session_on
    if on is None:
        return ()
    return check_plan_basis(plan.editions, plan.edition, plan.target.level, on, ("agencyItemId",))


def check_conduct(plan: PlanFacts) -> Findings:
    """Sessions: places, staff, numbers, and nobody and no room twice at one time."""
    parts = [(part.kind, part.name) for part in plan.parts]
    persons = [candidate.person for candidate in plan.candidates]
    found = tuple(_by_name(plan, each) for each in check_parts_held(parts, plan.sessions, persons))
    for place, site in enumerate(plan.sites):
        found += check_site_monitoring(site, ("sessions", place, "roomId"))
    found += check_appointments(plan) + check_sessions(plan.sessions, plan.ratio)
    found += check_site_capacity(plan.sessions, plan.elsewhere)
    return found + check_no_overlap_elsewhere(plan.sessions, plan.elsewhere)


def check_appointments(plan: PlanFacts) -> Findings:
    """Whoever serves in a session may do so, on its day and for its candidates."""
    classes = {candidate.person: candidate.class_name for candidate in plan.candidates}
    found: Findings = ()
    for given in plan.appointments:
        path: Path = ("sessions", given.place, given.field)
        found += check_duty(given.duties, given.is_active, given.duty, path)
        if given.duty in DUTIES_WITH_CARD:
            session, target = plan.sessions[given.place], plan.target
            on = day_in_shanghai(session.starts_at)
            assessed = {classes[person] for person in session.candidates}
            found += check_card(given.card, target.card_occupation, target.level, on, path)
            found += check_own_class(given.taught, assessed, path)
    return found


def _by_name(plan: PlanFacts, finding: Finding) -> Finding:
    """The finding of a candidate that was counted, with its name instead of its place."""
    match finding.path:
        case "candidates", int(place), *rest:
            return replace(finding, path=("candidates", plan.candidates[place].name, *rest))
    return finding


def check_candidates(plan: PlanFacts) -> Findings:
    """Each is eligible, and of a major that was evaluated for the occupation."""
    found: Findings = ()
    majors = _checked_majors(plan)
    for candidate in plan.candidates:
        path: Path = ("candidates", candidate.name)
        found += check_eligibility(candidate, plan.target, plan.first_session_on, path)
        found += tuple(finding.below(*path) for finding in majors.get(candidate.major, ()))
        found += check_resit_in(plan, candidate.resit_of, path)
    return found


def check_resit_in(plan: PlanFacts, earlier: Earlier | None, path: Path) -> Findings:
    """Who sits again what was not passed."""
    if earlier is None:
        return ()
    target, named = plan.target, (*path, "resitOfId")
    parts = [NamedPart(part.kind, part.name) for part in plan.parts]
    return (
        check_resit(earlier, target.occupation, target.level, plan.first_session_on, named)
        + check_failed_parts(earlier, parts, plan.first_session_on, named)
        + check_substitute_in_time(plan.parts, earlier.has_failed_theory, path)
    )


def _checked_majors(plan: PlanFacts) -> dict[str, Findings]:
    """Each major is judged once, however many candidates it has."""
    majors = {candidate.major for candidate in plan.candidates}
    return check_majors(plan.evaluations, majors, plan.target, plan.first_session_on)


def check_majors(
    evaluations: Collection[MajorEvaluation],
    majors: Iterable[str],
    target: Target,
    first_session_on: date | None,
) -> dict[str, Findings]:
    """Whether each major was evaluated for the target, once the first session is known."""
    on = first_session_on
    if on is None:
        return {}
    path: Path = ("majorCode",)
    return {
        major: check_major_evaluation(evaluations, major, target.occupation, target.level, on, path)
        for major in majors
    }


def check_eligibility(
    candidate: PlannedCandidate, target: Target, first_session_on: date | None, path: Path = ()
) -> Findings:
    """Whether the person may be evaluated for the target; what hangs on the day of the first
    session is judged once that is known."""
    document = (*path, "documentNumber")
    certified = check_not_certified(candidate.held, target.occupation, target.level, document)
    if first_session_on is None:
        return certified
    on, begins, enrolment = first_session_on, target.school_year_begins, candidate.enrolment
    return (
        check_enrolment(enrolment, on, path)
        + check_graduating_year(enrolment, on, begins, path)
        + check_candidate_level(
            target.level,
            training_reached(enrolment, on, begins),
            stage_level_reached(enrolment, on),
            (*path, "majorCode"),
        )
        + certified
        + check_several_certificates(candidate.held, on, document)
    )
