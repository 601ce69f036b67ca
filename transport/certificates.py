"""证书核验 `GET /c/{token}`: what the QR code of a certificate leads to (4.4).

`POST` gives its holder the electronic credential.
"""

import re
from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import parse_qs

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from permissions.errors import RateLimited
from transport.backend import Backend
from transport.certificate_page import certificate_page
from transport.public_page import HEADERS, RATE, PublicQuestions, language_of_page, shown, too_many
from transport.rates import Rate

ASKED: Final = """query Certificate($by: CertificateBy!) {
  certificate(by: $by) {
    number maskedHolderName occupationName tradeName levelWords level agencyName issuedOn
    validity revokedOn cancelledOn checks { kind outcome message } }
  certificateHelp { whomToAsk causes } }"""
TOKEN: Final = re.compile(r"[0-9a-f]{32}", re.IGNORECASE)


CREDENTIAL: Final = """query Credential($by: CertificateNumberAndName!) {
  certificateCredential(by: $by) { jwt } }"""
MOST_NAME_BYTES: Final = 1_000


class Certificates:
    """The page, and its form by which the holder fetches the credential."""

    def __init__(self, backend: Backend, rate: Rate = RATE) -> None:
        self._questions = PublicQuestions(backend, rate)

    def routes(self) -> list[BaseRoute]:
        return [
            Route("/c/{token}", self._page, methods=["GET"]),
            Route("/c/{token}", self._credential, methods=["POST"]),
        ]

    async def _page(self, request: Request) -> Response:
        try:
            found = await self._found(request)
        except RateLimited as error:
            return too_many(error)
        return _shown(request, found)

    async def _credential(self, request: Request) -> Response:
        """The file for who knows the whole name; for who does not, the page, which says so."""
        try:
            name = await _name(request)
            found = await self._found(request)
            if (certificate := found["certificate"]) is None:
                return _shown(request, found)
            by = {"number": certificate["number"], "name": name}
            answer = await self._questions.ask(request, CREDENTIAL, {"by": by})
        except RateLimited as error:
            return too_many(error)
        held = answer["certificateCredential"]
        if held is None or held["jwt"] is None:
            return _shown(request, found, is_refused=True)
        file = f'attachment; filename="{certificate["number"]}.jwt"'
        headers = {**HEADERS, "content-disposition": file}
        return Response(held["jwt"], headers=headers, media_type="application/vc+jwt")

    async def _found(self, request: Request) -> dict[str, Any]:
        given = request.path_params["token"]
        token = given.lower() if TOKEN.fullmatch(given) else ""
        return await self._questions.ask(request, ASKED, {"by": {"token": token}})


async def _name(request: Request) -> str:
    """What the form sent; nothing of what is longer than any name."""
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > MOST_NAME_BYTES:
            return ""
    given = parse_qs(body.decode(errors="replace")).get("name", [""])
    return given[0].replace("\0", "")


def _shown(request: Request, found: Mapping[str, Any], is_refused: bool = False) -> Response:
    language = language_of_page(request)
    page = certificate_page(found["certificate"], found["certificateHelp"], language, is_refused)
    return shown(page, is_found=found["certificate"] is not None)
