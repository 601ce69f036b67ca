"""密钥文件: the ring of keys lives in a file of its own, outside the data and the database."""

import os
import stat
import sys
from pathlib import Path

from operation.refusal import RefusedError
from permissions.key_ring import KeyRing

OTHERS = stat.S_IRWXG | stat.S_IRWXO


def load_keys(path: Path) -> KeyRing:
    """The ring of the file. Raises RefusedError when it is missing, open to others or damaged."""
    try:
        with path.open("rb") as file:
            mode = os.fstat(file.fileno()).st_mode
            text = file.read()
    except FileNotFoundError:
        raise RefusedError(
            f"The key file {path} is missing. Without the keys the personal data of this register "
            "cannot be read: bring the file back, or set DENGJI_KEYS to where it is. For a new "
            "register write one: python -m operation.keys FILE"
        ) from None
    except OSError as error:
        raise RefusedError(f"The key file {path} cannot be read: {error.strerror}.") from None
    if mode & OTHERS:
        raise RefusedError(f"The key file {path} is open to others: chmod 600 {path}")
    try:
        return KeyRing.from_json(text)
    except ValueError as error:
        raise RefusedError(f"{path}: {error}") from None


def create_keys(path: Path) -> KeyRing:
    """Write a new ring that only its owner may read. Never over a file that is there."""
    if path.exists():
        raise RefusedError(f"The key file {path} is there already.")
    ring = KeyRing.generate()
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        raise RefusedError(
            f"The key file {path} cannot be written: {error.strerror}. "
            "Set DENGJI_KEYS to a place outside the data folder."
        ) from None
    with os.fdopen(descriptor, "wb") as file:
        file.write(ring.to_json())
        file.flush()
        os.fsync(file.fileno())  # data sealed with keys that were lost would be lost with them
    return ring


def keys_of(path: Path, *, may_create: bool) -> KeyRing:
    """The ring of a start. `may_create`: nothing was ever sealed, as before the first start."""
    if may_create and not path.exists():
        return create_keys(path)
    return load_keys(path)


def main(words: list[str]) -> None:
    if len(words) != 1:
        raise RefusedError("python -m operation.keys FILE")
    create_keys(Path(words[0]))


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except RefusedError as error:
        sys.exit(str(error))
