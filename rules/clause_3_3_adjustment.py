"""三(三) The directory is adjusted all the time: addition, renewal, change, reduction."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from rules.clause_3_3_filing import Validity, validity
from rules.clauses import clause
from rules.finding import FindingCode, Findings, Path, found_when
from rules.level_range import level_ranges
from rules.occupation import OccupationKey
from rules.vocabulary import AgencyStatus, ApplicationKind, ChangedFact, Level

RENEWAL_WINDOW_DAYS = 90  # no figure in 3.3; the practice of Fujian (闽劳鉴〔2022〕26号)
BATCHES_OF_A_TERM = 6  # the same; a batch is a plan
GROWING = frozenset({ApplicationKind.ADDITION, ApplicationKind.RENEWAL})


@dataclass(frozen=True, slots=True)
class HeldItem:
    """An item of the agency, to the last day on which it holds it.

    `is_replaced`: by a specification that a standard replaces; it is added anew by the standard.
    `names`: what its occupation and trade are called in other editions of the classification.
    """

    occupation: OccupationKey
    levels: frozenset[Level]
    validity: Validity
    is_replaced: bool = False
    names: frozenset[OccupationKey] = frozenset()


@dataclass(frozen=True, slots=True)
class FiledAgency:
    """The agency that an application is about, as the directory has it.

    `status` is that of the day that decides, `batches` counts the plans whose evaluation began
    between the beginning of its present term and that day.
    """

    status: AgencyStatus
    validity: Validity
    batches: int
    open_rectifications: int
    items: tuple[HeldItem, ...]

    def held(self, occupation: OccupationKey, on: date) -> frozenset[Level]:
        """The levels of exactly this occupation and trade that it holds on the day or later."""
        of_it = [item for item in self._items_on(on) if item.occupation == occupation]
        return frozenset().union(*(item.levels for item in of_it))

    def held_by_any_name(self, occupation: OccupationKey, on: date) -> frozenset[Level]:
        """The same, also under the names of other editions: a renewal takes the present one."""
        of_it = [
            item
            for item in self._items_on(on)
            if item.occupation == occupation or occupation in item.names
        ]
        return frozenset().union(*(item.levels for item in of_it))

    def covered(self, occupation: OccupationKey, on: date) -> frozenset[Level]:
        """The same, with the levels that it holds of the whole occupation of a trade."""
        of_it = [
            item
            for item in self._items_on(on)
            if item.occupation.covers(occupation) and not item.is_replaced
        ]
        return frozenset().union(*(item.levels for item in of_it))

    def _items_on(self, on: date) -> list[HeldItem]:
        return [item for item in self.items if item.validity.valid_to >= on]


@dataclass(frozen=True, slots=True)
class Change:
    """A text as filed and as it is to be; `in_file` is what the school's verified file says."""

    fact: ChangedFact
    before: str | None
    after: str | None
    in_file: str | None


@clause("3.3")
def check_agency(kind: ApplicationKind, agency: FiledAgency | None, on: date) -> Findings:
    """A first filing is for a school that is no agency; all else for one that is, on the day of
    the application; nothing is added or renewed while it is suspended."""
    is_listed = (
        agency is not None
        and agency.status is not AgencyStatus.REMOVED
        and agency.validity.contains(on)
    )
    if kind is ApplicationKind.FIRST_FILING:
        valid_to = agency.validity.valid_to if agency else None
        return found_when(is_listed, FindingCode.APPLICANT_LISTED_ALREADY, valid_to=valid_to)
    is_suspended = agency is not None and agency.status is AgencyStatus.SUSPENDED
    return found_when(not is_listed, FindingCode.APPLICANT_NOT_LISTED) + found_when(
        is_listed and is_suspended and kind in GROWING, FindingCode.APPLICANT_SUSPENDED
    )


@clause("3.3")
def judged_on(kind: ApplicationKind, applied_on: date | None, today: date) -> date:
    """The day that decides about the agency: a renewal handed in in time stays in time through
    its rounds of correction; all else is judged by today."""
    return applied_on or today if kind is ApplicationKind.RENEWAL else today


@clause("3.3")
def check_agency_stays(is_there: bool, path: Path = ()) -> Findings:
    """A receipt that adjusts the directory needs the agency in it: not removed since, and, but
    for a renewal, not at its end."""
    return found_when(not is_there, FindingCode.AGENCY_GONE, path)


@clause("3.3")
def check_end_of_application(is_school_closed: bool, is_agency_there: bool) -> Findings:
    """An application ends without a decision when nothing can come of it: its school is closed,
    or the agency that it would adjust is gone."""
    goes_on = not is_school_closed and is_agency_there
    return found_when(goes_on, FindingCode.APPLICATION_GOES_ON)


