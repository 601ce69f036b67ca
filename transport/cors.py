"""跨源 Which pages of other origins may call: those on the list, and no other. No cookies."""

from typing import Final

from transport.answer import Answer, Header

REQUEST_HEADERS: Final = b"accept, accept-language, authorization, content-type, x-request-id"
RESPONSE_HEADERS: Final = b"etag, retry-after, x-request-id"
REMEMBER_SECONDS: Final = b"7200"


def cross_origin_headers(origin: bytes, allowed: frozenset[str]) -> tuple[Header, ...]:
    """What lets a page of `origin` read the answer; nothing, if it is not on the list."""
    if origin.decode("latin-1") not in allowed:
        return ()
    return (
        (b"access-control-allow-origin", origin),
        (b"access-control-expose-headers", RESPONSE_HEADERS),
    )


def preflight_answer(
    origin: bytes, allowed: frozenset[str], methods: bytes = b"GET, POST, OPTIONS"
) -> Answer:
    """The answer to OPTIONS: what a page on the list may send, and to any other nothing."""
    headers: tuple[Header, ...] = ((b"allow", methods),)
    if origin.decode("latin-1") in allowed:
        headers += (
            (b"access-control-allow-methods", methods.removesuffix(b", OPTIONS")),
            (b"access-control-allow-headers", REQUEST_HEADERS),
            (b"access-control-max-age", REMEMBER_SECONDS),
        )
    return Answer(204, headers, b"")
