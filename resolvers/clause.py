"""条款 The guidance as a tree, with the rules behind it, and what they say of one school today."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from models import FilingApplication, InstitutionCondition
from permissions.declaration import Asked
from permissions.rows import enter, viewer_values
from resolvers.filing_application_facts import facts_of
from resolvers.finding import shown
from resolvers.institution_condition import NEEDS, read
from rules.clauses import CLAUSES, Clause, all_marks
from rules.filing_application import check_application
from rules.finding import Finding, Findings
from rules.finding_code import FindingCode
from rules.institution_file import check_condition
from rules.lifecycle import ACTS
from rules.vocabulary import ConditionCode, Role

ByClause = Mapping[str, Findings]


async def tree(asked: Asked) -> list[dict[str, Any]]:
    """The clauses in the order of the text, the items of a clause below it."""
    node_id = asked.arguments.get("institution")
    said = None if node_id is None else await _said_of(asked, node_id.of("Institution"))
    return [_shown(clause, asked.language, said) for clause in CLAUSES if _parent(clause) is None]


def _shown(clause: Clause, language: str, said: ByClause | None) -> dict[str, Any]:
    is_english, number = language == "en", clause.number
    return {
        "number": number,
        "citation": clause.citation,
        "sense": clause.en if is_english else clause.zh,
        "rules": _rules()[number],
        "findings": [_code(code, is_english) for code in FindingCode if code.clause == number],
        "acts": [_act(act, is_english) for act in ACTS.values() if act.clause == number],
        "items": [_shown(item, language, said) for item in CLAUSES if _parent(item) == number],
        "said": None if said is None else shown(said.get(number, ()), language),
    }


def _parent(clause: Clause) -> str | None:
    """1.1.4 is an item of 1.1; a clause of two digits stands by itself."""
    chapter, number, *item = clause.number.split(".")
    return f"{chapter}.{number}" if item else None


@cache
def _rules() -> Mapping[str, list[dict[str, str]]]:
    found: dict[str, list[dict[str, str]]] = defaultdict(list)
    for mark in all_marks():
        file = f"{mark.module.replace('.', '/')}.py"
        found[mark.number].append({"file": file, "function": mark.function})
    return found


def _code(code: FindingCode, is_english: bool) -> dict[str, Any]:
    return {
        "code": code,
        "severity": code.severity,
        "message": code.en if is_english else code.zh,
    }


def _act(act: Any, is_english: bool) -> dict[str, Any]:
    return {
        "act": act.name,
        "name": act.en if is_english else act.zh,
        "roles": [role for role in Role if role in act.by],
    }


async def _said_of(asked: Asked, institution_id: UUID) -> ByClause:
    """Of its file on each condition of 1.1, and of its newest application on every other clause,
    as far as the viewer sees them: the same rules as dry run and submission ask."""
    async with asked.services.engine.connect() as connection:
        of_file = await _of_file(connection, asked, institution_id)
        of_application = await _of_application(connection, asked, institution_id)
    conditions = {code.zh.split()[0] for code in ConditionCode}
    beyond = (one for one in of_application if one.clause not in conditions)
    return _by_clause([*of_file, *beyond])


async def _of_file(connection: AsyncConnection, asked: Asked, institution_id: UUID) -> Findings:
    row, seen = enter(InstitutionCondition, asked.viewer.role)
    columns = [need(row) if callable(need) else getattr(row, need) for need in NEEDS]
    found = await connection.execute(
        select(*columns).where(row.institution_id == institution_id, seen),
        viewer_values(asked.viewer),
    )
    years = asked.services.configuration.violation_years
    said: Findings = ()
    for condition, today, *values in found:
        said += check_condition(condition, read(values), today, years)
    return said


async def _of_application(
    connection: AsyncConnection, asked: Asked, institution_id: UUID
) -> Findings:
    row, seen = enter(FilingApplication, asked.viewer.role)
    newest = (
        select(row.id, func.register_today())
        .where(row.institution_id == institution_id, seen)
        .order_by(row.created_at.desc(), row.id.desc())
        .limit(1)
    )
    known = (await connection.execute(newest, viewer_values(asked.viewer))).first()
    if known is None:
        return ()
    application_id, today = known
    facts = await facts_of(connection, application_id, today)
    return check_application(facts, today, asked.services.configuration.of_applications)


def _by_clause(findings: Iterable[Finding]) -> ByClause:
    said: dict[str, Findings] = defaultdict(tuple)
    for finding in findings:
        said[finding.clause] += (finding,)
    return said
