"""评估专家 Conditions on experts (3.2)."""

from typing import Any

from sqlalchemy import Text, and_, func, literal_column, not_, or_

from models import ExpertConflict, ExpertField, FilingApplication, FilingItem, Occupation
from permissions.rows import among
from resolvers.read.condition import bare
from rules.vocabulary import ExpertStatus

DASH = literal_column("'-'", Text)


def employed_by(row: Any, value: Any) -> Any:
    return row.employer_id == bare(value)


def _holds(group: Any, occupation: Any) -> Any:
    """A group holds what is below it, an occupation itself; codes mean something in an edition."""
    is_below = func.starts_with(occupation.code, func.concat(group.code, DASH))
    return and_(group.edition == occupation.edition, or_(group.code == occupation.code, is_below))


def _serves(row: Any, is_wanted: Any) -> Any:
    """Whether a field of the expert holds an occupation that `is_wanted` says."""
    return among(
        ExpertField,
        lambda field: and_(
            field.expert_id == row.id,
            among(
                Occupation,
                lambda group: and_(
                    group.id == field.occupation_id,
                    among(Occupation, lambda one: and_(is_wanted(one), _holds(group, one))),
                ),
            ),
        ),
    )


def of_field(row: Any, value: Any) -> Any:
    return _serves(row, lambda occupation: occupation.id == bare(value))


def suited_to(row: Any, value: Any) -> Any:
    """By field, not retired, and kept away by no conflict that is known."""
    application = bare(value)
    is_applied_for = _serves(
        row,
        lambda occupation: among(
            FilingItem,
            lambda item: and_(
                item.application_id == application, item.occupation_id == occupation.id
            ),
        ),
    )
    is_kept_away = among(
        FilingApplication,
        lambda one: and_(
            one.id == application,
            or_(
                row.employer_id == one.institution_id,
                among(
                    ExpertConflict,
                    lambda conflict: and_(
                        conflict.expert_id == row.id,
                        conflict.institution_id == one.institution_id,
                    ),
                ),
            ),
        ),
    )
    return and_(is_applied_for, not_(is_kept_away), row.status != ExpertStatus.RETIRED)
