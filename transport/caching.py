"""缓存 What caches may keep of an answer: only what the public read by GET."""

import hashlib
from http import HTTPStatus
from typing import Final

from permissions.viewer import Viewer
from rules.vocabulary import Role
from transport.answer import Answer, Header
from transport.arrival import Arrival

REVALIDATED: Final[Header] = (b"cache-control", b"public, no-cache")


def readable_by_caches(arrival: Arrival, viewer: Viewer, answer: Answer) -> Answer:
    """Let caches keep what the public read by GET, to be asked for again by its ETag each time.

    Never without asking: a certificate may have been revoked a moment ago.
    """
    if arrival.method != "GET" or viewer.role is not Role.PUBLIC:
        return answer
    etag = b'"' + hashlib.sha256(answer.body).hexdigest()[:32].encode() + b'"'
    headers = (*answer.headers, (b"etag", etag), REVALIDATED)
    known = arrival.headers.get(b"if-none-match", b"")
    if etag in (tag.strip().removeprefix(b"W/") for tag in known.split(b",")):
        return Answer(HTTPStatus.NOT_MODIFIED, headers[1:], b"")
    return Answer(answer.status, headers, answer.body)
