"""页面 The GraphiQL page: built once, compressed once, served from here and nowhere else.

The files lie compressed in `web/graphiql/dist`; a client that cannot unpack gzip gets them
unpacked. The page asks no other origin, and the policy it is sent with would not let it.
"""

import gzip
import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route
from starlette.types import Receive, Scope, Send

BUILT: Final = Path(__file__).parent.parent / "web" / "graphiql" / "dist"
SAMPLE: Final = re.compile(r"\{\{(\w+)\}\}")
EXAMPLES: Final = Path(__file__).parent.parent / "web" / "examples"
KINDS: Final = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".ttf": "font/ttf",
    ".json": "application/json; charset=utf-8",
}
POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self'; "
    "img-src 'self' data:; connect-src 'self'; worker-src 'self'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)  # Monaco writes its colours into style elements; scripts come from files only


@dataclass(frozen=True)
class Asset:
    """One file, compressed, with its entity tag."""

    packed: bytes
    kind: str
    tag: str

    @classmethod
    def of(cls, packed: bytes, name: str) -> "Asset":
        tag = '"' + hashlib.sha256(packed).hexdigest()[:32] + '"'
        return cls(packed, KINDS[Path(name).suffix], tag)

    def answer(self, request: Request) -> Response:
        headers = {
            "etag": self.tag,
            "cache-control": "no-cache",
            "vary": "accept-encoding",
            "content-security-policy": POLICY,
            "x-content-type-options": "nosniff",
            "referrer-policy": "no-referrer",
        }
        if request.headers.get("if-none-match") == self.tag:
            return Response(status_code=304, headers=headers)
        if "gzip" not in request.headers.get("accept-encoding", ""):
            return Response(gzip.decompress(self.packed), media_type=self.kind, headers=headers)
        headers["content-encoding"] = "gzip"
        return Response(self.packed, media_type=self.kind, headers=headers)


@dataclass(frozen=True)
class Account:
    """A demonstration account, shown on the page of a rehearsal only."""

    login_name: str
    password: str
    role: str


class GraphiQL:
    """The page (an ASGI application for the lane) and the routes of its files."""

    def __init__(
        self, accounts: Sequence[Account] = (), samples: Mapping[str, str] | None = None
    ) -> None:
        self._assets = {
            path.name.removesuffix(".gz"): Asset.of(path.read_bytes(), path.stem)
            for path in BUILT.glob("*.gz")
        }
        found = _examples(accounts, samples or {})
        examples = json.dumps(found, ensure_ascii=False).encode()
        self._assets["examples.json"] = Asset.of(gzip.compress(examples, mtime=0), "examples.json")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._assets["index.html"].answer(Request(scope))(scope, receive, send)

    def routes(self) -> list[BaseRoute]:
        return [Route("/graphiql/{name}", self._file)]

    async def _file(self, request: Request) -> Response:
        asset = self._assets.get(request.path_params["name"])
        return asset.answer(request) if asset else Response(status_code=404)


def example_tabs(samples: Mapping[str, str]) -> Mapping[str, list[dict[str, str]]]:
    """The example documents of each role, by role name: `query`, and `variables` as JSON text.

    `{{name}}` in the variables stands for a sample of the demonstration; without one, in a
    register in earnest, the document is left out: it would not work as it stands.
    """
    tabs: dict[str, list[dict[str, str]]] = {}
    for path in sorted(EXAMPLES.glob("*/*.graphql")):
        file = path.with_suffix(".json")
        variables = file.read_text(encoding="utf-8") if file.exists() else ""
        if set(SAMPLE.findall(variables)) <= samples.keys():
            filled = SAMPLE.sub(lambda found: samples[found[1]], variables)
            tab = {"query": path.read_text(encoding="utf-8"), "variables": filled}
            tabs.setdefault(path.parent.name.upper(), []).append(tab)
    return tabs


def _examples(accounts: Sequence[Account], samples: Mapping[str, str]) -> dict[str, Any]:
    shown = [{"loginName": a.login_name, "password": a.password, "role": a.role} for a in accounts]
    return {"accounts": shown, "tabs": example_tabs(samples)}
