"""读表 The lines of a table, read by a process of its own."""

import asyncio
import os
import sys
from pathlib import Path
from typing import Final

import msgspec

from resolvers.table.bounds import WALL_SECONDS, FaultyTable, TableFault

ROOT: Final = Path(__file__).resolve().parents[2]
Lines = list[list[str]]


class _Answer(msgspec.Struct):
    lines: Lines = []
    fault: TableFault | None = None


async def read_table(content: bytes, most: int) -> Lines:
    """Up to `most` lines with their cells as text. Raises FaultyTable.

    The process gets no environment: no connection string, no key.
    """
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-B", "-m", "resolvers.table", str(most)),
        cwd=ROOT,
        env={"PATH": os.environ.get("PATH", "")},
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        async with asyncio.timeout(WALL_SECONDS):
            said, _ = await process.communicate(content)
    except TimeoutError:
        raise FaultyTable(TableFault.TOO_LARGE) from None
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if process.returncode:
        raise FaultyTable(TableFault.TOO_LARGE)
    answer = msgspec.json.decode(said, type=_Answer)
    if answer.fault is not None:
        raise FaultyTable(answer.fault)
    return answer.lines
