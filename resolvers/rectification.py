"""限期整改 Rectifications: filters, what may be done (1.1.5, 4.2)."""

from typing import Any
from uuid import UUID

from sqlalchemy import and_, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from models import Rectification, Supervision
from permissions.declaration import Arguments, Batch
from resolvers.read.condition import bare
from resolvers.workflow import actions
from rules.clause_1_1_supervision import check_closing
from rules.finding import Findings
from rules.lifecycle import Act
from rules.vocabulary import RectificationStatus, Role


def of_institution(row: Any, value: Any) -> Any:
    return row.institution_id == bare(value)


def is_open(row: Any, value: Any) -> Any:
    return row.closed_on.is_(None) == value


def overdue(row: Any, given: Arguments) -> Any:
    """The due day has passed, and the school has not answered."""
    return and_(row.status == RectificationStatus.REQUIRED, row.due_on < func.register_today())


def is_overdue(row: Any, value: Any) -> Any:
    return overdue(row, {}) == value


def _blocks(act: Act, row: tuple[Any, ...], role: Role) -> Findings:
    """Who required it judges the answer, or the center."""
    is_judged = act.name in ("closeRectification", "returnRectification")
    return check_closing(role, row[1]) if is_judged else ()


rectification_actions: Batch = actions("rectification", needs=("required_role",), blocks=_blocks)


async def open_rectifications(session: AsyncSession, plan_id: UUID) -> int:
    """How many that came from the supervision of this batch are not closed."""
    found = await session.scalar(
        select(func.count(Rectification.id))
        .join(Supervision, Supervision.id == Rectification.supervision_id)
        .where(Supervision.plan_id == plan_id, Rectification.closed_on.is_(None))
    )
    return found or 0
