"""通知: each role sees what it was told, a school, an expert and a district what they were told."""

from typing import Any

from sqlalchemy import ColumnElement, and_

from models import Notice
from permissions.declaration import SIGNED_IN
from permissions.rows import ViewerParameters, visible
from rules.vocabulary import Role


def _told(role: Role) -> Any:
    def predicate(row: Any, viewer: ViewerParameters) -> ColumnElement[bool]:
        conditions = [row.role == role]
        if role is Role.SCHOOL:
            conditions.append(row.institution_id == viewer.institution_id)
        if role is Role.EXPERT:
            conditions.append(row.expert_id == viewer.expert_id)
        if role is Role.SUPERVISOR:
            conditions.append(row.district_code.is_not_distinct_from(viewer.district_code))
        return and_(*conditions)

    return predicate


for own in SIGNED_IN:
    visible(Notice, [own])(_told(own))
