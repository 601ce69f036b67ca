"""个人: seen through the plans that the person takes part in (4.1)."""

from functools import partial
from typing import Any

from sqlalchemy import ColumnElement, and_

from models import Candidate, Person
from permissions.rows import ViewerParameters, among, meets, visible
from permissions.visible.evaluation_plan import READERS
from rules.vocabulary import Role


def is_candidate(row: Any, viewer: ViewerParameters, *, role: Role) -> ColumnElement[bool]:
    return among(
        Candidate,
        lambda candidate: and_(
            candidate.person_id == row.id, meets(Candidate, role, candidate, viewer)
        ),
    )


for reader in READERS:
    visible(Person, [reader])(partial(is_candidate, role=reader))
