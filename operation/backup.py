"""备份与恢复: the whole register in one file, and back into an empty database.

`make backup FILE=…` and `make restore FILE=…`. The file is PostgreSQL's own archive; personal
data are ciphertext in it, so the key file is kept apart, and is needed to read them again. The
contents of documents lie beside it in FILE.documents.
"""

import asyncio
import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote, urlsplit, urlunsplit

import asyncpg

from operation.contents_backup import archive_of, backup_contents, restore_contents
from operation.migrate import State, state
from operation.place import running_database
from operation.postgres_programs import find_client
from operation.refusal import RefusedError
from operation.settings import Settings, read_settings

MARK = "TABLE DATA public register_clock "  # the line of an archive's list that only ours have


def backup(dsn: str, file: Path) -> None:
    """Write the register at `dsn` into `file`, which must not be there. Raises RefusedError."""
    if file.exists():
        raise RefusedError(f"{file} is there already; a backup is never written over another file.")
    if asyncio.run(state(dsn)) in {State.EMPTY, State.FOREIGN}:
        raise RefusedError("The database holds no register: there is nothing to back up.")
    part = file.with_name(file.name + ".part")
    try:
        part.touch(mode=0o600)
        words = ["--format=custom", "--no-owner", "--no-privileges", f"--file={part}"]
        _run("pg_dump", dsn, words)
        part.rename(file)
    except FileNotFoundError:
        raise RefusedError(f"The folder {file.parent} is not there.") from None
    finally:
        part.unlink(missing_ok=True)


def restore(dsn: str, file: Path) -> None:
    """Read the backup into the empty database at `dsn`: all of it, or nothing.

    A backup of an older version is upgraded by the next start. Raises RefusedError.
    """
    if not file.is_file():
        raise RefusedError(f"{file} is not there.")
    if asyncio.run(state(dsn)) is not State.EMPTY:
        raise RefusedError("The database is not empty: a backup is restored into an empty one.")
    if MARK not in _run("pg_restore", dsn, ["--list", str(file)], connects=False):
        raise RefusedError(f"{file} is no backup of this register.")
    words = ["--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges"]
    _run("pg_restore", dsn, [*words, str(file)])


def _run(name: str, dsn: str, words: list[str], *, connects: bool = True) -> str:
    program = find_client(asyncio.run(_major(dsn)), name)
    parts = urlsplit(dsn)
    password = unquote(parts.password or "")
    account = parts.netloc.rpartition("@")[0].partition(":")[0]
    host = parts.netloc.rpartition("@")[2]
    shown = urlunsplit(parts._replace(netloc=f"{account}@{host}" if account else host))
    # Every account of the machine sees the words of a command: the password is not among them.
    environment = os.environ | ({"PGPASSWORD": password} if password else {})
    run = subprocess.run(
        [program, *([f"--dbname={shown}"] if connects else []), *words],
        capture_output=True,
        text=True,
        env=environment,
    )
    if run.returncode != 0:
        raise RefusedError(f"{name} failed: {run.stderr.strip()}")
    return run.stdout


async def _major(dsn: str) -> int:
    connection = await asyncpg.connect(dsn)
    try:
        return connection.get_server_version().major
    finally:
        await connection.close()


def main(words: list[str]) -> None:
    match words:
        case ["backup", name] if name:
            act, said = backup, "written. Keep the key file too, in another place"
        case ["restore", name] if name:
            act, said = restore, "restored. Its key file is needed to read it"
        case _:
            raise RefusedError("make backup FILE=…, or make restore FILE=…")
    settings = read_settings(os.environ)
    with running_database(settings) as dsn:
        act(dsn, Path(name))
    print(f"{name} is {said}: {settings.keys}")
    print(_contents(words[0], settings, Path(name)))


def _contents(word: str, settings: Settings, file: Path) -> str:
    """What became of the contents of documents, in words."""
    if "://" in settings.documents:
        return f"The contents of documents are in {settings.documents}: keep a copy of that too."
    folder = Path(settings.documents)
    if word == "backup":
        return f"{archive_of(file)} holds {backup_contents(folder, file)} contents of documents."
    if not archive_of(file).is_file():
        return f"{archive_of(file)} is not there: the contents of documents were not restored."
    return f"{restore_contents(folder, file)} contents of documents are restored into {folder}."


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except RefusedError as error:
        sys.exit(str(error))
