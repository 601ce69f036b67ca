"""凭证公开信息 What verifiers of credentials fetch: `GET /agencies/{code}/did.json` (did:web) and
`GET /agencies/{code}/status/{list}` (Bitstring Status List), both public (4.4).
"""

import re
from typing import Final

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from permissions.errors import RateLimited
from resolvers.status_list import Published
from transport.arrival import Arrival
from transport.public_page import too_many
from transport.rates import Rate, Rates

CODE: Final = re.compile(r"[YS][0-9]{12}")
LIST: Final = re.compile(r"[0-9]{2}[1-5]")
RATE: Final = Rate(per_second=5.0, burst=60)
HEADERS: Final = {
    "cache-control": "no-cache",
    "access-control-allow-origin": "*",  # verifiers run in pages of other origins
    "x-content-type-options": "nosniff",
}


class Credentials:
    """The two routes."""

    def __init__(self, published: Published, rate: Rate = RATE) -> None:
        self._published = published
        self._rates = Rates(rate)

    def routes(self) -> list[BaseRoute]:
        return [
            Route("/agencies/{code}/did.json", self._document),
            Route("/agencies/{code}/status/{list}", self._list),
        ]

    async def _document(self, request: Request) -> Response:
        code = request.path_params["code"]
        if (refused := self._refused(request)) is not None:
            return refused
        found = await self._published.did_document(code) if CODE.fullmatch(code) else None
        if found is None:
            return _missing()
        return JSONResponse(found, headers=HEADERS, media_type="application/did+json")

    async def _list(self, request: Request) -> Response:
        code, name = request.path_params["code"], request.path_params["list"]
        if (refused := self._refused(request)) is not None:
            return refused
        is_written = CODE.fullmatch(code) and LIST.fullmatch(name)
        found = await self._published.status_list(code, name) if is_written else None
        if found is None:
            return _missing()
        return Response(found, headers=HEADERS, media_type="application/vc+jwt")

    def _refused(self, request: Request) -> Response | None:
        try:
            self._rates.take(Arrival.of(request.scope).address)
        except RateLimited as error:
            return too_many(error)
        return None


def _missing() -> Response:
    return PlainTextResponse("没有该机构的签名密钥。 No key of this agency.", 404, HEADERS)
