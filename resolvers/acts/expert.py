"""评估专家 The register of experts: the center keeps it, the department nominates for it (3.2)."""

from collections.abc import Mapping, Sequence
from typing import Any

from models import Expert, ExpertField, Institution, Occupation
from models.base import new_id
from resolvers.write.saving import find_all, keep_exactly
from resolvers.write.writing import Outcome, Ref, Writing
from rules.clause_3_2_panel import check_field
from rules.entry import check_distinct, check_text
from rules.finding import Findings
from rules.vocabulary import ExpertStatus


async def save(writing: Writing, given: Mapping[str, Any]) -> Outcome:
    """Without an id a new expert; with one, and the version that was seen, the expert changed.

    What the center saves is in the register: a nominated expert is enlisted by it.
    """
    status = ExpertStatus.RETIRED if given["is_retired"] else ExpertStatus.ENLISTED
    if given.get("id") is None:
        row = Expert(id=new_id(), status=status)
    else:
        row = await writing.lock(Expert, given)
        row.status = status
    return await _enter(writing, "saveExpert", row, given["expert"])


async def nominate(writing: Writing, given: Mapping[str, Any]) -> Outcome:
    """The center may appoint whom the department nominated, and enlists the expert thereby."""
    row = Expert(id=new_id(), status=ExpertStatus.NOMINATED)
    return await _enter(writing, "nominateExpert", row, given["expert"])


async def _enter(writing: Writing, act: str, row: Expert, entered: Mapping[str, Any]) -> Outcome:
    for name, value in (await _facts(writing, entered)).items():
        setattr(row, name, value)
    row.updated_at = writing.now  # the fields below may be all that changes
    writing.add(row)
    await writing.session.flush()
    await _enter_fields(writing, row, entered.get("fields"))
    writing.record(act, row)
    return {"expert": Ref.of(row)}


async def _facts(writing: Writing, entered: Mapping[str, Any]) -> dict[str, Any]:
    """The columns of an expert: who is employed by a school of the register names its id."""
    found = check_text(writing.clause, entered["name"], ("expert", "name"))
    found += check_text(writing.clause, entered["field"], ("expert", "field"))
    found += _check_fields(writing.clause, entered.get("fields") or ())
    writing.judge(found)
    employer_id = entered.get("employer_id")
    path = ("expert", "employerId")
    employer = await writing.get(Institution, employer_id, path) if employer_id else None
    return {
        "name": entered["name"].strip(),
        "field": entered["field"].strip(),
        "employer_id": employer.id if employer else None,
        "employer_name": employer.name if employer else entered.get("employer_name"),
    }


def _check_fields(clause: str, fields: Sequence[Mapping[str, Any]]) -> Findings:
    path = ("expert", "fields")
    named = [(field["kind"], field.get("occupation_id")) for field in fields]
    found = check_distinct(clause, named, path)
    for place, (kind, occupation) in enumerate(named):
        found += check_field(kind, occupation is not None, (*path, place))
    return found


async def _enter_fields(
    writing: Writing, row: Expert, fields: Sequence[Mapping[str, Any]] | None
) -> None:
    """The coded fields become exactly these; without any word of them they stay."""
    if fields is None:
        return
    ids = {
        ("expert", "fields", place, "occupationId"): field.get("occupation_id")
        for place, field in enumerate(fields)
    }
    occupations = await find_all(writing, Occupation, ids)
    parts = []
    for place, field in enumerate(fields):
        occupation = occupations.get(("expert", "fields", place, "occupationId"))
        parts.append(
            {"kind": field["kind"], "occupation_id": occupation.id if occupation else None}
        )
    await keep_exactly(writing, ExpertField, {"expert_id": row.id}, parts)
