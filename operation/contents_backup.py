"""文件内容的备份: the contents of documents beside the backup of the register, and back.

A folder of documents goes into FILE.documents, a tar archive of `ab/cdef…`. A bucket is the
operator's to keep: its contents never change, so a copy of it made after the register's backup
holds everything that the backup names.
"""

import hashlib
import re
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from operation.refusal import RefusedError

PLACE: Final = re.compile(r"[0-9a-f]{2}/[0-9a-f]{62}")


def archive_of(file: Path) -> Path:
    """Where the contents of the register in `file` are."""
    return file.with_name(file.name + ".documents")


def backup_contents(folder: Path, file: Path) -> int:
    """Write every content of the folder; how many. Raises RefusedError."""
    target = archive_of(file)
    if target.exists():
        raise RefusedError(f"{target} is there already; a backup is never written over it.")
    part = target.with_name(target.name + ".part")
    try:
        part.touch(mode=0o600)
        with tarfile.open(part, "w") as archive:
            count = 0
            for name in _names(folder):
                archive.add(folder / name, name, recursive=False)
                count += 1
        part.rename(target)
    finally:
        part.unlink(missing_ok=True)
    return count


def _names(folder: Path) -> Iterator[str]:
    for path in sorted(folder.glob("??/*")):
        name = path.relative_to(folder).as_posix()
        if PLACE.fullmatch(name):
            yield name


def restore_contents(folder: Path, file: Path) -> int:
    """Read the contents back; how many. Raises RefusedError for one that is not its digest."""
    count = 0
    with tarfile.open(archive_of(file), "r") as archive:
        for member in archive:
            content = archive.extractfile(member)
            if content is None or not PLACE.fullmatch(member.name):
                raise RefusedError(f"{member.name} in {archive_of(file)} is no content.")
            written = content.read()
            if hashlib.sha256(written).hexdigest() != member.name.replace("/", ""):
                raise RefusedError(
                    f"{member.name} in {archive_of(file)} is not what its name says."
                )
            _keep(folder / member.name, written)
            count += 1
    return count


def _keep(target: Path, content: bytes) -> None:
    if target.exists():
        return
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    part = target.with_name(target.name + ".part")
    part.touch(mode=0o600)
    part.write_bytes(content)
    part.rename(target)
