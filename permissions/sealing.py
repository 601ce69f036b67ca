"""加密存储 Sealing: personal data are kept as ciphertext, and are found by a blind index.

Ciphertext is AES-256-GCM (NIST SP 800-38D). Its associated data name the table, the column and the
row, so that a value copied to another place does not open. The blind index is HMAC-SHA-256
(RFC 2104) of the normalised value under a key of its own: equal values are found and kept unique,
and without the key nobody can try the numbers one by one, as a plain hash would allow.
"""

import hashlib
import hmac
import os
import unicodedata
from dataclasses import dataclass
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from permissions.key_ring import KeyRing

NONCE_BYTES = 12  # SP 800-38D 8.2.2: random, 96 bits
TAG_BYTES = 16


class UnsealableError(Exception):
    """A sealed value that does not open: wrong place, unknown key or altered bytes.

    It is never put into words for a client, and its text holds nothing of the value.
    """


@dataclass(frozen=True, slots=True)
class Place:
    """Where a sealed value lives. It opens nowhere else."""

    table: str
    column: str
    row_id: UUID

    def associated_data(self) -> bytes:
        # No identifier holds a NUL, so two places never have the same bytes.
        return b"\0".join((self.table.encode(), self.column.encode(), self.row_id.bytes))


class Sealer:
    """Seals, opens and indexes with one ring of keys; it keeps no value.

    A sealed value is: key id (1 byte), nonce (12), ciphertext, tag (16).
    An index is: key id (1 byte), HMAC-SHA-256 (32).
    """

    def __init__(self, ring: KeyRing) -> None:
        self._ring = ring
        self._ciphers = {key_id: AESGCM(key) for key_id, key in ring.sealing.items()}

    def seal(self, value: str, place: Place) -> bytes:
        key_id = self._ring.current_sealing_id
        nonce = os.urandom(NONCE_BYTES)
        sealed = self._ciphers[key_id].encrypt(nonce, value.encode(), place.associated_data())
        return bytes((key_id,)) + nonce + sealed

    def unseal(self, sealed: bytes, place: Place) -> str:
        """The value. Raises UnsealableError for another place, an unknown key, altered bytes."""
        if len(sealed) < 1 + NONCE_BYTES + TAG_BYTES:
            raise UnsealableError("too short")
        cipher = self._ciphers.get(sealed[0])
        if cipher is None:
            raise UnsealableError("unknown key")
        nonce, rest = sealed[1 : 1 + NONCE_BYTES], sealed[1 + NONCE_BYTES :]
        try:
            return cipher.decrypt(nonce, rest, place.associated_data()).decode()
        except InvalidTag:
            raise UnsealableError("does not open here") from None

    def is_sealed_with_current_key(self, sealed: bytes) -> bool:
        """Whether a rotation may pass this value over."""
        return sealed[:1] == bytes((self._ring.current_sealing_id,))

    def blind_index(self, kind: str, value: str) -> bytes:
        """The index under the current key; `kind` keeps numbers of different kinds apart."""
        return self._index(self._ring.current_indexing_id, kind, value)

    def blind_indexes(self, kind: str, value: str) -> list[bytes]:
        """The index under every key of the ring: for looking a value up during a rotation."""
        return [self._index(key_id, kind, value) for key_id in sorted(self._ring.indexing)]

    def _index(self, key_id: int, kind: str, value: str) -> bytes:
        message = kind.encode() + b"\0" + normalised(value).encode()
        return bytes((key_id,)) + hmac.digest(self._ring.indexing[key_id], message, hashlib.sha256)


def normalised(value: str) -> str:
    """One spelling for each value: NFKC, upper case, no white space, hyphens or dots.

    `11010119900307765x`, full-width digits and a number written in groups are one number.
    """
    folded = unicodedata.normalize("NFKC", value).upper()
    return "".join(c for c in folded if not c.isspace() and c not in "-·.")