@clause("3.3")
def renewal_opens_on(valid_to: date, days: int = RENEWAL_WINDOW_DAYS) -> date:
    """The first day on which a renewal may be applied for."""
    return valid_to - timedelta(days=days)


@clause("3.3")
def check_window(agency: FiledAgency, on: date, days: int = RENEWAL_WINDOW_DAYS) -> Findings:
    """A renewal is applied for within the window; that the end has not passed is asked before."""
    opens_on = renewal_opens_on(agency.validity.valid_to, days)
    return found_when(on < opens_on, FindingCode.RENEWAL_TOO_EARLY, opens_on=opens_on, days=days)


@clause("3.3")
def check_batches(
    batches: int,
    explanation: str | None,
    expected: int = BATCHES_OF_A_TERM,
    path: Path = ("explanation",),
) -> Findings:
    """A term with few batches is explained in writing; the panel verifies it."""
    is_explained = bool((explanation or "").strip())
    code = FindingCode.RENEWAL_OF_FEW_BATCHES if is_explained else FindingCode.RENEWAL_UNEXPLAINED
    return found_when(batches < expected, code, path, batches=batches, expected=expected)


@clause("3.3")
def check_rectifications(open_rectifications: int, path: Path = ()) -> Findings:
    """Nothing is renewed while a rectification is open."""
    return found_when(open_rectifications > 0, FindingCode.RECTIFICATION_OPEN, path)


@clause("3.3")
def check_is_held(
    levels: Collection[Level], held: Collection[Level], path: Path = ("levelTo",)
) -> Findings:
    """Only what the agency holds is renewed or given up."""
    missing = sorted(set(levels) - set(held))
    return found_when(bool(missing), FindingCode.ITEM_NOT_HELD, path, missing=_named(missing))


@clause("3.3")
def check_is_not_held(
    levels: Collection[Level], held: Collection[Level], path: Path = ("levelTo",)
) -> Findings:
    """What the agency holds already is not added."""
    twice = sorted(set(levels) & set(held))
    return found_when(bool(twice), FindingCode.ITEM_HELD_ALREADY, path, held=_named(twice))


def _named(levels: Iterable[Level]) -> str:
    return "/".join(str(int(level)) for level in levels)


@clause("3.3")
def check_reduction_day(
    takes_effect_on: date | None,
    today: date,
    valid_to: date,
    path: Path = ("takesEffectOn",),
) -> Findings:
    """A reduction takes effect on a day to come; without one, on the day of its receipt."""
    is_out_of_time = takes_effect_on is not None and not today <= takes_effect_on <= valid_to
    return found_when(
        is_out_of_time, FindingCode.REDUCTION_DAY_OUT_OF_TIME, path, valid_to=valid_to
    )


@clause("3.3")
def check_changes(
    changes: Sequence[Change], changes_site: bool, path: Path = ("changes",)
) -> Findings:
    """Something differs from what is filed, and it is what the verified file says."""
    differing = [change for change in changes if change.after != change.before]
    found = found_when(not differing and not changes_site, FindingCode.CHANGE_MISSING, path)
    for place, change in enumerate(changes):
        is_elsewhere = change.after not in (change.before, change.in_file)
        found += found_when(
            is_elsewhere,
            FindingCode.CHANGE_NOT_IN_FILE,
            (*path, place, "after"),
            expected=change.in_file or "—",
        )
    return found


@clause("3.3")
def check_site_in_use(items_there: int, path: Path) -> Findings:
    """A site gives way where something in force is evaluated at it."""
    return found_when(items_there == 0, FindingCode.SITE_WITHOUT_ITEMS, path)


@clause("3.3")
def validity_of_renewal(agency: Validity, receipt_on: date) -> Validity:
    """Three years from the day after the old end.

    A receipt that comes after that day cannot give back the days between: a renewal not yet
    decided prolongs nothing, and the term begins with the receipt.
    """
    return validity(max(agency.valid_to + timedelta(days=1), receipt_on))


@clause("3.3")
def reduction_holds_from(takes_effect_on: date | None, receipt_on: date, today: date) -> date:
    """The first day without the item: as applied for, but not before the receipt, and not in the
    past: what was held stays held. An item that begins later never begins."""
    return max(takes_effect_on or receipt_on, receipt_on, today)


@clause("3.3")
def levels_kept(
    held: Collection[Level], given_up: Collection[Level]
) -> tuple[tuple[Level, Level], ...]:
    """The ranges (lowest, highest) that remain of an item, the lowest first: a level given up in
    the middle leaves two."""
    return level_ranges(set(held) - set(given_up))
