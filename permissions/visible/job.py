"""作业: who ordered a job sees it, in the role in which it was ordered, and nobody else."""

from typing import Any

from sqlalchemy import ColumnElement, and_

from models import Job
from permissions.declaration import SIGNED_IN
from permissions.rows import ViewerParameters, visible


@visible(Job, SIGNED_IN)
def of_own_account_and_role(row: Any, viewer: ViewerParameters) -> ColumnElement[bool]:
    return and_(
        row.account_id == viewer.account_id,
        row.role == viewer.role,
        row.institution_id.is_not_distinct_from(viewer.institution_id),
        row.expert_id.is_not_distinct_from(viewer.expert_id),
        row.district_code.is_not_distinct_from(viewer.district_code),
    )
