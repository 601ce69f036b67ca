"""二(一) Editions: which standard or specification is the basis on a day, and how one ends."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from rules.clause_2_1_basis import Standard, check_levels_contained
from rules.clauses import clause
from rules.finding import FindingCode, Findings, Path, found_when
from rules.vocabulary import Certainty, Known, Level
from rules.working_days import last_day_of_term

TRANSITION_MONTHS = 12  # the default of a configuration


@dataclass(frozen=True, slots=True)
class Edition:
    """An edition of a standard (标准) or of a specification (规范), both days included.

    `begins_on` None: its first day is not known, and past; `ends_on` None: no end is set;
    `levels` None: its text was not seen. `key` is whatever names it uniquely.
    """

    name: str
    begins_on: date | None
    ends_on: date | None
    levels: frozenset[Level] | None
    key: str = ""

    def has_begun(self, on: date) -> bool:
        return self.begins_on is None or self.begins_on <= on

    def is_usable(self, on: date) -> bool:
        return self.has_begun(on) and (self.ends_on is None or on <= self.ends_on)


@dataclass(frozen=True, slots=True, kw_only=True)
class StandardEdition(Edition):
    """An edition of a national standard; `trades` None: of all trades of the occupation."""

    year: int
    certainty: Certainty
    trades: frozenset[str] | None = None

    @property
    def is_sure(self) -> bool:
        return self.certainty is Certainty.CONFIRMED

    def touches(self, trade: str | None) -> bool:
        """Whether it stands for the trade, or for one of the occupation's trades."""
        return self.trades is None or trade is None or trade in self.trades

    def replaces(self, other: "StandardEdition") -> bool:
        """Whether it takes the place of an earlier edition: later, and for all its trades."""
        has_its_trades = self.trades is None or (
            other.trades is not None and other.trades <= self.trades
        )
        is_later = (self.year, self.begins_on or date.min) > (
            other.year,
            other.begins_on or date.min,
        )
        return self.is_sure and self.begins_on is not None and has_its_trades and is_later


@clause("2.1")
def transition_end(begins_on: date, months: int = TRANSITION_MONTHS) -> date:
    """The last day on which the edition before may still be used."""
    return last_day_of_term(begins_on, months)


@clause("2.1")
def end_of_edition(
    edition: StandardEdition,
    editions: Iterable[StandardEdition],
    months: int = TRANSITION_MONTHS,
) -> date | None:
    """The last day of an edition among all of its occupation: the next one's transition."""
    following = [
        other.begins_on
        for other in editions
        if other.replaces(edition) and other.begins_on is not None
    ]
    return transition_end(min(following), months) if following else None


@clause("2.1")
def end_of_specification(begins_on: date | None, today: date, months: int) -> date:
    """The last day of a specification that a standard covers: the transition from the standard's
    first day, or from today where that is past."""
    return transition_end(max(begins_on or today, today), months)


@clause("2.1")
def check_specifications_end(
    ends_on: date | None, begins_on: date | None, today: date, path: Path = ()
) -> Findings:
    """A day given instead of the transition is not past, and leaves no day before the standard."""
    earliest = max((begins_on or today) - timedelta(days=1), today)
    is_too_early = ends_on is not None and ends_on < earliest
    return found_when(
        is_too_early, FindingCode.SPECIFICATIONS_END_TOO_EARLY, path, earliest=earliest
    )


@clause("2.1")
def check_replaced(
    specification: str | None,
    standard: str | None,
    ends_on: date | None,
    today: date,
    path: Path = (),
) -> Findings:
    """What an item by a specification is told once a standard replaces it; None: none does."""
    if standard is None or ends_on is None:
        return ()
    code = (
        FindingCode.SPECIFICATION_REPLACED
        if ends_on < today
        else FindingCode.SPECIFICATION_TO_BE_REPLACED
    )
    return found_when(
        True, code, path, specification=specification, standard=standard, ends_on=ends_on
    )


