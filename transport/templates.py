"""模板 `GET /templates/candidates.xlsx`: the empty list of candidates, for everybody (4.1)."""

import asyncio
import hashlib
from http import HTTPStatus
from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from resolvers.candidate_table import template
from rules.clause_3_1_documents import MEDIA_TYPES
from rules.vocabulary import ContentKind

HEADERS: Final = {
    "content-disposition": 'attachment; filename="candidates.xlsx"',
    "cache-control": "no-cache",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
}


def template_routes() -> list[BaseRoute]:
    return [Route("/templates/candidates.xlsx", _candidates)]


async def _candidates(request: Request) -> Response:
    content = await asyncio.to_thread(template)
    headers = {**HEADERS, "etag": f'"{hashlib.sha256(content).hexdigest()[:32]}"'}
    if request.headers.get("if-none-match") == headers["etag"]:
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    return Response(content, media_type=MEDIA_TYPES[ContentKind.EXCEL], headers=headers)
