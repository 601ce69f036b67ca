"""签名 Signing: compact JSON Web Signatures by Ed25519 (RFC 7515, RFC 8037).

A signature is a function of key and text: what was signed can be composed again and compared.
"""

from base64 import urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

ALGORITHM = "EdDSA"


@dataclass(frozen=True, slots=True)
class KeyPair:
    """32 bytes each."""

    public: bytes
    private: bytes = field(repr=False)


def new_pair() -> KeyPair:
    made = Ed25519PrivateKey.generate()
    return KeyPair(made.public_key().public_bytes_raw(), made.private_bytes_raw())


def base64url(octets: bytes) -> str:
    return urlsafe_b64encode(octets).rstrip(b"=").decode()


def signing_input(key_name: str, payload: Mapping[str, Any]) -> bytes:
    """Header and payload as they are signed; `key_name` is the `kid`."""
    header = {"alg": ALGORITHM, "typ": "JWT", "kid": key_name}
    parts = (base64url(msgspec.json.encode(part)) for part in (header, payload))
    return ".".join(parts).encode()


class Signer:
    """Signs with one private key."""

    def __init__(self, private: bytes) -> None:
        self._key = Ed25519PrivateKey.from_private_bytes(private)

    def sign(self, text: bytes) -> bytes:
        return self._key.sign(text)


def compact(text: bytes, signature: bytes) -> str:
    return f"{text.decode()}.{base64url(signature)}"


def holds(public: bytes, text: bytes, signature: bytes) -> bool:
    """Whether the signature is that of the key over this text."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, text)
    except InvalidSignature:
        return False
    return True


def public_jwk(public: bytes) -> dict[str, str]:
    return {"kty": "OKP", "crv": "Ed25519", "x": base64url(public)}
