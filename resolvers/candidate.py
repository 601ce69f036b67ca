"""评价人员 Candidates: filters, masks, the document behind a person (4.1)."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import case, func

from models import Person
from permissions.declaration import Arguments, Batch
from permissions.masks import STAR
from permissions.rows import told
from resolvers.person import masked_identities
from resolvers.read.condition import bare


def masked_name(row: Any, given: Arguments) -> Any:
    """The first character and one star, as `permissions.masks.name_mask` has it."""
    return case((func.char_length(row.name) > 1, func.left(row.name, 1) + STAR), else_=STAR)


def of_plan(row: Any, value: Any) -> Any:
    return row.plan_id == bare(value)


def of_major(row: Any, value: Any) -> Any:
    return row.major_id == bare(value)


def document_type(row: Any, given: Arguments) -> Any:
    return _of_person("document_type")(row)


def _of_person(column: str) -> Callable[[Any], Any]:
    def value(row: Any) -> Any:
        return told(
            Person,
            lambda person: getattr(person, column),
            lambda person: person.id == row.person_id,
        )

    return value


masked_identity = Batch(masked_identities, needs=(_of_person("identity_sealed"), "person_id"))
