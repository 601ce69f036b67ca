"""证书核验 `GET /c/{token}`: what the QR code of a certificate leads to (4.4)."""

import re
from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from permissions.errors import RateLimited
from transport.backend import Backend
from transport.certificate_page import certificate_page
from transport.public_page import RATE, PublicQuestions, language_of_page, shown, too_many
from transport.rates import Rate

ASKED: Final = """query Certificate($by: CertificateBy!) {
  certificate(by: $by) {
    number maskedHolderName occupationName tradeName levelWords level agencyName issuedOn
    validity revokedOn cancelledOn checks { kind outcome message } }
  certificateHelp { whomToAsk causes } }"""
TOKEN: Final = re.compile(r"[0-9a-f]{32}", re.IGNORECASE)


class Certificates:
    """The route of the page."""

    def __init__(self, backend: Backend, rate: Rate = RATE) -> None:
        self._questions = PublicQuestions(backend, rate)

    def routes(self) -> list[BaseRoute]:
        return [Route("/c/{token}", self._page)]

    async def _page(self, request: Request) -> Response:
        given = request.path_params["token"]
        token = given.lower() if TOKEN.fullmatch(given) else ""
        try:
            found = await self._questions.ask(request, ASKED, {"by": {"token": token}})
        except RateLimited as error:
            return too_many(error)
        page = certificate_page(
            found["certificate"], found["certificateHelp"], language_of_page(request)
        )
        return shown(page, is_found=found["certificate"] is not None)
