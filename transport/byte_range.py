"""范围 One range of bytes of a content (RFC 9110, 14): what was asked for, and what is sent."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final

from transport.answer import Header
from transport.refusals import Refused

RANGE: Final = re.compile(rb"bytes=(\d{0,15})-(\d{0,15})")


@dataclass(frozen=True, slots=True)
class ByteRange:
    """From `start` to before `end` of `size` bytes; `is_part` where a range was asked for."""

    start: int
    end: int
    size: int
    is_part: bool = False

    @property
    def status(self) -> int:
        return HTTPStatus.PARTIAL_CONTENT if self.is_part else HTTPStatus.OK

    def headers(self) -> list[Header]:
        length = (b"content-length", str(self.end - self.start).encode())
        if not self.is_part:
            return [length]
        shown = f"bytes {self.start}-{self.end - 1}/{self.size}".encode()
        return [length, (b"content-range", shown)]


def asked_range(headers: Mapping[bytes, bytes], tag: bytes, size: int) -> ByteRange:
    """Several ranges, another unit or an older content: the whole. Raises Refused (416)."""
    whole = ByteRange(0, size, size)
    found = RANGE.fullmatch(headers.get(b"range", b""))
    if found is None or headers.get(b"if-range", tag) != tag or found[1] == found[2] == b"":
        return whole
    if found[1] == b"":
        start, end = max(0, size - int(found[2])), size
    else:
        start, end = int(found[1]), min(size, int(found[2]) + 1 if found[2] else size)
    if start >= end:
        raise Refused(
            HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE,
            f"内容只有{size}字节。",
            f"The content has {size} bytes.",
            headers=[(b"content-range", f"bytes */{size}".encode())],
        )
    return ByteRange(start, end, size, is_part=True)
