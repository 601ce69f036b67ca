"""标准录入 Rows of national standards as the center sends them: what is wrong, what is written."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, Text, any_, literal, select
from sqlalchemy.ext.asyncio import AsyncSession

from models import Occupation, Standard, Trade
from resolvers.occupation import is_an_occupation
from rules.certainty import check_kept
from rules.clause_1_3_catalogue import FIRST_EDITION, check_edition_of_code
from rules.clause_1_3_items import check_occupation, check_occupation_code, check_range
from rules.entry import check_distinct, check_number, check_text
from rules.finding import Findings, Path, all_below
from rules.identifiers import Identifier, occupation_code
from rules.vocabulary import Certainty

Entered = Mapping[str, Any]


@dataclass(frozen=True)
class KnownStandards:
    """The occupations of the rows' codes, by code and edition; the standards and trades that they
    have, by name."""

    occupations: Mapping[str, Mapping[int, UUID]]
    standards: Mapping[tuple[UUID, str], Certainty]
    trades: Mapping[tuple[UUID, str], UUID]


@dataclass(frozen=True)
class StandardRow:
    """One row with the occupation that it names; None: there is none."""

    entered: Entered
    code: str | None
    occupation: UUID | None

    @property
    def name(self) -> str:
        return str(self.entered["name"]).strip()

    @property
    def trades(self) -> list[str]:
        return [name.strip() for name in self.entered.get("trades") or ()]

    def trade_ids(self, known: KnownStandards) -> list[UUID]:
        """Of the trades that it names, once it is judged."""
        assert self.occupation is not None
        return list(dict.fromkeys(known.trades[self.occupation, name] for name in self.trades))

    def values(self) -> dict[str, Any]:
        """The columns of the row, once it is judged."""
        given = ("edition_year", "certainty")
        optional = ("level_from", "level_to", "begins_on")
        return {
            "occupation_id": self.occupation,
            "name": self.name,
            **{column: self.entered[column] for column in given},
            **{column: self.entered.get(column) for column in optional},
            "source": self.entered["source"].strip(),
        }


async def known_standards(session: AsyncSession, given: Sequence[Entered]) -> KnownStandards:
    """Three statements for any number of rows."""
    codes = {code for row in given if (code := code_of(row))}
    named = Occupation.code == any_(literal(sorted(codes), ARRAY(Text)))
    occupations: dict[str, dict[int, UUID]] = defaultdict(dict)
    asked = select(Occupation.id, Occupation.edition, Occupation.code)
    for row in await session.execute(asked.where(named, is_an_occupation(Occupation))):
        occupations[row.code][row.edition] = row.id
    standards = await session.execute(
        select(Standard.occupation_id, Standard.name, Standard.certainty)
        .join(Standard.occupation)
        .where(named)
    )
    trades = await session.execute(
        select(Trade.occupation_id, Trade.name, Trade.id).join(Trade.occupation).where(named)
    )
    return KnownStandards(
        occupations,
        {(row[0], row[1]): row[2] for row in standards},
        {(row[0], row[1]): row[2] for row in trades},
    )


def code_of(row: Entered) -> str | None:
    answer = occupation_code(row["occupation_code"])
    return answer.value if isinstance(answer, Identifier) else None


def read_standards(given: Sequence[Entered], known: KnownStandards) -> list[StandardRow]:
    rows = []
    for entered in given:
        code = code_of(entered)
        editions = known.occupations.get(code, {}) if code else {}
        rows.append(StandardRow(entered, code, editions.get(entered["edition"])))
    return rows


def judge_standards(
    clause: str, rows: Sequence[StandardRow], known: KnownStandards, this_year: int
) -> Findings:
    """Each row by itself, and no standard of an occupation twice."""
    names = [(row.occupation or place, row.name) for place, row in enumerate(rows)]
    repeated = {finding.path[1]: finding for finding in check_distinct(clause, names, ("rows",))}
    found: Findings = ()
    for place, row in enumerate(rows):
        own = _check_row(clause, row, known, this_year)
        if place in repeated:
            own += (replace(repeated[place], path=("name",)),)
        found += all_below(own, "rows", place)
    return found


def _check_row(clause: str, row: StandardRow, known: KnownStandards, this_year: int) -> Findings:
    entered = row.entered
    kept = known.standards.get((row.occupation, row.name)) if row.occupation else None
    return (
        _check_occupation(row, known)
        + _check_trades(row, known)
        + check_text(clause, entered["source"], ("source",))
        + check_facts(clause, entered, this_year)
        + check_kept(clause, kept, entered["certainty"], ("certainty",))
    )


def _check_occupation(row: StandardRow, known: KnownStandards) -> Findings:
    if row.code is None:
        return check_occupation_code(row.entered["occupation_code"], ("occupationCode",))
    if row.occupation is not None:
        return ()
    editions = known.occupations.get(row.code, {}).keys()
    of_another = check_edition_of_code(row.entered["edition"], editions, ("edition",))
    return of_another or check_occupation(None, path=("occupationCode",))


def _check_trades(row: StandardRow, known: KnownStandards) -> Findings:
    found: Findings = ()
    for place, name in enumerate(row.trades if row.occupation else ()):
        if (row.occupation, name) not in known.trades:
            found += check_occupation(None, path=("trades", place))
    return found


def check_facts(clause: str, entered: Entered, this_year: int) -> Findings:
    """Name, year of the edition, and its levels, if its text was seen."""
    year, path = entered["edition_year"], ("editionYear",)
    return (
        check_text(clause, entered["name"], ("name",))
        + check_number(clause, year, path, least=FIRST_EDITION, most=this_year)
        + _check_levels(entered.get("level_from"), entered.get("level_to"), ("levelFrom",))
    )


def _check_levels(level_from: int | None, level_to: int | None, path: Path) -> Findings:
    """Both, or neither: 0 is no level, so a range of one end is none."""
    if level_from is level_to is None:
        return ()
    return check_range(level_from or 0, level_to or 0, path)
