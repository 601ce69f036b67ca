"""检查的执行 One file inspected: its kind, its faults, and what of it is kept."""

import asyncio
import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import Final

from rules.clause_3_1_documents import Content
from rules.vocabulary import ContentFault, ContentKind
from transport.inspection.bounds import WALL_SECONDS, Faulty
from transport.inspection.kinds import kind_of
from transport.inspection.pdf import check_pdf

ROOT: Final = Path(__file__).resolve().parents[2]
AT_ONCE: Final = 2
PICTURES: Final = frozenset({ContentKind.JPEG, ContentKind.PNG})


class Inspector:
    """Inspects files, `AT_ONCE` at a time: a picture may take much memory."""

    def __init__(self) -> None:
        self._places = asyncio.Semaphore(AT_ONCE)

    async def inspect(self, path: Path, target: Path) -> Content:
        """What the file is. A picture without fault is written anew into `target`."""
        content = await asyncio.to_thread(kind_of, path)
        if content.kind is None:
            return content
        if content.kind is ContentKind.CSV:
            return content  # read by bounds of its own where it is used
        async with self._places:
            if content.kind is ContentKind.PDF:
                fault = await asyncio.to_thread(_fault_of_pdf, path)
            else:
                fault = await _fault_apart(content.kind, path, target)
        return replace(content, faults=frozenset({fault} if fault else ()))


def _fault_of_pdf(path: Path) -> ContentFault | None:
    try:
        check_pdf(path)
    except Faulty as faulty:
        return faulty.fault
    return None


async def _fault_apart(kind: ContentKind, path: Path, target: Path) -> ContentFault | None:
    """In a process of its own; one that is killed by a bound met a file that unfolds to too much.

    It gets no environment: no connection string, no key of a store.
    """
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-B", "-m", "transport.inspection", kind.name, str(path), str(target)),
        cwd=ROOT,
        env={"PATH": os.environ.get("PATH", "")},
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        async with asyncio.timeout(WALL_SECONDS):
            said, _ = await process.communicate()
    except TimeoutError:
        return ContentFault.TOO_LARGE_UNFOLDED
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if process.returncode:
        return ContentFault.DAMAGED if process.returncode > 0 else ContentFault.TOO_LARGE_UNFOLDED
    return ContentFault[said.decode()] if said else None
