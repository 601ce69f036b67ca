"""三(二) The panel (评估专家组): who may sit on it, who counts, and by which fields."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from rules.clauses import clause
from rules.finding import FindingCode, Findings, Path, found_when
from rules.vocabulary import ConflictKind, ExpertFieldKind, ExpertStatus

PANEL_MINIMUM = 3  # 3.2 names no number; three, and odd, is the practice of expert panels


@dataclass(frozen=True, slots=True)
class OccupationCode:
    """An occupation, or a group above it: a code says nothing without its edition."""

    edition: int
    code: str

    def holds(self, other: "OccupationCode") -> bool:
        is_below = other.code == self.code or other.code.startswith(f"{self.code}-")
        return self.edition == other.edition and is_below


@dataclass(frozen=True, slots=True)
class Field:
    """A field of an expert (专家领域); one of skill names what it serves in the classification."""

    kind: ExpertFieldKind
    occupation: OccupationCode | None = None


@dataclass(frozen=True, slots=True)
class PanelMember:
    """An expert on the panel, or one to be appointed."""

    expert: str
    institution: str | None = None
    is_recused: bool = False
    is_signed: bool = False
    fields: tuple[Field, ...] = ()


@clause("3.2")
def counting_members(members: Iterable[PanelMember], applicant: str) -> frozenset[str]:
    """The experts who count: not recused, not of the school that applies."""
    return frozenset(
        member.expert
        for member in members
        if not member.is_recused and member.institution != applicant
    )


@clause("3.2")
def serves(fields: Iterable[Field], occupation: OccupationCode) -> bool:
    """Whether one of the fields of skill is the occupation, or a group that holds it."""
    named = (field.occupation for field in fields if field.occupation is not None)
    return any(code.holds(occupation) for code in named)


@clause("3.2")
def check_appointment(
    members: Iterable[PanelMember], candidate: PanelMember, applicant: str, path: Path = ()
) -> Findings:
    """Who is appointed does not come from the school, and is not on the panel yet."""
    is_of_the_school = candidate.institution == applicant
    is_on_it = candidate.expert in {member.expert for member in members}
    return found_when(is_of_the_school, FindingCode.EXPERT_OF_THE_SCHOOL, path) + found_when(
        is_on_it, FindingCode.EXPERT_REPEATED, path
    )


@clause("3.2")
def check_enlisted(status: ExpertStatus, path: Path = ()) -> Findings:
    """A nominated expert may be appointed, one who has left the register not."""
    return found_when(status is ExpertStatus.RETIRED, FindingCode.EXPERT_RETIRED, path)


@clause("3.2")
def check_conflicts(declared: Collection[ConflictKind], path: Path = ()) -> Findings:
    """Who has declared a conflict with the school that applies does not assess it (回避)."""
    kinds = [kind for kind in ConflictKind if kind in declared]
    return found_when(
        bool(kinds),
        FindingCode.EXPERT_IN_CONFLICT,
        path,
        kinds="、".join(kind.zh for kind in kinds),
        kinds_en="; ".join(kind.en for kind in kinds),
    )


@clause("3.2")
def check_field(kind: ExpertFieldKind, has_occupation: bool, path: Path = ()) -> Findings:
    """A field of skill names its occupation or group, another field names none."""
    is_of_skill = kind is ExpertFieldKind.OCCUPATION
    return found_when(is_of_skill != has_occupation, FindingCode.EXPERT_FIELD_MALFORMED, path)


@clause("3.2")
def check_suited(
    candidate: PanelMember, occupations: Collection[OccupationCode], path: Path = ()
) -> Findings:
    """An expert's field serves an occupation of the application, or is not bound to any."""
    is_general = any(field.occupation is None for field in candidate.fields)
    is_suited = any(serves(candidate.fields, occupation) for occupation in occupations)
    return found_when(not is_general and not is_suited, FindingCode.EXPERT_FIELD_UNRELATED, path)


@clause("3.2")
def check_panel(members: Iterable[PanelMember], applicant: str, path: Path = ()) -> Findings:
    """At least three experts who count, and an odd number of them."""
    actual = len(counting_members(members, applicant))
    return found_when(
        actual < PANEL_MINIMUM,
        FindingCode.PANEL_TOO_SMALL,
        path,
        expected=PANEL_MINIMUM,
        actual=actual,
    ) + found_when(
        actual >= PANEL_MINIMUM and actual % 2 == 0, FindingCode.PANEL_EVEN, path, actual=actual
    )


@clause("3.2")
def check_panel_fields(
    members: Collection[PanelMember],
    applicant: str,
    occupations: Iterable[OccupationCode],
    path: Path = (),
) -> Findings:
    """Each occupation applied for is of the field of an expert who counts; the department, which
    confirms the panel, settles where none is."""
    counting = counting_members(members, applicant)
    fields = [field for member in members if member.expert in counting for field in member.fields]
    missing = sorted({o.code for o in occupations if not serves(fields, o)})
    return found_when(
        bool(missing), FindingCode.PANEL_WITHOUT_FIELD, path, missing=", ".join(missing)
    )
