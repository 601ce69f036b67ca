"""院校: verified ones have a public face; the authorities see registrations too (1.1)."""

from typing import Any

from sqlalchemy import ColumnElement, and_, or_

from models import Agency, FormerName, Institution
from permissions.declaration import EVERYONE
from permissions.rows import ViewerParameters, acted_on, among, everything, follow, visible
from permissions.visible.agency import of_district
from permissions.visible.roles import AUTHORITIES, WITHOUT_FILES
from permissions.visible.technical_assessment import is_assessed
from rules.vocabulary import InstitutionStatus, Role

visible(Institution, AUTHORITIES)(everything)


@visible(Institution, [*WITHOUT_FILES, Role.SUPERVISOR])
def has_a_public_face(row: Any, viewer: ViewerParameters) -> ColumnElement[bool]:
    """Who is verified; and who closed after it was an agency: its certificates name it."""
    was_an_agency = among(Agency, lambda agency: agency.institution_id == row.id)
    return or_(
        row.status == InstitutionStatus.VERIFIED,
        and_(row.status == InstitutionStatus.CLOSED, was_an_agency),
    )


@visible(Institution, [Role.SCHOOL])
def own_or_public(row: Any, viewer: ViewerParameters) -> ColumnElement[bool]:
    return or_(row.id == viewer.institution_id, has_a_public_face(row, viewer))


@acted_on(Institution, [Role.SCHOOL])
def itself(row: Any, viewer: ViewerParameters) -> ColumnElement[bool]:
    return row.id == viewer.institution_id  # type: ignore[no-any-return]


@acted_on(Institution, [Role.SUPERVISOR])
def in_district(row: Any, viewer: ViewerParameters) -> ColumnElement[bool]:
    """A school with its seat or an agency's site there; a municipal supervisor has all."""
    return or_(
        viewer.district_code.is_(None),
        row.district_code == viewer.district_code,
        among(
            Agency,
            lambda agency: and_(agency.institution_id == row.id, of_district(agency, viewer)),
        ),
    )


@visible(Institution, [Role.EXPERT])
def assessed_or_public(row: Any, viewer: ViewerParameters) -> ColumnElement[bool]:
    return or_(has_a_public_face(row, viewer), is_assessed(row.id, viewer))


follow(FormerName, "institution_id", Institution, EVERYONE)
