"""职业录入 Rows of the classification as the center sends them: what is wrong, what is written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ARRAY, Text, any_, literal, select
from sqlalchemy.ext.asyncio import AsyncSession

from models import Occupation
from rules.certainty import check_kept
from rules.clause_1_3_catalogue import (
    DEPTH_OF_OCCUPATION,
    FIRST_EDITION,
    check_group,
    depth_of,
    group_of,
)
from rules.clause_1_3_items import check_classification_code
from rules.entry import check_distinct, check_number, check_text
from rules.finding import Findings, all_below, is_refused
from rules.identifiers import Identifier, classification_code
from rules.vocabulary import Certainty

Entered = Mapping[str, Any]
Name = tuple[int, str]  # edition and code
KnownOccupations = Mapping[Name, tuple[Certainty, Certainty]]
"""How surely the register knows an entry, and its skill flag."""


@dataclass(frozen=True)
class OccupationRow:
    """One row; `code` None: it cannot be read."""

    entered: Entered
    code: str | None

    @classmethod
    def of(cls, entered: Entered) -> "OccupationRow":
        answer = classification_code(entered["code"])
        return cls(entered, answer.value if isinstance(answer, Identifier) else None)

    @property
    def name(self) -> Name:
        return self.entered["edition"], self.code or ""

    @property
    def depth(self) -> int:
        return depth_of(self.code or "")

    def values(self) -> dict[str, Any]:
        """The columns of the row, once it is judged."""
        assert self.code is not None
        flags = ("is_digital", "is_green", "is_skill", "skill_certainty", "certainty")
        return {
            "edition": self.entered["edition"],
            "code": self.code,
            "name": (self.entered.get("name") or "").strip() or None,
            "tree_level": self.depth,
            "parent_code": group_of(self.code),
            **{flag: self.entered[flag] for flag in flags},
            "skill_source": self.entered["skill_source"].strip(),
            "source": self.entered["source"].strip(),
        }


async def known_occupations(
    session: AsyncSession, rows: Sequence[OccupationRow]
) -> KnownOccupations:
    """What the register has of the rows' codes and of the groups above them."""
    codes = {row.code for row in rows if row.code}
    codes |= {group for code in codes if (group := group_of(code))}
    named = literal(sorted(codes), ARRAY(Text))
    found = await session.execute(
        select(
            Occupation.edition,
            Occupation.code,
            Occupation.certainty,
            Occupation.skill_certainty,
        ).where(Occupation.code == any_(named))
    )
    return {(row[0], row[1]): (row[2], row[3]) for row in found}


def judge_occupations(
    clause: str, rows: Sequence[OccupationRow], known: KnownOccupations, this_year: int
) -> Findings:
    """Groups first: what stands in a refused group is refused too."""
    names = [row.name if row.code else place for place, row in enumerate(rows)]
    repeated = {finding.path[1]: finding for finding in check_distinct(clause, names, ("rows",))}
    groups = set(known)
    found: dict[int, Findings] = {}
    for place in sorted(range(len(rows)), key=lambda place: rows[place].depth):
        row = rows[place]
        own = _check_row(clause, row, known, groups, this_year)
        if place in repeated:
            own += (replace(repeated[place], path=("code",)),)
        found[place] = own
        if not is_refused(own):
            groups.add(row.name)
    return sum((all_below(found[place], "rows", place) for place in sorted(found)), ())


def _check_row(
    clause: str,
    row: OccupationRow,
    known: KnownOccupations,
    groups: set[Name],
    this_year: int,
) -> Findings:
    entered, edition = row.entered, row.entered["edition"]
    found = (
        check_number(clause, edition, ("edition",), least=FIRST_EDITION, most=this_year)
        + check_classification_code(entered["code"], ("code",))
        + check_text(clause, entered["source"], ("source",))
        + check_text(clause, entered["skill_source"], ("skillSource",))
    )
    if row.code is None:
        return found
    if row.depth == DEPTH_OF_OCCUPATION:
        found += check_text(clause, entered.get("name"), ("name",))
    group = group_of(row.code)
    known_groups = {group} if group and (edition, group) in groups else set()
    certainty, skill_certainty = known.get(row.name, (None, None))
    return (
        found
        + check_group(edition, row.code, known_groups, ("code",))
        + check_kept(clause, certainty, entered["certainty"], ("certainty",))
        + check_kept(clause, skill_certainty, entered["skill_certainty"], ("skillCertainty",))
    )
