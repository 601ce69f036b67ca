"""协商 What the headers agree on: the media type of the answer, its language, the body's type."""

from enum import Enum, unique
from functools import lru_cache
from typing import Final

from permissions.request_facts import Language

REMEMBERED: Final = 256  # a browser sends the same few headers for ever
WILDCARDS: Final = frozenset({"*/*", "application/*"})


@unique
class MediaType(Enum):
    """What an answer can be; its value is the Content-Type."""

    JSON = b"application/json; charset=utf-8"
    RESPONSE = b"application/graphql-response+json; charset=utf-8"
    PAGE = b"text/html; charset=utf-8"
    EVENTS = b"text/event-stream; charset=utf-8"

    @property
    def is_of_graphql(self) -> bool:
        """Whether one GraphQL answer can be sent as this."""
        return self in (MediaType.JSON, MediaType.RESPONSE)

    @property
    def name_without_parameters(self) -> str:
        return self.value.split(b";")[0].decode()


@lru_cache(REMEMBERED)
def preferred(accept: bytes) -> tuple[MediaType, ...]:
    """The media types that an Accept header takes, the dearest first; JSON for any type.

    GraphQL over HTTP: no Accept header means application/json.
    """
    ranges = [_quality(part) for part in accept.decode("latin-1").lower().split(",") if part]
    wanted = sorted((r for r in ranges if r[1] > 0), key=lambda r: -r[1])
    found: dict[MediaType, None] = {}
    for name, _ in wanted or [("*/*", 1.0)]:
        if name in WILDCARDS:
            found[MediaType.JSON] = None
        for media in MediaType:
            if name == media.name_without_parameters:
                found[media] = None
    return tuple(found)


def _quality(part: str) -> tuple[str, float]:
    name, *parameters = (piece.strip() for piece in part.split(";"))
    for parameter in parameters:
        if parameter.startswith("q="):
            try:
                return name, float(parameter[2:])
            except ValueError:
                return name, 0.0
    return name, 1.0


@lru_cache(REMEMBERED)
def is_json(content_type: bytes) -> bool:
    """Whether a body is declared as application/json, in UTF-8 if it says so.

    Nothing else is taken: a form, plain text and multipart reach a server from any page.
    """
    name, *parameters = (
        piece.strip() for piece in content_type.decode("latin-1").lower().split(";")
    )
    charsets = [p.removeprefix("charset=").strip('"') for p in parameters if "charset" in p]
    return name == "application/json" and all(charset in ("utf-8", "utf8") for charset in charsets)


@lru_cache(REMEMBERED)
def language_of(accept_language: bytes) -> Language:
    """Chinese, unless English is asked for more."""
    ranges = [_quality(p) for p in accept_language.decode("latin-1").lower().split(",") if p]
    english = max((q for name, q in ranges if name.split("-")[0] == "en"), default=0.0)
    chinese = max((q for name, q in ranges if name.split("-")[0] in ("zh", "*")), default=0.0)
    return Language.ENGLISH if english > chinese else Language.CHINESE
