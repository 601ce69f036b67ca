"""评价规范 Everything that the guidance says to one specification, gathered from its clauses.

The dry run, the saving, the submission, the examination and the filing ask the same functions.
"""

from dataclasses import dataclass
from datetime import date

from rules.clause_1_3_items import CatalogueEntry, check_occupation
from rules.clause_2_1_basis import (
    Standard,
    check_specification_needed,
    check_standard_settled,
)
from rules.clause_2_1_editions import (
    StandardEdition,
    check_no_standard_to_come,
    known_standard,
)
from rules.clause_2_1_specification import (
    OtherSpecification,
    Part,
    check_competences,
    check_no_other,
    check_parts,
    check_text_attached,
)
from rules.finding import Findings
from rules.vocabulary import Known, Level


@dataclass(frozen=True, slots=True)
class Specification:
    """A specification as the rules see it; `others` are the school's for the same occupation,
    without the editions before this one."""

    entry: CatalogueEntry
    trade: str | None
    levels: frozenset[Level]
    known: Known
    standards: tuple[StandardEdition, ...]
    parts: tuple[Part, ...]
    competences: tuple[Level, ...]
    has_document: bool
    others: tuple[OtherSpecification, ...]

    def standard(self, on: date) -> Standard:
        return known_standard(self.known, self.standards, on, self.trade)


def check_specification(specification: Specification, on: date) -> Findings:
    """All findings, for the day on which it is handed in, examined or filed."""
    own, trade, levels = specification, specification.trade, specification.levels
    return (
        check_occupation(own.entry, trade, ("occupationId",))
        + check_specification_needed(own.standard(on), levels, trade, ("levelTo",))
        + check_no_standard_to_come(own.standards, trade, on, ("occupationId",))
        + check_no_other(own.others, trade, levels, on)
        + check_parts(own.parts)
        + check_competences(levels, own.competences)
        + check_text_attached(own.has_document)
    )


def check_settled(specification: Specification, on: date) -> Findings:
    """As above, and nothing is left open about the standard: for the center and the bureau."""
    return check_specification(specification, on) + check_standard_settled(
        specification.standard(on), ("occupationId",)
    )
