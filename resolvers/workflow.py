"""办理 What everything that moves through a workflow has: its history, and what may be done now."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from sqlalchemy import and_, true

from permissions.declaration import Asked, Batch, Related
from resolvers.finding import shown
from rules.finding import Findings
from rules.lifecycle import Act, State, acts_of, check_act, find
from rules.vocabulary import Role

States = Mapping[str, Callable[[tuple[Any, ...]], State | None]]
Blocks = Callable[[Act, tuple[Any, ...], Role], Findings]
Need = str | Callable[[Any], Any]


def history(noun: str) -> Related:
    """The register's entries about the row, in the order of the acts."""

    def on(entry: Any, row: Any) -> Any:
        return and_(entry.noun == noun, entry.subject_id == row.id)

    return Related(on, order=("created_at",))


def no_blocks(act: Act, row: tuple[Any, ...], role: Role) -> Findings:
    return ()


def _anybodys(row: Any) -> Any:
    return true()


def actions(
    noun: str,
    needs: Sequence[Need] = (),
    blocks: Blocks = no_blocks,
    branch: Callable[[tuple[Any, ...], Role], Any] = lambda row, role: None,
    beside: States = MappingProxyType({}),
    is_assessed: Callable[[tuple[Any, ...]], bool] = lambda row: True,
    status: Need = "status",
    is_own: Need = _anybodys,
) -> Batch:
    """What the viewer's role may do to the row, and if not, why: state first, then `blocks`.

    The first needed column is the status; `needs` follow it, and `blocks` and `branch` get them
    all. `is_assessed` says of a row whether a technical assessment lies on its way. `beside` names
    acts of another workflow that are done from here, each with the state of what it works on;
    `status` gives a state that hangs on the day. Who sees rows that are another's (`is_own`) has
    nothing to do with those. The mutation asks the same rules again.
    """

    async def answer(rows: Sequence[tuple[Any, ...]], asked: Asked) -> list[Any]:
        role = asked.viewer.role
        acts = [act for act in acts_of(noun, role) if None not in act.before or len(act.before) > 1]
        acts += [act for act in map(find, beside) if role in act.by]
        return [
            [_state(act, row, role, asked.language) for act in acts] if is_own else []
            for *row, is_own in rows
        ]

    def _state(act: Act, facts: Sequence[Any], role: Role, language: str) -> dict[str, Any]:
        row = tuple(facts)
        state = beside[act.name](row) if act.name in beside else row[0]
        on_branch, assessed = branch(row, role), is_assessed(row)
        refusals = check_act(act, role, state, on_branch, assessed) or blocks(act, row, role)
        return {
            "act": act.name,
            "allowed": not refusals,
            "reasons": shown(refusals, language),
        }

    return Batch(answer, (status, *needs, is_own))
