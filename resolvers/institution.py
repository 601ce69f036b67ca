"""院校 Institutions: look-ups and what their parts say."""

from typing import Any

from sqlalchemy import ARRAY, and_, func

from models import FormerName, MajorOccupation, StaffMemberDuty
from models.base import word
from permissions.declaration import Arguments, Related
from permissions.rows import VIEWER, among, of_own_school, told
from resolvers.workflow import actions
from rules.vocabulary import StaffDuty


def by_id_or_own(row: Any, given: Arguments) -> Any:
    node_id = given.get("id")
    return row.id == (node_id.of("Institution") if node_id else VIEWER.institution_id)


def _is_itself(row: Any) -> Any:
    return of_own_school(row, "id")


institution_actions = actions("institution", is_own=_is_itself)


def name_as_of(row: Any, given: Arguments) -> Any:
    """The former name of that day, or else the present one: also for days before the school was."""
    day = given["on"]
    former = told(
        FormerName,
        lambda one: one.name,
        lambda one: and_(one.institution_id == row.id, one.valid_from <= day, one.valid_to >= day),
    )
    return func.coalesce(former, row.name)


def _is_matched(occupation: Any, major: Any) -> Any:
    return among(
        MajorOccupation,
        lambda tie: and_(tie.major_id == major.id, tie.occupation_id == occupation.id),
    )


occupations_of_major = Related(_is_matched, order=("code",))


def duties_of(row: Any, given: Arguments) -> Any:
    """The duties of a member of staff, as an array of terms."""
    own = told(
        StaffMemberDuty,
        lambda held: held.duty,
        lambda held: held.staff_member_id == row.id,
        "duty",
    )
    return func.array(own, type_=ARRAY(word(StaffDuty)))
