"""拒绝 Refusals of a request as such, before any document is looked at: each names its status."""

from collections.abc import Sequence
from http import HTTPStatus

from permissions.errors import BadUserInput, Unavailable


class Refused(BadUserInput):
    """A request that HTTP itself lets refuse: `status` and further `headers` go with the words."""

    def __init__(
        self, status: HTTPStatus, zh: str, en: str, headers: Sequence[tuple[bytes, bytes]] = ()
    ) -> None:
        super().__init__(zh, en)
        self.status = status
        self.headers = tuple(headers)


def malformed(zh: str, en: str) -> Refused:
    """400: the body, or a parameter, is not what it must be."""
    return Refused(HTTPStatus.BAD_REQUEST, zh, en)


def method_not_allowed(zh: str, en: str, allowed: bytes) -> Refused:
    """405, naming the methods that are."""
    return Refused(HTTPStatus.METHOD_NOT_ALLOWED, zh, en, [(b"allow", allowed)])


class SlowBody(Refused):
    """408: the body did not come in time."""

    def __init__(self, seconds: float) -> None:
        super().__init__(
            HTTPStatus.REQUEST_TIMEOUT,
            f"请求体未在{seconds:g}秒内送达。",
            f"The body took longer than {seconds:g} seconds.",
        )


class TooSlow(Unavailable):
    """The deadline of one request has passed."""

    def __init__(self, seconds: float) -> None:
        super().__init__(
            f"请求超过{seconds:g}秒，已停止。",
            f"The request took longer than {seconds:g} seconds and was stopped.",
        )


class Gone(Exception):
    """Whoever asked has gone: there is nobody to answer."""
