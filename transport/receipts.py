"""回执查验 `GET /r/{token}` and `GET /r/{token}.pdf`: what the QR code of a receipt leads to.

The routes ask the register as the public does, by one document, and show what it answers.
"""

import asyncio
import re
from collections import OrderedDict
from collections.abc import Mapping
from typing import Any, Final

import msgspec
import structlog
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from permissions.errors import RateLimited
from permissions.request_facts import Language
from permissions.viewer import PUBLIC_VIEWER
from rules.vocabulary import Role
from transport.arrival import Arrival
from transport.backend import Backend
from transport.documents import Documents
from transport.limits import Limits
from transport.rates import Rate, Rates
from transport.receipt_page import POLICY, receipt_page
from transport.receipt_pdf import UnprintableError, receipt_pdf

ASKED: Final = """query Receipt($token: String!) { receipt(by: { token: $token }) {
  number kind standing issuedOn validFrom validTo
  agencyName uscc agencyCode address contact scope
  items { occupationCode edition occupation trade levelFrom levelTo levels basis } } }"""
TOKEN: Final = re.compile(r"[0-9a-f]{32}", re.IGNORECASE)
RATE: Final = Rate(per_second=1.0, burst=30)
SETTING_SECONDS: Final = 5.0
AT_ONCE: Final = 2  # typst takes a core each
MOST_KEPT: Final = 64  # of some 50 kB
HEADERS: Final = {
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "x-robots-tag": "noindex",
}

log = structlog.get_logger()


class Receipts:
    """The two routes. `address` is the public address of this program, without a slash."""

    def __init__(self, backend: Backend, address: str, rate: Rate = RATE) -> None:
        self._backend = backend
        self._address = address
        self._rates = Rates(rate)
        self._documents = Documents(lambda role: backend.schema(role)._schema, Limits())
        self._kept: OrderedDict[str, bytes] = OrderedDict()
        self._setting = asyncio.Semaphore(AT_ONCE)

    def routes(self) -> list[BaseRoute]:
        return [Route("/r/{token}.pdf", self._file), Route("/r/{token}", self._page)]

    async def _page(self, request: Request) -> Response:
        try:
            token, receipt = await self._found(request)
        except RateLimited as error:
            return _too_many(error)
        return _shown(request, token, receipt)

    async def _file(self, request: Request) -> Response:
        """The bytes of a receipt never change: they are set once."""
        try:
            token, receipt = await self._found(request)
        except RateLimited as error:
            return _too_many(error)
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
        shown = {**HEADERS, "content-disposition": f'inline; filename="{name}"'}
        return Response(pdf, media_type="application/pdf", headers=shown)

    async def _found(self, request: Request) -> tuple[str, Mapping[str, Any] | None]:
        """The token in its one writing, and its receipt. Raises RateLimited."""
        arrival = Arrival.of(request.scope)
        self._rates.take(arrival.address)
        given = request.path_params["token"]
        token = given.lower() if TOKEN.fullmatch(given) else ""
        document = self._documents.get(Role.PUBLIC, ASKED)
        variables = {"token": token}
        text = msgspec.json.encode(variables)
        facts = arrival.facts()
        data = await self._backend.read(document, None, text, PUBLIC_VIEWER, facts)
        if data is None:
            ran = await self._backend.execute(document, None, variables, PUBLIC_VIEWER, facts)
            data = msgspec.json.encode(ran.data)
        found = msgspec.json.decode(data)
        return token, found["receipt"] if found else None

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
    page = receipt_page(receipt, token, _language(request))
    headers = {**HEADERS, "content-security-policy": POLICY, "vary": "accept-language"}
    return HTMLResponse(page, 200 if receipt else 404, headers)


def _language(request: Request) -> Language:
    """As the page's own link says, else as the browser asks."""
    chosen = request.query_params.get("lang")
    if chosen in {language.value for language in Language}:
        return Language(chosen)
    return Arrival.of(request.scope).language()


def _too_many(error: RateLimited) -> Response:
    headers = {**HEADERS, "retry-after": str(error.retry_after)}
    return PlainTextResponse(f"{error.zh} {error.en}", 429, headers)
