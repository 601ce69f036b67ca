"""三(一) The checklist of materials (材料清单): the city's own list is issued separately, so it is
kept as data, by kind of application and day.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from rules.clauses import clause
from rules.finding import FindingCode, Findings, Path, found_when
from rules.vocabulary import MaterialKind


@dataclass(frozen=True, slots=True)
class Required:
    """A material that a checklist requires, once or for each item."""

    material: MaterialKind
    is_per_item: bool = False


@dataclass(frozen=True, slots=True)
class Named:
    """A material as an application names it; its document may still be lacking."""

    material: MaterialKind
    has_document: bool


@clause("3.1")
def check_materials(
    named: Sequence[Named],
    required: Sequence[Required],
    item_count: int = 1,
    path: Path = ("materials",),
) -> Findings:
    """Every material on the checklist is attached: one finding for each that is not, at the entry
    that lacks its document, or where an entry is lacking at the list itself."""
    found: Findings = ()
    for line in required:
        expected = item_count if line.is_per_item else 1
        entries = [(n, entry) for n, entry in enumerate(named) if entry.material is line.material]
        attached = [n for n, entry in entries if entry.has_document]
        empty: list[Path] = [
            (*path, n, "documentId") for n, entry in entries if not entry.has_document
        ]
        lacking = max(0, expected - len(attached))
        for at in (empty + [path] * lacking)[:lacking]:
            found += found_when(
                True,
                FindingCode.MATERIAL_MISSING,
                at,
                material=line.material.zh,
                material_en=line.material.en,
            )
    return found


@clause("3.1")
def check_beginning(begins_on: date, today: date, path: Path = ("beginsOn",)) -> Findings:
    """A checklist holds for submissions to come: what was judged stays judged."""
    return found_when(begins_on < today, FindingCode.CHECKLIST_RETROACTIVE, path, today=today)


@clause("3.1")
def check_changeable(begins_on: date, today: date, path: Path = ("id",)) -> Findings:
    """One that is in force is not changed: another follows it."""
    return found_when(begins_on <= today, FindingCode.CHECKLIST_IN_FORCE, path)


@clause("3.1")
def check_lines(materials: Sequence[MaterialKind], path: Path = ("lines",)) -> Findings:
    """A checklist names each material once."""
    found: Findings = ()
    for place, material in enumerate(materials):
        is_repeated = material in materials[:place]
        found += found_when(is_repeated, FindingCode.CHECKLIST_REPEATS, (*path, place, "material"))
    return found


@clause("3.1")
def ends(beginnings: Sequence[date]) -> Mapping[date, date | None]:
    """The last day of each checklist of a kind: the day before the next one begins."""
    in_order = sorted(beginnings)
    following = [date.fromordinal(day.toordinal() - 1) for day in in_order[1:]]
    return dict(zip(in_order, [*following, None], strict=True))
