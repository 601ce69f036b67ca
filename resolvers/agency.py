"""评价机构 The directory: look-ups, what an agency offers, whether it is in force (3.3, 3.4)."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import and_, func

from models import Agency, AgencyCode, AgencyItem, FilingReceipt, Institution, Occupation
from permissions.declaration import Arguments
from permissions.rows import among
from resolvers.certificate import octets
from resolvers.read.condition import bare, compared
from rules.vocabulary import AgencyStatus


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


def in_force_on(row: Any, day: Any) -> Any:
    """`rules.clause_3_4_directory.is_in_force` in SQL: listed, and the day within its validity."""
    return and_(row.status == AgencyStatus.LISTED, contains(row, day))


def is_agency_in_force(row: Any, given: Arguments) -> Any:
    return in_force_on(row, _day(given))


def is_item_in_force(row: Any, given: Arguments) -> Any:
    """An item is good while it is valid and its agency is in force."""
    day = _day(given)
    of_agency = among(
        Agency, lambda agency: and_(agency.id == row.agency_id, in_force_on(agency, day))
    )
    return and_(contains(row, day), of_agency)


# --- filters


def in_district(row: Any, value: Any) -> Any:
    return among(
        Institution,
        lambda school: and_(school.id == row.institution_id, school.district_code == value),
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
