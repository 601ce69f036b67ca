"""检查的执行 One file inspected: its kind, its faults, and what of it is kept."""

import asyncio
import os
import sys
from dataclasses import dataclass, replace
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


@dataclass(frozen=True, slots=True)
class Seen:
    """What an inspection apart saw of one file."""

    fault: ContentFault | None = None
    pixels: tuple[int, int] | None = None


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
                seen = await asyncio.to_thread(_seen_of_pdf, path)
            else:
                seen = await _seen_apart(content.kind, path, target)
        faults = frozenset({seen.fault} if seen.fault else ())
        return replace(content, faults=faults, pixels=seen.pixels)


def _seen_of_pdf(path: Path) -> Seen:
    try:
        check_pdf(path)
    except Faulty as faulty:
        return Seen(faulty.fault)
    return Seen()


async def _seen_apart(kind: ContentKind, path: Path, target: Path) -> Seen:
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
        return Seen(ContentFault.TOO_LARGE_UNFOLDED)
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if process.returncode:
        is_own = process.returncode > 0
        return Seen(ContentFault.DAMAGED if is_own else ContentFault.TOO_LARGE_UNFOLDED)
    return _read(said.decode())


def _read(said: str) -> Seen:
    if not said:
        return Seen()
    if not said[0].isdigit():
        return Seen(ContentFault[said])
    width, _, height = said.partition("x")
    return Seen(pixels=(int(width), int(height)))
