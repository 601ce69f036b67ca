"""二(一) The basis of an item: the national standard, or a filed specification (评价规范)."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from rules.clauses import clause
from rules.finding import FindingCode, Findings, Path, found_when
from rules.level_range import list_of_levels
from rules.vocabulary import Basis, Known, Level, SpecificationStatus


@dataclass(frozen=True, slots=True)
class Standard:
    """What is known of a national standard (国家职业技能标准).

    `levels` None: its text was not seen; `trades` None: all trades of the occupation.
    """

    known: Known
    levels: frozenset[Level] | None = None
    trades: frozenset[str] | None = None

    def covers(self, trade: str | None) -> bool:
        """Whether the standard stands for the trade; for the occupation, if it has all trades."""
        return self.known is Known.YES and (self.trades is None or trade in self.trades)

    def touches(self, trade: str | None) -> bool:
        """Whether the standard stands for the trade, or for one of the occupation's trades."""
        is_yes = self.known is Known.YES
        return is_yes and (self.trades is None or trade is None or trade in self.trades)


@dataclass(frozen=True, slots=True)
class Specification:
    """An evaluation specification of the school's own."""

    levels: frozenset[Level]
    status: SpecificationStatus


@clause("2.1")
def levels_covered(
    standard: Standard, levels: Iterable[Level], trade: str | None = None
) -> frozenset[Level]:
    """The levels for which the national standard is to be used, in the trade or one of all."""
    if standard.levels is None or not standard.touches(trade):
        return frozenset()
    return standard.levels.intersection(levels)


@clause("2.1")
def check_specification_needed(
    standard: Standard, levels: Collection[Level], trade: str | None = None, path: Path = ()
) -> Findings:
    """A specification has no place where a standard covers its levels and trade."""
    covered = levels_covered(standard, levels, trade)
    return found_when(
        bool(covered), FindingCode.STANDARD_COVERS_IT, path, levels=list_of_levels(covered)
    ) + check_standard_known(standard, path)


@clause("2.1")
def check_standard_known(standard: Standard, path: Path = ()) -> Findings:
    """Whether there is a standard is settled by the center before anything rests on it."""
    is_unseen = standard.known is Known.YES and standard.levels is None
    return found_when(
        standard.known is Known.UNKNOWN, FindingCode.STANDARD_UNKNOWN, path
    ) + found_when(is_unseen, FindingCode.STANDARD_LEVELS_UNKNOWN, path)


@clause("2.1")
def check_standard_settled(standard: Standard, path: Path = ()) -> Findings:
    """What was a warning so far is settled before an item or a specification is accepted."""
    is_settled = standard.known is not Known.UNKNOWN
    is_unseen = standard.known is Known.YES and standard.levels is None
    return found_when(not is_settled or is_unseen, FindingCode.STANDARD_NOT_SETTLED, path)


@clause("2.1")
def check_none_on_record(confirmed: Collection[str], path: Path = ()) -> Findings:
    """That there is no standard is not confirmed while one is on record as confirmed."""
    return found_when(
        bool(confirmed), FindingCode.STANDARD_ON_RECORD, path, standard="；".join(sorted(confirmed))
    )


@clause("2.1")
def check_kind_of_basis(
    basis: Basis, has_standard: bool, has_specification: bool, path: Path = ()
) -> Findings:
    """What an item names is of the kind of basis that it chose."""
    is_standard = basis is Basis.NATIONAL_STANDARD
    is_of_another_kind = has_specification if is_standard else has_standard
    return found_when(is_of_another_kind, FindingCode.BASIS_OF_ANOTHER_KIND, path)


@clause("2.1")
def check_occupation_of_basis(is_of_occupation: bool, path: Path = ()) -> Findings:
    """What an item names is a standard or specification of its occupation and trade."""
    return found_when(not is_of_occupation, FindingCode.BASIS_OF_ANOTHER_OCCUPATION, path)


@clause("2.1")
def check_basis(
    basis: Basis,
    levels: Collection[Level],
    standard: Standard,
    specification: Specification | None = None,
    trade: str | None = None,
    path: Path = (),
) -> Findings:
    """The basis exists, is filed where it is the school's own, and contains the levels."""
    if basis is Basis.NATIONAL_STANDARD:
        return _check_standard(standard, levels, trade, path)
    return check_specification_needed(standard, levels, trade, path) + _check_specification(
        specification, levels, path
    )


@clause("2.1")
def _check_standard(
    standard: Standard, levels: Collection[Level], trade: str | None, path: Path
) -> Findings:
    is_known_to_lack = standard.known is not Known.UNKNOWN and not standard.covers(trade)
    found = check_standard_known(standard, path)
    found += found_when(is_known_to_lack, FindingCode.STANDARD_MISSING, path)
    if standard.levels is None or not standard.covers(trade):
        return found
    return found + check_levels_contained(standard.levels, levels, path)


@clause("2.1")
def _check_specification(
    specification: Specification | None, levels: Collection[Level], path: Path
) -> Findings:
    is_filed = specification is not None and specification.status is SpecificationStatus.FILED
    found = found_when(not is_filed, FindingCode.SPECIFICATION_NOT_FILED, path)
    return found + (
        check_levels_contained(specification.levels, levels, path) if specification else ()
    )


@clause("2.1")
def check_levels_contained(
    contained: frozenset[Level], levels: Collection[Level], path: Path = ()
) -> Findings:
    """The basis contains every level; a finding for each that it does not."""
    found: Findings = ()
    for level in sorted(frozenset(levels) - contained):
        found += found_when(
            True,
            FindingCode.LEVEL_NOT_IN_BASIS,
            path,
            level=int(level),
            levels=list_of_levels(contained),
        )
    return found
