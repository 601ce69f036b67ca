"""What an act works with: one transaction, its viewer, and the register's day and instant.

Every act goes the same way: lock the row and check its version, ask the rules with plain values,
refuse with findings (nothing written) or change, add the register entry, and name the rows that
the payload shows.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from models import Agency, Institution, RegisterEntry
from permissions.errors import BadUserInput, Conflict
from permissions.rows import among, enter, enter_to_act, one_statement, viewer_values
from permissions.viewer import Viewer
from resolvers.identity import NodeId
from rules.entry import not_found
from rules.finding import Finding, Findings, Path, is_refused
from rules.lifecycle import ACTS, check_act, find, next_state
from rules.vocabulary import BranchStatus, Role, Term

Row = TypeVar("Row")
Outcome = Mapping[str, Any]


@dataclass(frozen=True)
class Ref:
    """A row that the payload shows, read with the viewer's predicate after the act."""

    id: Any

    @classmethod
    def of(cls, row: Any) -> "Ref":
        return cls(row.id)


class Refused(Exception):
    """The guidance refuses: the transaction is rolled back, the findings are the answer."""

    def __init__(self, findings: Iterable[Finding], **payload: Any) -> None:
        super().__init__("refused")
        self.outcome: Outcome = {**payload, "findings": tuple(findings)}


@dataclass
class Writing:
    """One act in its transaction; `clause` is the act's.

    `today` and `now` are the register's, in Asia/Shanghai. `prepared` is what the act's `before`
    gave. `subjects` are the agencies and schools that the act was about: the directory is written
    anew of them.
    """

    session: AsyncSession
    viewer: Viewer
    services: Any
    clause: str
    today: date
    now: datetime
    prepared: Any = None
    subjects: set[UUID] = field(default_factory=set)

    @classmethod
    async def begin(
        cls, session: AsyncSession, viewer: Viewer, services: Any, clause: str
    ) -> "Writing":
        clock = select(func.register_today(), func.register_now())
        today, now = (await session.execute(clock)).one()
        return cls(session, viewer, services, clause, today, now)

    @property
    def role(self) -> Role:
        return self.viewer.role

    # --- rows

    async def seen(self, model: type[Row], *conditions: Any, lock: bool = False) -> list[Row]:
        """Rows that the viewer may see; `conditions` are functions of the entered row."""
        with one_statement():
            row, seen = enter(model, self.role)
            statement = select(row).where(seen, *(c(row) for c in conditions)).order_by(row.id)
        if lock:
            statement = statement.with_for_update(of=row)
        found = await self.session.execute(statement, viewer_values(self.viewer))
        return list(found.scalars())

    async def exists(self, model: type, condition: Any) -> bool:
        """Whether there is such a row at all, seen or not: it decides, it is never shown."""
        with one_statement():
            statement = select(among(model, condition))
        return bool((await self.session.execute(statement)).scalar())

    async def get(self, model: type[Row], node_id: NodeId, path: Path, lock: bool = False) -> Row:
        """The row of an id, or the finding NOT_FOUND on its path: unknown and another's alike."""
        value = node_id.of(model.__name__)
        found = await self.seen(model, lambda row: row.id == value, lock=lock)
        if not found:
            raise Refused(not_found(self.clause, path))
        return found[0]

    async def lock(self, model: type[Row], given: Mapping[str, Any]) -> Row:
        """The row that the input names, locked before its state is read; a stale version is
        CONFLICT with the current one. Raises BadUserInput if no version was given."""
        expected = given.get("expected_version")
        if expected is None:
            raise BadUserInput(
                "给出标识时须同时给出expectedVersion。",
                "An id is given together with expectedVersion.",
                at="input.expectedVersion",
            )
        row: Any = await self.to_act_on(model, given["id"], ("id",))
        if row.version != expected:
            raise Conflict(
                f"对象已被修改：当前版本为{row.version}，而不是{expected}。",
                f"The object has changed: version {row.version}, not {expected}.",
                currentVersion=row.version,
            )
        return row  # type: ignore[no-any-return]

    async def to_act_on(self, model: type[Row], node_id: NodeId, path: Path) -> Row:
        """As `get`, locked; NOT_FOUND also for what the viewer sees but may not act on."""
        with one_statement():
            row, allowed = enter_to_act(model, self.role)
            statement = select(row).where(row.id == node_id.of(model.__name__), allowed)
        found = await self.session.execute(
            statement.with_for_update(of=row), viewer_values(self.viewer)
        )
        one: Row | None = found.scalar_one_or_none()
        if one is None:
            raise Refused(not_found(self.clause, path))
        return one

    def add(self, *rows: Any) -> None:
        self.session.add_all(rows)

    # --- judging and recording

    def judge(self, findings: Findings, **payload: Any) -> Findings:
        """Refuses if any finding is a refusal; what remains (warnings, advice) is shown."""
        if is_refused(findings):
            raise Refused(findings, **payload)
        return findings

    def may(
        self,
        name: str,
        state: Term | None,
        branch: BranchStatus | None = None,
        *,
        is_assessed: bool = True,
        **payload: Any,
    ) -> None:
        """Refuses unless the workflow's table has this act for this role in this state."""
        self.judge(check_act(find(name), self.role, state, branch, is_assessed), **payload)

    def move(
        self,
        name: str,
        row: Any,
        *,
        outcome: Term | None = None,
        is_assessed: bool = True,
        **entry: Any,
    ) -> None:
        """Take the row to the next state of its workflow and record it."""
        before = row.status
        row.status = next_state(find(name), before, outcome, is_assessed)
        self.record(name, row, before=before, **entry)

    def record(
        self,
        name: str,
        row: Any,
        *,
        before: Term | None = None,
        after: Term | None = None,
        institution_id: Any = None,
        reason: str | None = None,
        is_public: bool = False,
    ) -> None:
        """One entry of the register: never changed, never deleted.

        An act outside every workflow rests on the clause of its mutation, if it has one.
        """
        after = after or getattr(row, "status", None)
        if isinstance(row, (Agency, Institution)):
            self.subjects.add(row.id)
        self.add(
            RegisterEntry(
                noun=row.__tablename__,
                subject_id=row.id,
                institution_id=institution_id or getattr(row, "institution_id", None),
                act=name,
                clause=ACTS[name].clause if name in ACTS else self.clause or None,
                role=self.role,
                account_id=self.viewer.account_id,
                before=before.name if before else None,
                after=after.name if after else None,
                reason=reason,
                is_public=is_public,
            )
        )
