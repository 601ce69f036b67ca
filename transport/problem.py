"""问题说明 What is wrong with a request that is not GraphQL, in words: application/problem+json
(RFC 9457), with findings where the guidance refuses.
"""

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any, Final

import msgspec

from permissions.errors import BadUserInput, Retryable
from permissions.request_facts import Language
from resolvers.finding import shown
from rules.finding import Findings
from transport.answer import Answer, Header
from transport.masking import typed

MEDIA_TYPE: Final = b"application/problem+json"


class Problem(BadUserInput):
    """A refusal with its status: words of its own, or findings that say what was expected."""

    def __init__(
        self, status: HTTPStatus, zh: str, en: str, findings: Findings = (), headers: Any = ()
    ) -> None:
        super().__init__(en)
        self.status = status
        self.zh = zh
        self.findings = findings
        self.headers: Sequence[Header] = tuple(headers)


def refused(status: HTTPStatus, findings: Findings) -> Problem:
    """The findings' own words."""
    zh = "；".join(finding.message_zh for finding in findings)
    en = "; ".join(finding.message_en for finding in findings)
    return Problem(status, zh, en, findings)


def answer_of(error: Exception, language: Language, request_id: str) -> Answer:
    """Any error as a problem: what is not meant for a client stays opaque."""
    if not isinstance(error, Problem):
        return _opaque(error, request_id)
    is_english = language is Language.ENGLISH
    members: dict[str, Any] = {
        "title": error.status.phrase,
        "status": int(error.status),
        "detail": error.message if is_english else error.zh,
        "requestId": request_id,
    }
    if error.findings:
        members["findings"] = [
            finding | {"code": finding["code"].name, "severity": finding["severity"].name}
            for finding in shown(error.findings, language.value)
        ]
    return _answer(error.status, members, error.headers)


def _opaque(error: Exception, request_id: str) -> Answer:
    known = typed(error)
    is_retryable = isinstance(known, Retryable)
    status = HTTPStatus.SERVICE_UNAVAILABLE if is_retryable else HTTPStatus.INTERNAL_SERVER_ERROR
    members = {
        "title": status.phrase,
        "status": int(status),
        "detail": known.message,
        "requestId": request_id,
    }
    headers = [(b"retry-after", str(known.retry_after).encode())] if is_retryable else []
    return _answer(status, members, headers)


def _answer(status: HTTPStatus, members: dict[str, Any], headers: Sequence[Header]) -> Answer:
    body = msgspec.json.encode({"type": "about:blank", **members})
    return Answer(int(status), ((b"content-type", MEDIA_TYPE), *headers), body)
