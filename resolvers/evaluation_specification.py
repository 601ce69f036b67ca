"""评价规范 Specifications: the dry run, look-ups, and what may be done (2.1)."""

from typing import Any

from sqlalchemy import Integer, and_, case, func, null, or_, select, true

from models import EvaluationSpecification, FilingDelegation
from permissions.declaration import Arguments, Asked, Batch, Related
from permissions.rows import among, enter, of_own_school, viewer_values
from resolvers.evaluation_specification_facts import facts_of
from resolvers.finding import shown
from resolvers.read.condition import bare
from resolvers.workflow import actions
from rules.clause_2_1_specification import (
    check_content,
    check_delegated,
)
from rules.entry import not_found
from rules.evaluation_specification import check_specification
from rules.finding import Findings
from rules.lifecycle import Act
from rules.vocabulary import Role, SpecificationStatus

DECIDING = frozenset({"fileEvaluationSpecification", "refuseEvaluationSpecification"})


async def check(asked: Asked) -> list[dict[str, Any]]:
    """Every finding that a submission would meet now; nothing is written."""
    node_id = asked.arguments["id"].of("EvaluationSpecification")
    row, seen = enter(EvaluationSpecification, asked.viewer.role)
    async with asked.services.engine.connect() as connection:
        found = await connection.execute(
            select(func.register_today()).where(row.id == node_id, seen),
            viewer_values(asked.viewer),
        )
        today = found.scalar()
        if today is None:
            return shown(not_found("2.1", ("id",)), asked.language)
        facts = await facts_of(connection, node_id)
    return shown(check_specification(facts, today), asked.language)


def by_id(row: Any, given: Arguments) -> Any:
    return row.id == given["id"].of("EvaluationSpecification")


def of_institution(row: Any, value: Any) -> Any:
    return row.institution_id == bare(value)


def of_trade(row: Any, value: Any) -> Any:
    return row.trade_id == bare(value)


def of_level(row: Any, value: Any) -> Any:
    """Its range contains the level."""
    return and_(row.level_to <= value, row.level_from >= value)


def in_force_on(row: Any, value: Any) -> Any:
    """Filed, begun, and not ended on the day."""
    return and_(
        row.status == SpecificationStatus.FILED,
        row.begins_on <= value,
        or_(row.ends_on.is_(None), row.ends_on >= value),
    )


def refusals_known(row: Any, given: Arguments) -> Any:
    """The refusals of this very version; null if it was not checked."""
    is_of_version = row.refusals_checked_version == row.version
    return case((is_of_version, row.refusal_count), else_=null()).cast(Integer)


def _is_of_specification(part: Any, row: Any) -> Any:
    return part.specification_id == row.id


parts_in_order = Related(_is_of_specification, order=("position",))
competences_in_order = Related(_is_of_specification, order=("position",))


def every_delegation(row: Any, given: Arguments) -> Any:
    return true()


def is_delegated(row: Any) -> Any:
    """Whether the bureau has delegated the filing to the center today."""
    today = func.register_today()
    return among(
        FilingDelegation,
        lambda given: and_(
            given.begins_on <= today, or_(given.ends_on.is_(None), given.ends_on >= today)
        ),
    )


def _blocks(act: Act, row: tuple[Any, ...], role: Role) -> Findings:
    _, refusals, may_center_file = row
    if act.name == "submitEvaluationSpecification":
        return check_content(refusals)
    if act.name in DECIDING and role is Role.CENTER:
        return check_delegated(may_center_file)
    return ()


specification_actions: Batch = actions(
    EvaluationSpecification.__tablename__,
    needs=(lambda row: refusals_known(row, {}), is_delegated),
    blocks=_blocks,
    is_own=of_own_school,
)
