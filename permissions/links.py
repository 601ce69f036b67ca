"""短期链接 Signed links: who holds one may send, or fetch, one content for a few minutes.

A link needs no session: the rights were asked when it was made. Its signature is HMAC-SHA-256
(RFC 2104, 128 bits of it) under a key derived from the key ring for this purpose alone (HKDF,
RFC 5869), so a ticket for sending is no link for fetching.
"""

import base64
import binascii
import hashlib
import hmac
import struct
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import Enum
from uuid import UUID

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from permissions.key_ring import KEY_BYTES, KeyRing

MAC_BYTES = 16
HEAD = struct.Struct(">BI16s")  # key id, expiry in seconds, what it is for
SECONDS = 15 * 60
STEP = 5 * 60  # expiries fall on full steps: the same link again within one
ORPHANED_AFTER = timedelta(days=1)


class Purpose(Enum):
    """What a link is for: the value is the label of its key."""

    UPLOAD = b"dengji upload ticket 1"
    DOWNLOAD = b"dengji download link 1"
    CERTIFICATE = b"dengji certificate link 1"


class InvalidLinkError(Exception):
    """Nobody signed this link, or not for this purpose."""


class ExpiredLinkError(Exception):
    """The link was good, and its time is over."""


@dataclass(frozen=True, slots=True)
class Link:
    """The text of a link, and when it ends."""

    text: str
    expires_at: datetime


class Links:
    """Makes and reads links with one ring of keys; `clock` gives seconds since 1970."""

    def __init__(self, ring: KeyRing, clock: Callable[[], float] = time.time) -> None:
        self._keys = {purpose: _derived(ring.indexing, purpose) for purpose in Purpose}
        self._current = ring.current_indexing_id
        self._clock = clock

    def make(self, purpose: Purpose, subject: UUID) -> Link:
        expiry = (int(self._clock()) + SECONDS) // STEP * STEP + STEP
        head = HEAD.pack(self._current, expiry, subject.bytes)
        text = base64.urlsafe_b64encode(head + self._mac(purpose, head)).rstrip(b"=").decode()
        return Link(text, datetime.fromtimestamp(expiry, UTC))

    def read(self, purpose: Purpose, text: str) -> UUID:
        """What the link is for. Raises InvalidLinkError, ExpiredLinkError."""
        try:
            whole = base64.urlsafe_b64decode(text.encode() + b"=" * (-len(text) % 4))
            head, mac = whole[: HEAD.size], whole[HEAD.size :]
            _, expiry, subject = HEAD.unpack(head)
            is_signed = hmac.compare_digest(mac, self._mac(purpose, head))
        except (ValueError, binascii.Error, struct.error, KeyError):
            raise InvalidLinkError from None
        if not is_signed:
            raise InvalidLinkError
        if expiry <= self._clock():
            raise ExpiredLinkError
        return UUID(bytes=subject)

    def is_for(self, purpose: Purpose, text: str) -> bool:
        """Whether it was signed for this purpose, be its time over or not."""
        try:
            self.read(purpose, text)
        except InvalidLinkError:
            return False
        except ExpiredLinkError:
            return True
        return True

    def orphaned_before(self) -> datetime:
        """An upload whose ticket ended before this instant, and that nothing names, is swept."""
        return datetime.fromtimestamp(self._clock(), UTC) - ORPHANED_AFTER

    def _mac(self, purpose: Purpose, head: bytes) -> bytes:
        return hmac.digest(self._keys[purpose][head[0]], head, hashlib.sha256)[:MAC_BYTES]


def _derived(keys: Mapping[int, bytes], purpose: Purpose) -> dict[int, bytes]:
    return {
        key_id: HKDF(SHA256(), KEY_BYTES, salt=None, info=purpose.value).derive(key)
        for key_id, key in keys.items()
    }
