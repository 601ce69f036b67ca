"""访问者 Who asks: one person in one role, for the length of one request."""

from dataclasses import dataclass
from uuid import UUID

from rules.vocabulary import Role


@dataclass(frozen=True, slots=True)
class Viewer:
    """A person (or nobody) in the role in which the request is made.

    The ids are those of rows: predicates compare them with columns. `institution_id` belongs to
    SCHOOL, `expert_id` to EXPERT; `district_code` (six digits) to a district's SUPERVISOR.
    """

    role: Role
    account_id: UUID | None = None
    institution_id: UUID | None = None
    district_code: str | None = None
    expert_id: UUID | None = None
    session_id: UUID | None = None

    @property
    def is_signed_in(self) -> bool:
        return self.account_id is not None


PUBLIC_VIEWER = Viewer(Role.PUBLIC)  # nobody signed in
