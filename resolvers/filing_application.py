"""备案申请 Applications: the dry run, and what their fields ask beyond columns (3.1)."""

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import Integer, case, func, null, select

from models import FilingApplication, FilingReport
from permissions.declaration import Arguments, Asked
from permissions.rows import enter, viewer_values
from resolvers.filing_application_facts import facts_of
from resolvers.finding import shown
from resolvers.read.condition import bare
from rules.clause_3_1_application import check_content
from rules.entry import not_found
from rules.filing_application import check_application
from rules.finding import Findings
from rules.lifecycle import BRANCH_OF, Act
from rules.vocabulary import Authority, Role


async def check(asked: Asked) -> list[dict[str, Any]]:
    """Every finding that a submission would meet now; nothing is written."""
    node_id = asked.arguments["id"].of("FilingApplication")
    services = asked.services
    row, seen = enter(FilingApplication, asked.viewer.role)
    async with services.engine.connect() as connection:
        found = await connection.execute(
            select(row.id, func.register_today()).where(row.id == node_id, seen),
            viewer_values(asked.viewer),
        )
        known = found.first()
        if known is None:
            return shown(not_found("3.1", ("id",)), asked.language)
        _, today = known
        facts = await facts_of(connection, node_id, today)
    figures = services.configuration.of_applications
    return shown(check_application(facts, today, figures), asked.language)


def of_institution(row: Any, value: Any) -> Any:
    return row.institution_id == bare(value)


def refusals_known(row: Any, given: Arguments) -> Any:
    """The refusals of this very version; null if it was not checked."""
    is_of_version = row.refusals_checked_version == row.version
    return case((is_of_version, row.refusal_count), else_=null()).cast(Integer)


def branch_of(authority: Authority) -> Callable[[Any], Any]:
    """The state of the last report to one authority; null before the first (3.3)."""

    def status(row: Any) -> Any:
        rounds = select(FilingReport.status).where(
            FilingReport.application_id == row.id, FilingReport.authority == authority
        )
        return rounds.order_by(FilingReport.round_number.desc()).limit(1).scalar_subquery()

    return status


NEEDS = (
    branch_of(Authority.BUREAU),
    branch_of(Authority.COMMISSION),
    lambda row: refusals_known(row, {}),
    "needs_assessment",
)  # after the status


def is_assessed(row: tuple[Any, ...]) -> bool:
    """Of the values of `NEEDS`, which follow the status."""
    return bool(row[4])


def own_branch(row: tuple[Any, ...], role: Role) -> Any:
    """The branch of the viewer's authority: center and bureau, department and commission."""
    branches = {Authority.BUREAU: row[1], Authority.COMMISSION: row[2]}
    return branches[BRANCH_OF[role]] if role in BRANCH_OF else None


async def own_branches(rows: Sequence[tuple[Any, ...]], asked: Asked) -> list[Any]:
    """The state of the report on the viewer's own branch, for reporter and authority alike."""
    return [own_branch((None, *row), asked.viewer.role) for row in rows]


def of_branch(authority: Authority) -> Callable[[Any, Any], Any]:
    """Applications whose last report to the authority is in the state."""
    return lambda row, value: branch_of(authority)(row) == value


def content_blocks(act: Act, row: tuple[Any, ...], role: Role) -> Findings:
    """A submission waits until what was refused at the last save is corrected."""
    return check_content(row[3]) if act.name == "submitFilingApplication" else ()
