"""评价机构 The directory: look-ups, what an agency offers, whether it is in force (3.3, 3.4)."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import (
    Integer,
    Text,
    Uuid,
    and_,
    case,
    cast,
    false,
    func,
    literal_column,
    or_,
    select,
    true,
    type_coerce,
)

from models import (
    Agency,
    AgencyCode,
    AgencyItem,
    AgencySuspension,
    FilingReceipt,
    FormerName,
    Institution,
    Occupation,
    Trade,
)
from models.base import word
from permissions.declaration import Arguments, Batch, Related
from permissions.rows import among
from permissions.visible.agency import is_there_on
from resolvers.certificate import of_viewer
from resolvers.certificate_query import octets
from resolvers.read.condition import bare, compared, is_in
from resolvers.workflow import actions
from rules.clause_3_3_agency import check_restoration
from rules.finding import Findings
from rules.lifecycle import Act
from rules.vocabulary import AgencyStatus, DecisionExtent, Role


def by_id_or_code(row: Any, given: Arguments) -> Any:
    """By id, or by one of its codes: a code is never reused."""
    by = given["by"]
    if "id" in by:
        return row.id == by["id"].of("Agency")
    return _has_code(row.id, by["code"])


def receipt_by(row: Any, given: Arguments) -> Any:
    """By id, number or token of the QR code, or the newest of the agency that has a code."""
    by = given["by"]
    if "token" in by:
        return row.verification_token == octets(by["token"])
    if "id" in by:
        return row.id == by["id"].of("FilingReceipt")
    if "number" in by:
        return row.number == by["number"]
    return and_(_has_code(row.agency_id, by["agency_code"]), ~_is_followed(row))


def _has_code(agency_id: Any, value: Any) -> Any:
    return among(AgencyCode, lambda code: and_(code.agency_id == agency_id, code.code == value))


def _is_followed(receipt: Any) -> Any:
    """Whether a later receipt was issued to the same agency; numbers of a year rise by issue."""
    return among(
        FilingReceipt,
        lambda later: and_(
            later.agency_id == receipt.agency_id,
            func.row(later.issued_on, later.id) > func.row(receipt.issued_on, receipt.id),
        ),
    )


def _day(given: Arguments) -> Any:
    on = given.get("on")
    return func.register_today() if on is None else func.coalesce(on, func.register_today())


def contains(row: Any, day: Any) -> Any:
    """Whether the validity of the row, both days included, contains the day."""
    return and_(row.valid_from <= day, row.valid_to >= day)


def is_suspended_on(agency_id: Any, item_id: Any, day: Any) -> Any:
    """Whether a suspension of the whole agency (no item), or of the item, covers the day."""

    def covers(each: Any) -> Any:
        of_it = each.agency_item_id.is_(None) if item_id is None else each.agency_item_id == item_id
        is_open = or_(each.ends_on.is_(None), each.ends_on >= day)
        return and_(each.agency_id == agency_id, of_it, each.begins_on <= day, is_open)

    return among(AgencySuspension, covers)


def _status_on(ended_on: Any, is_suspended: Any) -> Any:
    """`rules.clause_3_3_agency.status_on` in SQL."""
    found = case(
        (ended_on, literal_column("'REMOVED'")),
        (is_suspended, literal_column("'SUSPENDED'")),
        else_=literal_column("'LISTED'"),
    )
    return type_coerce(found, word(AgencyStatus))


def status_on(row: Any, day: Any) -> Any:
    """What holds of an agency on the day."""
    return _status_on(row.removed_on <= day, is_suspended_on(row.id, None, day))


def item_status_on(row: Any, day: Any) -> Any:
    """What holds of an item on the day, apart from its agency."""
    return _status_on(row.ended_on <= day, is_suspended_on(row.agency_id, row.id, day))


def status(row: Any, given: Arguments) -> Any:
    return status_on(row, _day(given))


def item_status(row: Any, given: Arguments) -> Any:
    return item_status_on(row, _day(given))


def in_force_on(row: Any, day: Any) -> Any:
    """`rules.clause_3_4_directory.is_in_force` in SQL: valid, neither suspended nor removed."""
    return and_(contains(row, day), is_there_on(row, day), ~is_suspended_on(row.id, None, day))


def item_in_force_on(row: Any, day: Any) -> Any:
    """An item by itself, whatever its agency is."""
    is_left = or_(row.ended_on.is_(None), row.ended_on > day)
    return and_(contains(row, day), is_left, ~is_suspended_on(row.agency_id, row.id, day))


def is_agency_in_force(row: Any, given: Arguments) -> Any:
    return in_force_on(row, _day(given))


def is_item_in_force(row: Any, given: Arguments) -> Any:
    """An item is good while it is valid and its agency is in force."""
    day = _day(given)
    of_agency = among(
        Agency, lambda agency: and_(agency.id == row.agency_id, in_force_on(agency, day))
    )
    return and_(item_in_force_on(row, day), of_agency)


def _of_agency(part: Any, agency: Any) -> Any:
    return part.agency_id == agency.id


suspensions_of_agency = Related(_of_agency, order=("begins_on",))
decisions_of_agency = Related(_of_agency, order=("effective_on",))


def reason(row: Any, given: Arguments) -> Any:
    """Why: for the school itself and the authorities."""
    return case((of_viewer(row, given), row.reason))


def decision_reason(row: Any, given: Arguments) -> Any:
    return case((or_(row.is_public, of_viewer(row, given)), row.reason))


def public_reason(row: Any, given: Arguments) -> Any:
    return case((row.is_public, row.reason))


def _status_today(row: Any) -> Any:
    return status_on(row, func.register_today())


def _is_any_to_restore(row: Any) -> Any:
    """Whether there is something to restore, today or from a day to come: the agency, or an item
    of it."""
    today = func.register_today()
    is_suspended = among(
        AgencySuspension,
        lambda each: and_(
            each.agency_id == row.id,
            or_(
                each.ends_on.is_(None), and_(each.ends_on >= today, each.ends_on >= each.begins_on)
            ),
        ),
    )
    return or_(func.coalesce(row.removed_on > today, false()), is_suspended)


def _blocks(act: Act, row: tuple[Any, ...], role: Role) -> Findings:
    """Only what is suspended, or was decided ahead, is restored."""
    if act.name != "restoreAgency":
        return ()
    return check_restoration(DecisionExtent.AGENCY, row[0], row[1])


agency_actions: Batch = actions(
    Agency.__tablename__, needs=(_is_any_to_restore,), blocks=_blocks, status=_status_today
)


# --- filters


def with_status(row: Any, value: Any) -> Any:
    return compared(status_on(row, func.register_today()), value)


LONGEST_SEARCH = 50  # characters


def found_by(row: Any, value: Any) -> Any:
    """Whether every word is found in what the agency is known by; without a word all are.

    `is true` keeps the search a set beside the rows: how many it finds is not known when the
    statement is planned, and a join from the set to its rows costs most where it finds most.
    """
    asked = func.left(value, LONGEST_SEARCH)
    found = select(func.search_agencies(asked, type_=Uuid()).column_valued("found"))
    return row.id.in_(found).is_(true())


def once_called(row: Any, value: Any) -> Any:
    return among(
        FormerName,
        lambda name: and_(
            name.institution_id == row.institution_id,
            or_(compared(name.name, value), compared(name.branch_name, value)),
        ),
    )


def in_district(row: Any, value: Any) -> Any:
    return among(
        Institution,
        lambda school: and_(school.id == row.institution_id, compared(school.district_code, value)),
    )


def of_kind(row: Any, value: Any) -> Any:
    return among(
        Institution,
        lambda school: and_(school.id == row.institution_id, compared(school.kind, value)),
    )


def with_code(row: Any, value: Any) -> Any:
    return among(
        AgencyCode, lambda code: and_(code.agency_id == row.id, compared(code.code, value))
    )


def offers(row: Any, meets: Callable[[Any], Any]) -> Any:
    """Whether one and the same item meets everything that is asked of it."""
    return among(AgencyItem, lambda item: and_(item.agency_id == row.id, meets(item)))


def of_occupation(item: Any, value: Any) -> Any:
    return item.occupation_id == bare(value)


def at_level(item: Any, value: Any) -> Any:
    return and_(item.level_from >= value, item.level_to <= value)


def of_named_occupation(item: Any, value: Any) -> Any:
    return among(
        Occupation,
        lambda occupation: and_(
            occupation.id == item.occupation_id, compared(occupation.name, value)
        ),
    )


def of_occupations(item: Any, value: Any) -> Any:
    return is_in(item.occupation_id, value)


def of_coded_occupation(item: Any, value: Any) -> Any:
    return among(
        Occupation,
        lambda occupation: and_(
            occupation.id == item.occupation_id, compared(occupation.code, value)
        ),
    )


def of_named_trade(item: Any, value: Any) -> Any:
    return among(Trade, lambda trade: and_(trade.id == item.trade_id, compared(trade.name, value)))


# --- facets


def occupation_key(occupation: Any) -> Any:
    return literal_column("'Occupation:'", Text) + cast(occupation.id, Text)


def each_level(item: Any) -> Any:
    return func.generate_series(cast(item.level_to, Integer), cast(item.level_from, Integer))
