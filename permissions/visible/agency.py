"""评价机构: the directory is public; who was removed is seen by the authorities (3.3, 3.4)."""

from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_

from models import Agency, AgencyCode, AgencyItem, Institution, SearchText, Site
from permissions.declaration import EVERYONE
from permissions.rows import ViewerParameters, among, everything, follow, own, visible
from permissions.visible.roles import AUTHORITIES, WITHOUT_FILES
from rules.vocabulary import Role

visible(Agency, AUTHORITIES)(everything)


@visible(Agency, [*WITHOUT_FILES, Role.EXPERT])
def in_the_directory(row: Any, viewer: ViewerParameters) -> ColumnElement[bool]:
    return is_there_on(row, func.register_today())


def is_there_on(row: Any, day: Any) -> ColumnElement[bool]:
    """Whether the agency is still in the directory on the day, in force or not."""
    return or_(row.removed_on.is_(None), row.removed_on > day)


@visible(Agency, [Role.SCHOOL])
def own_or_in_the_directory(row: Any, viewer: ViewerParameters) -> ColumnElement[bool]:
    return or_(own(row, viewer), in_the_directory(row, viewer))


@visible(Agency, [Role.SUPERVISOR])
def of_district_or_in_the_directory(row: Any, viewer: ViewerParameters) -> ColumnElement[bool]:
    return or_(in_the_directory(row, viewer), of_district(row, viewer))


def of_district(agency: Any, viewer: ViewerParameters) -> ColumnElement[bool]:
    """Whether the school, or one of its sites, is in the supervisor's district."""
    has_its_seat_there = among(
        Institution,
        lambda institution: and_(
            institution.id == agency.institution_id,
            institution.district_code == viewer.district_code,
        ),
    )
    has_a_site_there = among(
        Site,
        lambda site: and_(
            site.institution_id == agency.institution_id,
            site.district_code == viewer.district_code,
        ),
    )
    return or_(viewer.district_code.is_(None), has_its_seat_there, has_a_site_there)


def of_supervised_institution(row: Any, viewer: ViewerParameters) -> ColumnElement[bool]:
    """The predicate of what belongs to an agency that the viewer supervises."""
    return among(
        Agency,
        lambda agency: and_(
            agency.institution_id == row.institution_id, of_district(agency, viewer)
        ),
    )


follow(AgencyCode, "agency_id", Agency, EVERYONE)
follow(AgencyItem, "agency_id", Agency, EVERYONE)
follow(SearchText, "agency_id", Agency, EVERYONE)  # counted by facets
