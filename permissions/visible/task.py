"""待办: each role sees what waits for it, a school and an expert what waits for them."""

from typing import Any

from sqlalchemy import ColumnElement, and_

from models import Task
from permissions.declaration import SIGNED_IN
from permissions.rows import ViewerParameters, visible
from permissions.visible.agency import of_supervised_institution
from rules.vocabulary import Role


def _waits_for(role: Role) -> Any:
    def predicate(row: Any, viewer: ViewerParameters) -> ColumnElement[bool]:
        conditions = [row.role == role]
        if role is Role.SCHOOL:
            conditions.append(row.institution_id == viewer.institution_id)
        if role is Role.EXPERT:
            conditions.append(row.expert_id == viewer.expert_id)
        if role is Role.SUPERVISOR:
            conditions.append(of_supervised_institution(row, viewer))
        return and_(*conditions)

    return predicate


for own in SIGNED_IN:
    visible(Task, [own])(_waits_for(own))
