"""考核站点: a supervisor sees the sites of its district, a municipal one all (1.1.4, 4.2)."""

from typing import Any

from sqlalchemy import ColumnElement, or_

from models import Room, Site, SiteEquipment
from permissions.rows import ViewerParameters, everything, follow, own, visible
from permissions.visible.roles import AUTHORITIES
from permissions.visible.technical_assessment import of_assessed_institution
from rules.vocabulary import Role

READERS = (*AUTHORITIES, Role.SCHOOL, Role.EXPERT, Role.SUPERVISOR)

visible(Site, AUTHORITIES)(everything)
visible(Site, [Role.SCHOOL])(own)
visible(Site, [Role.EXPERT])(of_assessed_institution)


@visible(Site, [Role.SUPERVISOR])
def in_district(row: Any, viewer: ViewerParameters) -> ColumnElement[bool]:
    return or_(viewer.district_code.is_(None), row.district_code == viewer.district_code)


follow(Room, "site_id", Site, READERS)
follow(SiteEquipment, "site_id", Site, READERS)
