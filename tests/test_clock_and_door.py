"""The program asks one clock, enters a table by one door, and shields every shared answer."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import asyncpg
import pytest

ROOT = Path(__file__).parents[1]
LAYERS = ("rules", "models", "permissions", "resolvers", "schema", "transport", "operation")
SOURCES = [path for layer in LAYERS for path in sorted((ROOT / layer).rglob("*.py"))]

# The real clock: sessions, rates, limits of time, request ids, names of files; no fact of the
# domain comes from there.
REAL_CLOCK = {
    "models/base.py": {"time.time_ns"},  # the head of an id: neighbours in time
    "operation/sweep.py": {"time.time"},  # the age of files
    **dict.fromkeys(
        (
            "models/idempotency_key.py",
            "models/job.py",
            "models/mail.py",
            "models/session.py",
            "operation/working.py",
            "permissions/sign_in.py",
            "resolvers/account.py",
            "resolvers/acts/session.py",
            "resolvers/certificate_query.py",
            "resolvers/contents.py",
            "resolvers/job.py",
            "resolvers/jobs/work.py",
        ),
        frozenset({"func.clock_timestamp"}),
    ),
}
CLOCKS = {
    "datetime.now", "datetime.utcnow", "datetime.today", "date.today", "time.time", "time.time_ns",
    "func.now", "func.current_date", "func.current_timestamp", "func.localtimestamp",
    "func.clock_timestamp", "func.statement_timestamp", "func.transaction_timestamp",
}  # fmt: skip
SQL_CLOCK = re.compile(
    r"\b(now|clock_timestamp|statement_timestamp|transaction_timestamp)\s*\(\s*\)"
    r"|\b(current_date|current_timestamp|localtimestamp)\b",
    re.IGNORECASE,
)


def calls(path: Path) -> Iterator[tuple[str, ast.Call]]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func), node


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_there_is_one_door_to_a_table() -> None:
    found = [named(path) for path in SOURCES for name, _ in calls(path) if name == "aliased"]

    assert found == ["permissions/rows.py"]


# Facts for rules, which decide and are never shown; and a count over no table.
DECIDING = {
    "resolvers/agency_item.py",
    "resolvers/filed_agency.py",
    "resolvers/filing_round.py",
    "resolvers/institution_condition.py",
    "resolvers/occupation_succession.py",
    "resolvers/plan_basis.py",
    "resolvers/deadline.py",
    "resolvers/filing_application.py",
    "resolvers/filing_report.py",
    "resolvers/technical_assessment.py",
}


def test_what_a_field_shows_of_another_table_comes_through_the_door() -> None:
    found = {
        named(path)
        for path in SOURCES
        for name, _ in calls(path)
        if name.endswith(".scalar_subquery")
        and path.parent.name == "resolvers"
        and not path.stem.endswith("_facts")
    }

    assert found <= DECIDING


def test_no_answer_of_a_loader_is_awaited_unshielded() -> None:
    loads = [
        (named(path), name)
        for path in SOURCES
        for name, _ in calls(path)
        if name.endswith(".load") and not name.endswith("context.load") and "json" not in name
    ]

    assert loads == [("resolvers/execute/context.py", "loader.load")]
    assert "asyncio.shield(loader.load(key))" in (ROOT / "resolvers/execute/context.py").read_text()


@pytest.mark.parametrize("path", SOURCES, ids=named)
def test_no_fact_of_the_domain_comes_from_another_clock(path: Path) -> None:
    asked = {name for name, _ in calls(path) if any(name.endswith(clock) for clock in CLOCKS)}

    assert asked <= REAL_CLOCK.get(named(path), set())


async def test_no_default_and_no_trigger_of_the_database_asks_another_clock(dsn: str) -> None:
    connection = await asyncpg.connect(dsn)
    try:
        found = await connection.fetch(
            """
            select c.relname || '.' || a.attname as name, pg_get_expr(d.adbin, d.adrelid) as text
            from pg_attrdef d join pg_attribute a on a.attrelid = d.adrelid and a.attnum = d.adnum
            join pg_class c on c.oid = d.adrelid
            union all
            select p.proname, p.prosrc from pg_proc p
            where p.pronamespace = 'public'::regnamespace
            """
        )
    finally:
        await connection.close()

    assert {row["name"] for row in found if SQL_CLOCK.search(row["text"])} == {
        "register_now",
        "session.started_at",
        "session.last_seen_at",
        "idempotency_key.used_at",
        "job.due_at",
        "job.queued_at",
        "mail.due_at",
        "mail.queued_at",
    }
