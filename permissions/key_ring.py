"""密钥 The ring of keys that seal and index personal data: several by id, one of them current.

Keys come from outside the database. A new value uses the current key; a value sealed under an
older one still opens, until every row is sealed again and the older key is dropped.
"""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field

KEY_BYTES = 32


@dataclass(frozen=True, slots=True)
class KeyRing:
    """Keys by id (1-255): new values use the current id, older ids still open what they sealed."""

    sealing: Mapping[int, bytes] = field(repr=False)
    indexing: Mapping[int, bytes] = field(repr=False)
    current_sealing_id: int
    current_indexing_id: int

    def __post_init__(self) -> None:
        for name, keys, current in (
            ("sealing", self.sealing, self.current_sealing_id),
            ("indexing", self.indexing, self.current_indexing_id),
        ):
            if current not in keys:
                raise ValueError(f"The current {name} key, {current}, is not on the ring")
            if not all(1 <= key_id <= 255 for key_id in keys):
                raise ValueError(f"The id of a {name} key must be between 1 and 255")
            if not all(len(key) == KEY_BYTES for key in keys.values()):
                raise ValueError(f"A {name} key must have {KEY_BYTES} bytes")
        if set(self.sealing.values()) & set(self.indexing.values()):
            raise ValueError("The index must have a key of its own")

    @classmethod
    def generate(cls) -> "KeyRing":
        """A new ring with one random key of each kind."""
        return cls({1: os.urandom(KEY_BYTES)}, {1: os.urandom(KEY_BYTES)}, 1, 1)

    def with_new_sealing_key(self) -> "KeyRing":
        """The ring after a rotation: a fresh current key, the older ones kept for opening."""
        key_id = max(self.sealing) + 1
        keys = {**self.sealing, key_id: os.urandom(KEY_BYTES)}
        return KeyRing(keys, self.indexing, key_id, self.current_indexing_id)

    def with_new_indexing_key(self) -> "KeyRing":
        """As above for the index; rows are indexed again before the older key is dropped."""
        key_id = max(self.indexing) + 1
        keys = {**self.indexing, key_id: os.urandom(KEY_BYTES)}
        return KeyRing(self.sealing, keys, self.current_sealing_id, key_id)

    def to_json(self) -> bytes:
        """The text of the key file. It is a secret: outside the data folder, readable by one."""
        return json.dumps(
            {
                "sealing": {str(key_id): key.hex() for key_id, key in self.sealing.items()},
                "indexing": {str(key_id): key.hex() for key_id, key in self.indexing.items()},
                "currentSealingId": self.current_sealing_id,
                "currentIndexingId": self.current_indexing_id,
            },
            indent=2,
        ).encode()

    @classmethod
    def from_json(cls, text: bytes) -> "KeyRing":
        """The ring of a key file. Raises ValueError, without any part of the text, if damaged."""
        try:
            kept = json.loads(text)
            return cls(
                _keys(kept["sealing"]),
                _keys(kept["indexing"]),
                int(kept["currentSealingId"]),
                int(kept["currentIndexingId"]),
            )
        except (KeyError, TypeError, AttributeError, json.JSONDecodeError, UnicodeDecodeError):
            raise ValueError("The key file is damaged: not a ring of keys") from None


def _keys(kept: Mapping[str, str]) -> dict[int, bytes]:
    try:
        return {int(key_id): bytes.fromhex(key) for key_id, key in kept.items()}
    except ValueError:
        raise ValueError("The key file is damaged: an id or a key cannot be read") from None
