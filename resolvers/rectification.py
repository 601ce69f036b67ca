"""限期整改 Rectifications: filters, what may be done (1.1.5, 4.2)."""

from typing import Any

from permissions.declaration import Batch
from resolvers.read.condition import bare
from resolvers.workflow import actions
from rules.clause_1_1_supervision import check_closing
from rules.finding import Findings
from rules.lifecycle import Act
from rules.vocabulary import Role


def of_institution(row: Any, value: Any) -> Any:
    return row.institution_id == bare(value)


def is_open(row: Any, value: Any) -> Any:
    return row.closed_on.is_(None) == value


def _blocks(act: Act, row: tuple[Any, ...], role: Role) -> Findings:
    """Who required it closes it, or the center."""
    return check_closing(role, row[1]) if act.name == "closeRectification" else ()


rectification_actions: Batch = actions("rectification", needs=("required_role",), blocks=_blocks)
