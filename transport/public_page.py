"""查验页 What the public pages behind QR codes share: their frame, written without script for any
screen, and how they ask the register: as the public does, by one document.
"""

import hashlib
from base64 import b64encode
from collections.abc import Iterable, Mapping
from dataclasses import replace
from html import escape
from typing import Any, Final

import msgspec
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response

from permissions.errors import RateLimited
from permissions.request_facts import Language
from permissions.viewer import PUBLIC_VIEWER
from rules.vocabulary import Role, Term
from transport.arrival import Arrival
from transport.backend import Backend
from transport.documents import Documents
from transport.limits import Limits
from transport.masking import typed
from transport.rates import Rate, Rates

STYLE: Final = """
:root { color-scheme: light dark; --line: #8884; --good: #1a7f37; --bad: #b42318; }
body { margin: 0 auto; max-width: 42rem; padding: 1rem; line-height: 1.6;
  font-family: "Noto Serif SC", "Songti SC", SimSun, serif; overflow-wrap: anywhere; }
header { display: flex; justify-content: space-between; gap: 1rem; font-size: .9rem; }
h1 { font-size: 1.35rem; margin: 1rem 0; }
.standing { border-left: .35rem solid var(--bad); padding: .4rem .8rem; font-size: 1.1rem; }
.standing.VALID { border-color: var(--good); }
.standing small { display: block; font-size: .85rem; }
dl { display: grid; grid-template-columns: minmax(6rem, 10rem) 1fr; margin: 1rem 0; }
dt, dd { margin: 0; padding: .4rem 0; border-bottom: 1px solid var(--line); }
dt { opacity: .7; padding-right: .8rem; }
h2 { font-size: 1.05rem; }
ol { padding-left: 1.4rem; }
li { padding: .3rem 0; }
li small { display: block; opacity: .75; }
@media (max-width: 26rem) { dl { grid-template-columns: 1fr; } dt { border: 0; padding-bottom: 0; }
  dd { padding-top: 0; } }
.checks { list-style: none; padding: 0; }
.checks li { display: grid; grid-template-columns: 1.6rem 1fr; }
.checks small { grid-column: 2; }
.PASSED b { color: var(--good); }
.FAILED b { color: var(--bad); }
form { border-top: 1px solid var(--line); padding-top: .6rem; margin-top: 1.4rem; }
label { display: block; }
input, button { font: inherit; padding: .4rem .6rem; margin: .3rem .3rem .3rem 0; max-width: 100%;
  box-sizing: border-box; }
"""
POLICY: Final = (
    "default-src 'none'; style-src 'sha256-"
    + b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
    + "'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
RATE: Final = Rate(per_second=1.0, burst=30)
HEADERS: Final = {
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "x-robots-tag": "noindex",
}


class PublicQuestions:
    """Asks documents as the public; each address at a rate."""

    def __init__(self, backend: Backend, rate: Rate = RATE) -> None:
        self._backend = backend
        self._rates = Rates(rate)
        self._documents = Documents(lambda role: backend.schema(role)._schema, Limits())

    async def ask(self, request: Request, text: str, variables: dict[str, Any]) -> dict[str, Any]:
        """The answer's data. Raises RateLimited."""
        arrival = Arrival.of(request.scope)
        self._rates.take(arrival.address)
        facts = replace(arrival.facts(), language=language_of_page(request))
        document = self._documents.get(Role.PUBLIC, text)
        given = msgspec.json.encode(variables)
        data = await self._backend.read(document, None, given, PUBLIC_VIEWER, facts)
        if data is None:
            ran = await self._backend.execute(document, None, variables, PUBLIC_VIEWER, facts)
            for error in ran.errors or ():
                raise typed(error)
            data = msgspec.json.encode(ran.data)
        found: dict[str, Any] = msgspec.json.decode(data)
        return found


def language_of_page(request: Request) -> Language:
    """As the page's own link says, else as the browser asks."""
    chosen = request.query_params.get("lang")
    if chosen in {language.value for language in Language}:
        return Language(chosen)
    return Arrival.of(request.scope).language()


def shown(page: str, *, is_found: bool) -> Response:
    headers = {**HEADERS, "content-security-policy": POLICY, "vary": "accept-language"}
    return HTMLResponse(page, 200 if is_found else 404, headers)


def too_many(error: RateLimited) -> Response:
    headers = {**HEADERS, "retry-after": str(error.retry_after)}
    return PlainTextResponse(f"{error.zh} {error.en}", 429, headers)


def framed(title: str, body: Iterable[str], language: Language) -> str:
    """The whole page around its parts, with the link to the other language."""
    other, name = ("zh-CN", "中文") if language is Language.ENGLISH else ("en", "English")
    return (
        f'<!doctype html>\n<html lang="{language.value}"><head><meta charset="utf-8">'
        f"<title>{title}</title>"
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta name="robots" content="noindex"><style>{STYLE}</style></head><body>'
        f'<header><span>登记 Dengji</span><a href="?lang={other}" lang="{other}">{name}</a>'
        f"</header><main><h1>{title}</h1>{''.join(body)}</main></body></html>\n"
    )


def standing(name: str, words: str, small: str) -> str:
    """The line that says it: `name` gives its colour."""
    return (
        f'<p class="standing {name}"><strong>{escape(words)}</strong>'
        f"<small>{escape(small)}</small></p>"
    )


def listed(pairs: Iterable[tuple[str, str]]) -> str:
    rows = "".join(f"<dt>{word}</dt><dd>{escape(value)}</dd>" for word, value in pairs)
    return f"<dl>{rows}</dl>"


def term(word: Term, language: Language) -> str:
    return word.en if language is Language.ENGLISH else word.zh


Words = Mapping[str, str]
