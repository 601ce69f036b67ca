"""一(一) A school in time: renamed, merged into another, closed; and the name that is filed."""

from dataclasses import dataclass
from datetime import date

from rules.clauses import clause
from rules.finding import FindingCode, Findings, Path, found_when
from rules.vocabulary import InstitutionStatus


@dataclass(frozen=True, slots=True)
class Names:
    """名称 of a school; a college inside a university names its parent and its own branch."""

    name: str
    branch_name: str | None = None
    parent_name: str | None = None


@clause("1.1")
def filed_name(name: str, branch_name: str | None) -> str:
    """The name that is filed and that certificates bear: with the branch, named once."""
    if not branch_name or branch_name in name:
        return name
    return name + branch_name


@clause("1.1")
def check_renaming(
    before: Names, after: Names, borne_since: date, renamed_on: date, path: Path = ()
) -> Findings:
    """A new name is another one, and begins after the day on which the present one began."""
    return found_when(after == before, FindingCode.NAME_UNCHANGED, (*path, "name")) + found_when(
        renamed_on <= borne_since,
        FindingCode.NAME_OVERTAKEN,
        (*path, "renamedOn"),
        borne_since=borne_since,
    )


@clause("1.1")
def check_filed_name(filed: str | None, names: Names, path: Path = ()) -> Findings:
    """An agency keeps its filed name until a change of its filing takes the new one over."""
    is_behind = filed is not None and filed != filed_name(names.name, names.branch_name)
    return found_when(is_behind, FindingCode.FILED_NAME_BEHIND, (*path, "name"), filed=filed)


@clause("1.1")
def check_end(exists_since: date, closed_on: date, path: Path = ()) -> Findings:
    """A school does not end before it began to bear its present name."""
    return found_when(
        closed_on < exists_since,
        FindingCode.CLOSED_BEFORE_IT_BEGAN,
        (*path, "closedOn"),
        exists_since=exists_since,
    )


@clause("1.1")
def check_successor(
    is_itself: bool, status: InstitutionStatus, path: Path = ("successorId",)
) -> Findings:
    """What takes a school over is another school, verified and not closed itself."""
    return found_when(is_itself, FindingCode.SUCCESSOR_IS_ITSELF, path) + found_when(
        not is_itself and status is not InstitutionStatus.VERIFIED,
        FindingCode.SUCCESSOR_NOT_VERIFIED,
        path,
    )
