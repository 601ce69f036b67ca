"""到达 What the head of a request says, read once."""

import os
import re
from dataclasses import dataclass, field, replace
from time import perf_counter
from typing import Final

from starlette.types import Message, Scope, Send

from permissions.errors import Unauthenticated
from permissions.request_facts import Language, RequestFacts
from transport.negotiation import MediaType, language_of, preferred

REQUEST_ID_BYTES: Final = 12
# An id of a proxy in front is kept if it can neither break a line of the log nor fill it.
TAKEN_REQUEST_ID: Final = re.compile(rb"[A-Za-z0-9._-]{8,64}")
MOST_TOKEN_CHARACTERS: Final = 256
MOST_USER_AGENT_CHARACTERS: Final = 200
MOST_HEADER_CHARACTERS: Final = 512
BEARER: Final = b"bearer "


@dataclass(frozen=True, slots=True)
class Arrival:
    """One request before its body: method, headers by lower-case name, address and id.

    `started` is perf_counter's, in seconds.
    """

    method: str
    headers: dict[bytes, bytes]
    query_string: bytes
    address: str
    request_id: str
    started: float = field(default_factory=perf_counter)

    @classmethod
    def of(cls, scope: Scope) -> "Arrival":
        headers: dict[bytes, bytes] = dict(scope["headers"])
        client = scope.get("client")
        return cls(
            scope["method"],
            headers,
            scope["query_string"],
            client[0] if client else "",
            request_id_of(headers),
        )

    @property
    def medias(self) -> tuple[MediaType, ...]:
        """The media types that the answer may have, the dearest first."""
        return preferred(self._short(b"accept"))

    @property
    def media(self) -> MediaType:
        """The media type of a GraphQL answer: JSON also where nothing we have is accepted."""
        return next((m for m in self.medias if m.is_of_graphql), MediaType.JSON)

    @property
    def content_type(self) -> bytes:
        return self._short(b"content-type")

    @property
    def prefers_page(self) -> bool:
        return self.medias[:1] == (MediaType.PAGE,)

    @property
    def origin(self) -> bytes | None:
        return self.headers.get(b"origin")

    def _short(self, name: bytes) -> bytes:
        """A header that is remembered by its text: what is longer than any honest one is cut."""
        return self.headers.get(name, b"")[:MOST_HEADER_CHARACTERS]

    def token(self) -> str | None:
        """The bearer's token, None without the header. Raises Unauthenticated for other schemes."""
        authorization = self.headers.get(b"authorization")
        if authorization is None:
            return None
        token = authorization[len(BEARER) :].strip()
        is_bearer = authorization[: len(BEARER)].lower() == BEARER
        if not is_bearer or not 0 < len(token) <= MOST_TOKEN_CHARACTERS or not token.isascii():
            raise Unauthenticated(
                "请求头Authorization应为：Bearer 加令牌。",
                "The header Authorization must be: Bearer, and the token.",
            )
        return token.decode()

    def authorized(self, authorization: str) -> "Arrival":
        """The same with the header Authorization, as a WebSocket sends it: in a message."""
        given = {**self.headers, b"authorization": authorization.encode()}
        return replace(self, headers=given)

    def facts(self) -> RequestFacts:
        agent = self.headers.get(b"user-agent", b"")[:MOST_USER_AGENT_CHARACTERS]
        return RequestFacts(self.request_id, self.address, self.language(), agent.decode("latin-1"))

    def language(self) -> Language:
        return language_of(self._short(b"accept-language"))


def request_id_of(headers: dict[bytes, bytes]) -> str:
    """The id that came along, if it is one we may keep; otherwise a new one."""
    given = headers.get(b"x-request-id")
    if given is not None and TAKEN_REQUEST_ID.fullmatch(given):
        return given.decode()
    return os.urandom(REQUEST_ID_BYTES).hex()


def with_request_id(send: Send, request_id: str) -> Send:
    """A `send` that puts the request's id on an answer that somebody else makes."""

    async def send_with_id(message: Message) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = [
                *message.get("headers", ()),
                (b"x-request-id", request_id.encode()),
            ]
        await send(message)

    return send_with_id
