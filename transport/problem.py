"""问题说明 What is wrong with a request that is not GraphQL, in words: application/problem+json
(RFC 9457), with findings where the guidance refuses.
"""

from http import HTTPStatus
from typing import Any, Final

import msgspec

from permissions.errors import Retryable
from permissions.request_facts import Language
from resolvers.finding import shown
from rules.finding import Findings
from transport.answer import STATUS, Answer, Header
from transport.masking import typed
from transport.refusals import Refused

MEDIA_TYPE: Final[Header] = (b"content-type", b"application/problem+json")


class RefusedContent(Refused):
    """A content that the guidance refuses: the findings have the words."""

    def __init__(self, status: HTTPStatus, findings: Findings) -> None:
        zh = "；".join(finding.message_zh for finding in findings)
        super().__init__(status, zh, "; ".join(finding.message_en for finding in findings))
        self.findings = findings


def problem(error: Exception, language: Language, request_id: str) -> Answer:
    """Any error as a problem; one whose words are not meant for a client stays opaque."""
    known = typed(error)
    status, headers = _status(known)
    members: dict[str, Any] = {
        "type": "about:blank",
        "title": status.phrase,
        "status": int(status),
        "detail": known.words(language),
        "requestId": request_id,
    }
    if isinstance(known, RefusedContent):
        members["findings"] = [
            finding | {"code": finding["code"].name, "severity": finding["severity"].name}
            for finding in shown(known.findings, language.value)
        ]
    return Answer(int(status), (MEDIA_TYPE, *headers), msgspec.json.encode(members))


def _status(known: Any) -> tuple[HTTPStatus, tuple[Header, ...]]:
    if isinstance(known, Refused):
        return known.status, known.headers
    status = STATUS.get(known.code, HTTPStatus.INTERNAL_SERVER_ERROR)
    if isinstance(known, Retryable):
        return status, ((b"retry-after", str(known.retry_after).encode()),)
    return status, ()
