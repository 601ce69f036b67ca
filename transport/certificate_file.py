"""证书单份文件 What a link to a certificate gives: its PDF, set when it is fetched (4.4)."""

import asyncio
import hashlib
from collections.abc import AsyncGenerator
from http import HTTPStatus
from typing import Final
from uuid import UUID

import structlog

from models.store import ContentMissingError, Store
from resolvers.certificate_file import face_behind
from resolvers.certificate_pdf import certificate_pdf
from resolvers.contents import Kept, Named
from resolvers.services import Services
from resolvers.typesetting import UnprintableError
from transport.refusals import Refused

MEDIA_TYPE: Final = "application/pdf"
SETTING_SECONDS: Final = 5.0
AT_ONCE: Final = 2  # typst takes a core each

log = structlog.get_logger()


class Printer:
    """Sets certificates, a few at once. The same certificate gives the same bytes."""

    def __init__(self, services: Services, store: Store) -> None:
        self._services = services
        self._store = store
        self._setting = asyncio.Semaphore(AT_ONCE)

    async def printed(self, id_: UUID) -> tuple[Named, bytes] | None:
        """Its name and bytes; None for what is not in force. Raises Refused (503)."""
        try:
            face = await face_behind(self._services, self._store, id_)
        except ContentMissingError as error:
            raise _not_now(str(id_), error) from None
        if face is None:
            return None
        try:
            async with asyncio.timeout(SETTING_SECONDS), self._setting:
                pdf = await asyncio.to_thread(certificate_pdf, face)
        except (UnprintableError, TimeoutError) as error:
            raise _not_now(face.number, error) from None
        digest = hashlib.sha256(pdf).digest()
        return Named(face.number, Kept(MEDIA_TYPE, digest, len(pdf))), pdf


def _not_now(which: str, error: Exception) -> Refused:
    log.error("certificate not set", certificate=which, why=str(error))
    return Refused(
        HTTPStatus.SERVICE_UNAVAILABLE, "证书文件暂时无法生成。", "The file cannot be made now."
    )


async def part(pdf: bytes, start: int, end: int) -> AsyncGenerator[bytes, None]:
    """As a store reads: from `start` to before `end`."""

    async def pieces() -> AsyncGenerator[bytes, None]:
        yield pdf[start:end]

    return pieces()
