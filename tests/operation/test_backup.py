"""A backup gives back the whole register, and is never put over another."""

import asyncio
import re
import subprocess
from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import urlsplit

import asyncpg
import pytest
import pytest_asyncio

from operation.backup import backup, restore
from operation.migrate import State, create, state
from operation.postgres_programs import find_client
from operation.refusal import RefusedError
from tests.server import Server


@pytest_asyncio.fixture(loop_scope="session")
async def register(server: Server) -> AsyncIterator[str]:
    dsn = await server.cloned()
    await _run(dsn, "update register_clock set moved_by = interval '40 days 03:04:05.000006'")
    yield dsn
    await server.drop(dsn)


@pytest_asyncio.fixture(loop_scope="session")
async def empty(server: Server) -> AsyncIterator[str]:
    dsn = await server.empty()
    yield dsn
    await server.drop(dsn)


async def test_a_restored_register_is_the_same_to_the_last_byte(
    register: str, empty: str, tmp_path: Path
) -> None:
    file = tmp_path / "register.backup"
    await asyncio.to_thread(backup, register, file)
    await asyncio.to_thread(restore, empty, file)
    assert await _written_out(empty) == await _written_out(register)
    assert await state(empty) is State.CURRENT


async def test_only_its_owner_may_read_a_backup(register: str, tmp_path: Path) -> None:
    await asyncio.to_thread(backup, register, tmp_path / "register.backup")
    assert (tmp_path / "register.backup").stat().st_mode & 0o077 == 0
    assert [path.name for path in tmp_path.iterdir()] == ["register.backup"]


async def test_a_backup_is_not_written_over_a_file(register: str, tmp_path: Path) -> None:
    file = tmp_path / "register.backup"
    file.write_text("the backup of yesterday")
    with pytest.raises(RefusedError, match="there already"):
        await asyncio.to_thread(backup, register, file)
    assert file.read_text() == "the backup of yesterday"


async def test_a_backup_is_not_restored_over_a_register(register: str, tmp_path: Path) -> None:
    file = tmp_path / "register.backup"
    await asyncio.to_thread(backup, register, file)
    before = await _written_out(register)
    with pytest.raises(RefusedError, match="not empty"):
        await asyncio.to_thread(restore, register, file)
    assert await _written_out(register) == before


async def test_an_empty_database_is_not_backed_up(empty: str, tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match="no register"):
        await asyncio.to_thread(backup, empty, tmp_path / "register.backup")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", [b"", b"PGDMP", b"create table a (b int);"])
async def test_a_file_that_is_no_backup_leaves_the_database_empty(
    empty: str, tmp_path: Path, content: bytes
) -> None:
    (tmp_path / "file").write_bytes(content)
    with pytest.raises(RefusedError, match="pg_restore failed"):
        await asyncio.to_thread(restore, empty, tmp_path / "file")
    assert await state(empty) is State.EMPTY


async def test_half_a_backup_leaves_the_database_empty(
    register: str, empty: str, tmp_path: Path
) -> None:
    file = tmp_path / "register.backup"
    await asyncio.to_thread(backup, register, file)
    file.write_bytes(file.read_bytes()[:-200])
    with pytest.raises(RefusedError):
        await asyncio.to_thread(restore, empty, file)
    assert await state(empty) is State.EMPTY


async def test_the_archive_of_another_program_is_refused(
    server: Server, empty: str, tmp_path: Path
) -> None:
    other = await server.empty()
    await _run(other, "create table something (id int)")
    program = find_client(await _major(other), "pg_dump")
    subprocess.run(
        [program, "--format=custom", f"--file={tmp_path}/other", f"--dbname={other}"], check=True
    )
    await server.drop(other)
    with pytest.raises(RefusedError, match="no backup of this register"):
        await asyncio.to_thread(restore, empty, tmp_path / "other")
    assert await state(empty) is State.EMPTY


async def test_nothing_is_created_in_a_database_that_others_use(server: Server) -> None:
    dsn = await server.empty()
    await _run(dsn, "create table something (id int)")
    assert await state(dsn) is State.FOREIGN
    with pytest.raises(RefusedError):
        await create(dsn, rehearsal=True)
    assert await _tables(dsn) == ["something"]
    await server.drop(dsn)


async def _written_out(dsn: str) -> str:
    """Schema and rows as text.

    Without the random words that newer versions put around them, and without the casts that
    PostgreSQL writes in another place each time it reads a CHECK.
    """
    program = find_client(await _major(dsn), "pg_dump")
    text = await asyncio.to_thread(
        subprocess.check_output, [program, "--no-owner", f"--dbname={dsn}"], text=True
    )
    assert urlsplit(dsn).path.removeprefix("/") not in text
    text = re.sub(r"^\\(un)?restrict .*$", "", text, flags=re.MULTILINE)
    return re.sub(r"::(character varying|text)(\[\])?|[()]", "", text)


async def _run(dsn: str, statement: str) -> None:
    connection = await asyncpg.connect(dsn)
    await connection.execute(statement)
    await connection.close()


async def _tables(dsn: str) -> list[str]:
    connection = await asyncpg.connect(dsn)
    rows = await connection.fetch("select tablename from pg_tables where schemaname = 'public'")
    await connection.close()
    return [row["tablename"] for row in rows]


async def _major(dsn: str) -> int:
    connection = await asyncpg.connect(dsn)
    major = connection.get_server_version().major
    await connection.close()
    return int(major)
