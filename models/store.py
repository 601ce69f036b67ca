"""内容库 Where the contents of documents are kept: by their SHA-256, each once.

Two stores with one interface: a folder (`ab/cdef…`), and an object store that speaks S3. A content
never changes: what is there under a digest is that content, so keeping it again is nothing.
"""

import asyncio
import os
import shutil
from collections.abc import AsyncGenerator
from datetime import timedelta
from pathlib import Path
from typing import Any, Final, Protocol

import obstore
from obstore.exceptions import BaseError

PIECE: Final = 256 * 1024


class ContentMissingError(Exception):
    """The store does not hold this content."""


class Store(Protocol):
    """Contents by SHA-256 (32 bytes). Faults of the store are OSError: they may pass."""

    async def keep(self, digest: bytes, source: Path) -> None:
        """Keep the content of the file, whole and durable when it returns."""

    async def read(self, digest: bytes, start: int, end: int) -> AsyncGenerator[bytes, None]:
        """The bytes from `start` to before `end`, in pieces. Raises ContentMissingError."""

    async def remove(self, digest: bytes) -> None:
        """Forget the content; nothing happens where it is not there."""


def place_of(digest: bytes) -> str:
    """Two letters for the folder, the rest for the name: no folder grows too large."""
    text = digest.hex()
    return f"{text[:2]}/{text[2:]}"


class FolderStore:
    """A folder of the machine, readable by its owner alone."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    async def keep(self, digest: bytes, source: Path) -> None:
        await asyncio.to_thread(self._keep, self._folder / place_of(digest), source)

    def _keep(self, target: Path, source: Path) -> None:
        if target.exists():
            return
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        part = target.with_name(f"{target.name}.{os.urandom(8).hex()}.part")
        try:
            with source.open("rb") as given, part.open("xb") as kept:
                os.fchmod(kept.fileno(), 0o600)
                shutil.copyfileobj(given, kept, PIECE)
                kept.flush()
                os.fsync(kept.fileno())
            part.rename(target)
        finally:
            part.unlink(missing_ok=True)
        # The new name must outlive a loss of power too, and so must that of its folder.
        for folder in (target.parent, self._folder):
            _sync_folder(folder)

    async def read(self, digest: bytes, start: int, end: int) -> AsyncGenerator[bytes, None]:
        path = self._folder / place_of(digest)
        if not await asyncio.to_thread(path.is_file):
            raise ContentMissingError
        return _pieces(path, start, end)

    async def remove(self, digest: bytes) -> None:
        path = self._folder / place_of(digest)
        await asyncio.to_thread(path.unlink, missing_ok=True)


async def _pieces(path: Path, start: int, end: int) -> AsyncGenerator[bytes, None]:
    with await asyncio.to_thread(path.open, "rb") as file:
        file.seek(start)
        while start < end and (
            piece := await asyncio.to_thread(file.read, min(PIECE, end - start))
        ):
            start += len(piece)
            yield piece


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


class ObjectStore:
    """A bucket that speaks S3, or any other store of the library."""

    def __init__(self, store: Any) -> None:
        self._store = store

    async def keep(self, digest: bytes, source: Path) -> None:
        place = place_of(digest)
        try:
            await obstore.head_async(self._store, place)
        except FileNotFoundError:
            await self._put(place, source)
        except BaseError as error:
            raise OSError("the store of documents does not answer") from error

    async def _put(self, place: str, source: Path) -> None:
        try:
            await obstore.put_async(self._store, place, source)
        except BaseError as error:
            raise OSError("the store of documents does not take the content") from error

    async def read(self, digest: bytes, start: int, end: int) -> AsyncGenerator[bytes, None]:
        try:
            found = await obstore.get_async(
                self._store, place_of(digest), options={"range": (start, end)}
            )
        except FileNotFoundError:
            raise ContentMissingError from None
        except BaseError as error:
            raise OSError("the store of documents does not answer") from error
        return _bytes(found.stream(min_chunk_size=PIECE))

    async def remove(self, digest: bytes) -> None:
        try:
            await obstore.delete_async(self._store, place_of(digest))
        except FileNotFoundError:
            return
        except BaseError as error:
            raise OSError("the store of documents does not answer") from error


async def _bytes(stream: Any) -> AsyncGenerator[bytes, None]:
    async for piece in stream:
        yield bytes(piece)


def open_store(place: str) -> Store:
    """The store of a setting: a folder, or an address like s3://bucket/prefix.

    Who may enter a bucket stands in the environment that its clients share (AWS_ENDPOINT_URL,
    AWS_ACCESS_KEY_ID, …), never in the address. Raises ValueError for an address of another kind.
    """
    if "://" not in place:
        return FolderStore(Path(place))
    if not place.startswith("s3://"):
        raise ValueError("a folder, or s3://bucket/prefix")
    is_plain = os.environ.get("AWS_ENDPOINT_URL", "").startswith("http://")
    store = obstore.store.S3Store.from_url(
        place,
        client_options={"allow_http": is_plain, "connect_timeout": "5s", "timeout": "60s"},
        retry_config={"max_retries": 2, "retry_timeout": timedelta(seconds=10)},
    )
    return ObjectStore(store)
