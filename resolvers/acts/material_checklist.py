"""材料清单 The center enters what an application of a kind must bring, from a day on (3.1)."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import delete, update

from models import MaterialChecklist, MaterialChecklistLine
from models.base import new_id
from permissions.errors import BadUserInput
from resolvers.material_checklist import beginnings
from resolvers.write.writing import Outcome, Ref, Writing
from rules.clause_3_1_checklist import check_beginning, check_changeable, check_lines, ends
from rules.entry import already_registered, check_text
from rules.finding import Findings
from rules.vocabulary import Certainty


async def save(writing: Writing, given: Mapping[str, Any]) -> Outcome:
    """What the center enters is confirmed; the checklist before it ends the day before."""
    row = await _row(writing, given)
    others = await beginnings(writing.session, given["kind"])
    is_taken = given["begins_on"] in [day for id_, day in others.items() if id_ != row.id]
    findings = _check(writing, given)
    findings += already_registered(writing.clause, ("beginsOn",)) if is_taken else ()
    writing.judge(findings)
    row.kind, row.begins_on = given["kind"], given["begins_on"]
    row.source, row.certainty = given["source"].strip(), Certainty.CONFIRMED
    row.ends_on = None
    row.updated_at = writing.now
    writing.add(row)
    await writing.session.flush()
    await _replace_lines(writing, row, given)
    writing.record("saveMaterialChecklist", row, is_public=True)
    await writing.session.flush()
    await _set_ends(writing, row)
    return {"material_checklist": Ref.of(row), "findings": findings}


async def _row(writing: Writing, given: Mapping[str, Any]) -> MaterialChecklist:
    if given.get("id") is None:
        return MaterialChecklist(id=new_id())
    if given.get("expected_version") is None:
        raise BadUserInput(
            "提供标识时须同时提供 expectedVersion。",
            "An id is given together with expectedVersion.",
        )
    row = await writing.lock(MaterialChecklist, given)
    writing.judge(check_changeable(row.begins_on, writing.today))
    return row


def _check(writing: Writing, given: Mapping[str, Any]) -> Findings:
    return (
        check_beginning(given["begins_on"], writing.today)
        + check_text(writing.clause, given["source"], ("source",))
        + check_lines([line["material"] for line in given["lines"]])
    )


async def _replace_lines(
    writing: Writing, row: MaterialChecklist, given: Mapping[str, Any]
) -> None:
    of_row = MaterialChecklistLine.checklist_id == row.id
    await writing.session.execute(delete(MaterialChecklistLine).where(of_row))
    for place, line in enumerate(given["lines"], 1):
        values = {"note": None} | dict(line)
        writing.add(MaterialChecklistLine(id=new_id(), checklist_id=row.id, place=place, **values))


async def _set_ends(writing: Writing, row: MaterialChecklist) -> None:
    """Each checklist of the kind ends where the next begins; only what changes is written."""
    first_days = await beginnings(writing.session, row.kind)
    last_days = ends(list(first_days.values()))
    for id_, begins_on in first_days.items():
        await writing.session.execute(
            update(MaterialChecklist)
            .where(MaterialChecklist.id == id_)
            .where(MaterialChecklist.ends_on.is_distinct_from(last_days[begins_on]))
            .values(ends_on=last_days[begins_on])
            .execution_options(synchronize_session=False)
        )
