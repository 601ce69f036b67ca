"""Pairs of decisions at once on the same object, as it was seen by both: one wins.

Which acts are raced is found out, not listed: every act of the workflows that needs nothing but
the object, its version and words, and that succeeds alone in the state. After each pair the object
is put back, so that thousands of pairs need few rows.
"""

import asyncio
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random
from typing import Any
from uuid import UUID

from graphql import get_named_type, is_required_input_field

from models.database import Database
from permissions.errors import Conflict
from permissions.viewer import Viewer
from rules.lifecycle import Act, acts_of, find
from rules.vocabulary import Role
from tests.register import Failed, Register, schemas

WORDS = ("reason", "remark", "answer")


@dataclass
class Subject:
    """One object in one state: `put` leads it there, `clear` takes away what an act has made."""

    noun: str
    type: str
    id: UUID
    state: str
    school: Viewer
    office: Viewer
    put: str = ""
    clear: tuple[str, ...] = ()
    acts: list[Act] = field(default_factory=list)
    kept: str = ""

    def viewer(self, act: Act) -> Viewer:
        if Role.SCHOOL in act.by:
            return self.school
        role = Role.CENTER if Role.CENTER in act.by else min(act.by, key=lambda each: each.name)
        return Viewer(role, account_id=self.office.account_id)


@dataclass
class Races:
    """The subjects of one database, and what became of their pairs."""

    database: Database
    subjects: list[Subject]
    won: Counter[str] = field(default_factory=Counter)
    lost: Counter[str] = field(default_factory=Counter)
    broken: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.register = Register(self.database)

    async def prepare(self) -> None:
        """Find the acts that succeed alone, each on the object as it is then put back."""
        for subject in self.subjects:
            columns = await self._columns(subject)
            await self._fetch(
                f"update {subject.noun} set status = $2, version = version + 1{subject.put}"
                " where id = $1", subject.id, subject.state,
            )  # fmt: skip
            (row,) = await self._fetch(
                f"select to_jsonb(each)::text as kept from {subject.noun} each where id = $1",
                subject.id,
            )
            subject.kept = row["kept"]
            for act in candidates(subject):
                outcome = await self._do(subject, act, await self._version(subject))
                if outcome == "won":
                    subject.acts.append(act)
                await self._put_back(subject, columns)
        self.subjects = [subject for subject in self.subjects if subject.acts]

    async def run(self, pairs: int, seed: int = 1) -> None:
        chosen = Random(seed)
        for _ in range(pairs):
            subject = chosen.choice(self.subjects)
            await self._race(subject, chosen.choice(subject.acts), chosen.choice(subject.acts))

    async def _race(self, subject: Subject, one: Act, other: Act) -> None:
        columns = await self._columns(subject)
        await self._put_back(subject, columns)  # the same object may be raced in another state
        version = await self._version(subject)
        before = await self._entries(subject)
        outcomes = await asyncio.gather(
            self._do(subject, one, version), self._do(subject, other, version)
        )
        written = (await self._entries(subject))[len(before) :]
        winners = [a.name for a, out in zip((one, other), outcomes, strict=True) if out == "won"]
        self.won.update(f"{subject.noun}.{name}" for name in winners)
        self.lost.update(out for out in outcomes if out != "won")
        if len(winners) != 1 or written != winners:
            pair = f"{subject.noun} {subject.state}: {one.name} / {other.name}"
            self.broken.append(f"{pair}: {outcomes}, written {written}")
        await self._put_back(subject, columns)

    async def _do(self, subject: Subject, act: Act, version: int) -> str:
        """won, CONFLICT, or the code of the first refusal."""
        viewer = subject.viewer(act)
        input_ = input_of(viewer.role, act)
        given: dict[str, Any] = {"id": f"{subject.type}:{subject.id}", "expectedVersion": version}
        given |= {word: "理由" for word in WORDS if word in input_.fields}
        document = f"""mutation ($input: {input_.name}!) {{
          {act.name}(input: $input) {{ findings {{ code severity }} }} }}"""
        try:
            answer = await self.register.ask(viewer, document, input=given)
        except Failed as failed:
            is_conflict = all(isinstance(cause, Conflict) for cause in failed.causes)
            return "CONFLICT" if is_conflict else repr(failed)
        found = [f["code"] for f in answer[act.name]["findings"] if f["severity"] == "REFUSAL"]
        return found[0] if found else "won"

    async def _put_back(self, subject: Subject, columns: str) -> None:
        for statement in subject.clear:
            await self._fetch(statement, subject.id)
        await self._fetch(
            f"update {subject.noun} kept set ({columns}, version) = (select {columns},"
            f" kept.version + 1 from jsonb_populate_record(null::{subject.noun}, $2::jsonb))"
            " where id = $1", subject.id, subject.kept,
        )  # fmt: skip

    async def _columns(self, subject: Subject) -> str:
        found = await self._fetch(
            """select column_name from information_schema.columns where table_name = $1
               and is_generated = 'NEVER' and column_name not in ('id', 'version')""",
            subject.noun,
        )
        return ", ".join(row["column_name"] for row in found)

    async def _entries(self, subject: Subject) -> list[str]:
        found = await self._fetch(
            "select act from register_entry where subject_id = $1 order by id", subject.id
        )
        return [row["act"] for row in found]

    async def _version(self, subject: Subject) -> int:
        found = await self._fetch(
            f"select version from {subject.noun} where id = $1",
            subject.id,
        )
        return int(found[0]["version"])

    async def _fetch(self, statement: str, *given: Any) -> list[Any]:
        async with self.database.pool.acquire() as connection:
            return list(await connection.fetch(statement, *given))


def candidates(subject: Subject) -> Iterator[Act]:
    """The acts that start from the state and ask for nothing but object, version and words."""
    for name in sorted({act.name for role in Role for act in acts_of(subject.noun, role)}):
        act = find(name)
        input_ = input_of(subject.viewer(act).role, act)
        is_from_here = subject.state in {state.name for state in act.before if state}
        if is_from_here and input_ is not None and asks_for_words(input_):
            yield act


def input_of(role: Role, act: Act) -> Any:
    """The input type of the act's mutation; None where the role has none of that name."""
    mutation = schemas()[role].mutation_type
    element = mutation.fields.get(act.name) if mutation else None
    return element and get_named_type(element.args["input"].type)


def asks_for_words(input_: Any) -> bool:
    required = {name for name, each in input_.fields.items() if is_required_input_field(each)}
    return {"id", "expectedVersion"} <= required <= {"id", "expectedVersion", *WORDS}
