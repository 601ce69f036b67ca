"""评估专家 The list of experts: the center keeps it, the department nominates for it (3.2)."""

from collections.abc import Mapping
from typing import Any

from models import Expert, Institution
from models.base import new_id
from resolvers.write.writing import Outcome, Ref, Writing
from rules.entry import check_text


async def save(writing: Writing, given: Mapping[str, Any]) -> Outcome:
    """Without an id a new expert; with one, and the version that was seen, the expert changed."""
    if given.get("id") is None:
        return await _enter(writing, "saveExpert", given["expert"])
    row = await writing.lock(Expert, given)
    for name, value in (await _facts(writing, given["expert"])).items():
        setattr(row, name, value)
    writing.record("saveExpert", row)
    return {"expert": Ref.of(row)}


async def nominate(writing: Writing, given: Mapping[str, Any]) -> Outcome:
    return await _enter(writing, "nominateExpert", given["expert"])


async def _enter(writing: Writing, act: str, entered: Mapping[str, Any]) -> Outcome:
    row = Expert(id=new_id(), **await _facts(writing, entered))
    writing.add(row)
    writing.record(act, row)
    return {"expert": Ref.of(row)}


async def _facts(writing: Writing, entered: Mapping[str, Any]) -> dict[str, Any]:
    """The columns of an expert: who is employed by a school of the register names its id."""
    found = check_text(writing.clause, entered["name"], ("expert", "name"))
    found += check_text(writing.clause, entered["field"], ("expert", "field"))
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