@clause("2.1")
def known_standard(
    known: Known, editions: Iterable[StandardEdition], on: date, trade: str | None = None
) -> Standard:
    """What is known of the standard of an occupation on a day.

    A confirmed edition in force says YES, whatever was noted before; one that is assumed leaves
    open what the center has not settled. An edition that has its successor in force says nothing.
    """
    usable = [edition for edition in editions if edition.is_usable(on)]
    sure = _latest([edition for edition in usable if edition.is_sure])
    if sure:
        touching = [edition for edition in sure if edition.touches(trade)] or sure
        return Standard(Known.YES, _levels(touching), _trades(touching))
    if known is Known.NO:
        return Standard(Known.NO)
    return Standard(Known.UNKNOWN, _levels(_latest(usable)[:1]) if usable else None)


@clause("2.1")
def standard_named(edition: StandardEdition) -> Standard:
    """What an item rests on that names its standard: this edition, as surely as it is known."""
    known = Known.YES if edition.is_sure else Known.UNKNOWN
    return Standard(known, edition.levels, edition.trades)


def _latest(usable: Sequence[StandardEdition]) -> list[StandardEdition]:
    """Without those whose end is set, as long as there is one whose end is not."""
    standing = [edition for edition in usable if edition.ends_on is None] or usable
    return sorted(standing, key=lambda edition: (edition.year, edition.name), reverse=True)


def _levels(editions: Iterable[Edition]) -> frozenset[Level] | None:
    contained = [edition.levels for edition in editions]
    seen = [levels for levels in contained if levels is not None]
    return frozenset().union(*seen) if len(seen) == len(contained) else None


def _trades(editions: Iterable[StandardEdition]) -> frozenset[str] | None:
    limited = [edition.trades for edition in editions]
    named = [trades for trades in limited if trades is not None]
    return frozenset().union(*named) if len(named) == len(limited) else None


@clause("2.1")
def check_no_standard_to_come(
    editions: Iterable[StandardEdition], trade: str | None, on: date, path: Path = ()
) -> Findings:
    """A standard that is published and begins later is told beforehand."""
    found: Findings = ()
    for edition in editions:
        is_to_come = edition.is_sure and edition.touches(trade) and not edition.has_begun(on)
        found += found_when(
            is_to_come,
            FindingCode.STANDARD_BEGINS_LATER,
            path,
            standard=edition.name,
            begins_on=edition.begins_on,
        )
    return found


@clause("2.1")
def check_edition(edition: Edition | None, on: date, path: Path = ()) -> Findings:
    """The edition that is named is in force on the day; one that ends is told."""
    if edition is None:
        return ()
    is_usable = edition.is_usable(on)
    return found_when(
        not is_usable, FindingCode.EDITION_NOT_IN_FORCE, path, edition=edition.name, on=on
    ) + found_when(
        is_usable and edition.ends_on is not None,
        FindingCode.EDITION_ENDS,
        path,
        edition=edition.name,
        ends_on=edition.ends_on,
    )


@clause("2.1")
def check_chosen(is_of_item: bool, path: Path = ()) -> Findings:
    """A plan chooses among the editions of its item's basis."""
    return found_when(not is_of_item, FindingCode.EDITION_NOT_OF_ITEM, path)


@clause("2.1")
def edition_of_plan(
    editions: Sequence[Edition], chosen: str | None, first_session_on: date
) -> Edition | None:
    """The edition by which a plan evaluates: the one it chose, else that in force."""
    named = [edition for edition in editions if edition.key == chosen]
    return named[0] if named else edition_in_force(editions, first_session_on)


@clause("2.1")
def edition_in_force(editions: Iterable[Edition], on: date) -> Edition | None:
    """The one that began last among those that may be used on the day."""
    usable = [edition for edition in editions if edition.is_usable(on)]
    return max(usable, key=lambda edition: edition.begins_on or date.min, default=None)


@clause("2.1")
def check_plan_basis(
    editions: Sequence[Edition],
    chosen: str | None,
    level: Level,
    first_session_on: date,
    path: Path = (),
) -> Findings:
    """A plan uses the edition in force on its first session day, or the old one while it lasts.

    `editions` are those of the item's basis, with what followed it; none: nothing is known.
    """
    if not editions:
        return ()
    newest = max(editions, key=lambda edition: edition.begins_on or date.min)
    edition = edition_of_plan(editions, chosen, first_session_on) or newest
    found = check_edition(edition, first_session_on, path)
    if edition.levels is None:
        return found
    return found + check_levels_contained(edition.levels, [level], path)
