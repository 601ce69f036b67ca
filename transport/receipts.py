"""回执查验 `GET /r/{token}` and `GET /r/{token}.pdf`: what the QR code of a receipt leads to.

The routes ask the register as the public does, by one document, and show what it answers.
"""

import asyncio
import re
from collections import OrderedDict
from collections.abc import Mapping
from typing import Any, Final

import structlog
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from permissions.errors import RateLimited
from resolvers.typesetting import UnprintableError
from transport.backend import Backend
from transport.public_page import (
    HEADERS,
    RATE,
    PublicQuestions,
    language_of_page,
    shown,
    too_many,
)
from transport.rates import Rate
from transport.receipt_page import receipt_page
from transport.receipt_pdf import receipt_pdf

ASKED: Final = """query Receipt($token: String!) { receipt(by: { token: $token }) {
  number kind standing issuedOn validFrom validTo
  agencyName uscc agencyCode address contact scope
  items { occupationCode edition occupation trade levelFrom levelTo levels basis } } }"""
TOKEN: Final = re.compile(r"[0-9a-f]{32}", re.IGNORECASE)
SETTING_SECONDS: Final = 5.0
AT_ONCE: Final = 2  # typst takes a core each
MOST_KEPT: Final = 64  # of some 50 kB

log = structlog.get_logger()


class Receipts:
    """The two routes. `address` is the public address of this program, without a slash."""

    def __init__(self, backend: Backend, address: str, rate: Rate = RATE) -> None:
        self._questions = PublicQuestions(backend, rate)
        self._address = address
        self._kept: OrderedDict[str, bytes] = OrderedDict()
        self._setting = asyncio.Semaphore(AT_ONCE)

    def routes(self) -> list[BaseRoute]:
        return [Route("/r/{token}.pdf", self._file), Route("/r/{token}", self._page)]

    async def _page(self, request: Request) -> Response:
        try:
            token, receipt = await self._found(request)
        except RateLimited as error:
            return too_many(error)
        return _shown(request, token, receipt)

    async def _file(self, request: Request) -> Response:
        """The bytes of a receipt never change: they are set once."""
        try:
            token, receipt = await self._found(request)
        except RateLimited as error:
            return too_many(error)
        if receipt is None:
            return _shown(request, token, None)
        try:
            async with asyncio.timeout(SETTING_SECONDS):
                pdf = await self._pdf(receipt, token)
        except (UnprintableError, TimeoutError) as error:
            log.error("receipt not set", number=receipt["number"], why=str(error))
            return PlainTextResponse(
                "回执文件暂时无法生成。 The file cannot be made now.", 503, HEADERS
            )
        name = f"receipt-{receipt['number']}.pdf"
        headers = {**HEADERS, "content-disposition": f'inline; filename="{name}"'}
        return Response(pdf, media_type="application/pdf", headers=headers)

    async def _found(self, request: Request) -> tuple[str, Mapping[str, Any] | None]:
        """The token in its one writing, and its receipt. Raises RateLimited."""
        given = request.path_params["token"]
        token = given.lower() if TOKEN.fullmatch(given) else ""
        found = await self._questions.ask(request, ASKED, {"token": token})
        return token, found["receipt"]

    async def _pdf(self, receipt: Mapping[str, Any], token: str) -> bytes:
        if token in self._kept:
            self._kept.move_to_end(token)
            return self._kept[token]
        async with self._setting:
            address = f"{self._address}/r/{token}"
            pdf = await asyncio.to_thread(receipt_pdf, receipt, address)
        self._kept[token] = pdf
        if len(self._kept) > MOST_KEPT:
            self._kept.popitem(last=False)
        return pdf


def _shown(request: Request, token: str, receipt: Mapping[str, Any] | None) -> Response:
    page = receipt_page(receipt, token, language_of_page(request))
    return shown(page, is_found=receipt is not None)
