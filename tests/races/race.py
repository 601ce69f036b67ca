"""Pairs of decisions at once on the same object, as it was seen by both: one wins.

Which acts are raced is found out: of those of the workflow, what succeeds alone in the state. After
each pair everything is taken back, so that thousands of pairs need few rows.
"""

import asyncio
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from random import Random
from typing import Any, NamedTuple
from uuid import UUID

from graphql import get_named_type, is_required_input_field

from models.database import Database
from permissions.errors import Conflict
from permissions.viewer import Viewer
from rules.lifecycle import ACTS, Act
from rules.vocabulary import Role
from tests.races.undo import Undo
from tests.register import Failed, Register, schemas

WORDS = {"reason": "理由", "remark": "理由", "answer": "理由", "opinion": "符合"}
WON = "won"


class Deed(NamedTuple):
    """An act as somebody does it."""

    act: Act
    viewer: Viewer

    def __str__(self) -> str:
        return f"{self.act.name} ({self.viewer.role.name})"


@dataclass
class Subject:
    """One object in one state: `put` are the columns that lead it there. `given` is what an act
    asks for besides object, version and words; `also` names acts of other workflows on it."""

    noun: str
    id: UUID
    state: str
    viewers: Mapping[Role, Viewer]
    put: str = ""
    given: Mapping[str, dict[str, Any]] = field(default_factory=dict)
    also: tuple[str, ...] = ()
    deeds: list[Deed] = field(default_factory=list)
    alone: dict[Deed, Counter[str]] = field(default_factory=dict)

    @property
    def node_id(self) -> str:
        return f"{''.join(word.capitalize() for word in self.noun.split('_'))}:{self.id}"

    def asked(self, deed: Deed) -> dict[str, Any]:
        given = {word: said for word, said in WORDS.items() if word in input_of(deed).fields}
        return {"id": self.node_id, **given, **self.given.get(deed.act.name, {})}

    def candidates(self) -> Iterator[Deed]:
        """The acts that start from the state, by everybody who may, with nothing left to say."""
        for act in ACTS.values():
            before = {state.name for state in act.before if state}
            is_own = act.noun == self.noun and self.state in before
            for role in sorted(act.by, key=lambda each: each.name):
                if (is_own or act.name in self.also) and role in self.viewers:
                    deed = Deed(act, self.viewers[role])
                    if self._is_complete(deed):
                        yield deed

    def _is_complete(self, deed: Deed) -> bool:
        input_ = input_of(deed)
        if input_ is None or not {"id", "expectedVersion"} <= input_.fields.keys():
            return False
        required = {name for name, each in input_.fields.items() if is_required_input_field(each)}
        return required <= {"expectedVersion", *self.asked(deed)}


def input_of(deed: Deed) -> Any:
    """The input type of the act's mutation; None where the role has none of that name."""
    mutation = schemas()[deed.viewer.role].mutation_type
    element = mutation.fields.get(deed.act.name) if mutation else None
    return element and get_named_type(element.args["input"].type)


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
        self.undo = Undo(self.database)

    async def prepare(self) -> None:
        """Find the acts that succeed alone, and what each of them writes."""
        await self.undo.begin()
        for subject in self.subjects:
            for deed in subject.candidates():
                version = await self._begin(subject)
                before = await self.undo.changes()
                if await self._do(subject, deed, version) == WON:
                    subject.deeds.append(deed)
                    subject.alone[deed] = await self.undo.changes() - before
                await self.undo.back()
        self.subjects = [subject for subject in self.subjects if subject.deeds]

    async def run(self, pairs: int, seed: int = 1) -> None:
        """`won`, `lost` and `broken` tell of these pairs."""
        self.won, self.lost, self.broken = Counter(), Counter(), []
        chosen = Random(seed)
        for _ in range(pairs):
            subject = chosen.choice(self.subjects)
            await self._race(subject, chosen.choice(subject.deeds), chosen.choice(subject.deeds))

    async def _race(self, subject: Subject, *pair: Deed) -> None:
        version = await self._begin(subject)
        before = await self.undo.changes()
        outcomes = await asyncio.gather(*(self._do(subject, deed, version) for deed in pair))
        written = await self.undo.changes() - before
        winners = [deed for deed, outcome in zip(pair, outcomes, strict=True) if outcome == WON]
        self.won.update(f"{subject.noun}.{deed.act.name}" for deed in winners)
        self.lost.update(outcome for outcome in outcomes if outcome != WON)
        if len(winners) != 1 or written != subject.alone[winners[0]]:
            named = f"{subject.noun} {subject.state}: {' / '.join(map(str, pair))}"
            self.broken.append(f"{named}: {outcomes}, written {dict(written)}")
        await self.undo.back()

    async def _begin(self, subject: Subject) -> int:
        """The object in its state; the version that is then seen."""
        (row,) = await self._fetch(
            f"update {subject.noun} set status = $2{subject.put} where id = $1 returning version",
            subject.id, subject.state,
        )  # fmt: skip
        return int(row["version"])

    async def _do(self, subject: Subject, deed: Deed, version: int) -> str:
        """won, CONFLICT, or the code of the first refusal."""
        name = deed.act.name
        document = f"""mutation ($input: {input_of(deed).name}!) {{
          {name}(input: $input) {{ findings {{ code severity }} }} }}"""
        given = {**subject.asked(deed), "expectedVersion": version}
        try:
            answer = await self.register.ask(deed.viewer, document, input=given)
        except Failed as failed:
            is_conflict = all(isinstance(cause, Conflict) for cause in failed.causes)
            return "CONFLICT" if is_conflict else repr(failed)
        found = [f["code"] for f in answer[name]["findings"] if f["severity"] == "REFUSAL"]
        return found[0] if found else WON

    async def _fetch(self, statement: str, *given: Any) -> list[Any]:
        async with self.database.pool.acquire() as connection:
            return list(await connection.fetch(statement, *given))
