"""电子凭证 The certificate as an Open Badges 3.0 credential (4.4).

A Verifiable Credential of W3C's data model 2.0 in the JWT form of Open Badges 3.0 (8.2.4), issued
by the agency under its code as did:web, with its bit in a Bitstring Status List v1.0. It is
composed of the certificate's face; the register keeps the signature alone.
"""

import gzip
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Final
from urllib.parse import urlsplit
from uuid import UUID, uuid5

from permissions.signing import base64url, public_jwk, signing_input
from resolvers.scalars import SHANGHAI

CONTEXTS: Final = [
    "https://www.w3.org/ns/credentials/v2",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
]
TITLE: Final = "职业技能等级证书"
CODE_CHARACTERS: Final = 13  # of the number; then year and level (3), then the serial (6)
LIST_CHARACTERS: Final = 16
FEWEST_BITS: Final = 131_072  # Bitstring Status List v1.0, 3.4: for the privacy of the herd
LIST_HOLDS: Final = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Issuer:
    """An agency code at a public address."""

    address: str
    agency_code: str

    @property
    def did(self) -> str:
        parts = urlsplit(self.address)
        path = "".join(f":{step}" for step in parts.path.split("/") if step)
        return f"did:web:{parts.netloc.replace(':', '%3A')}{path}:agencies:{self.agency_code}"

    @property
    def key_name(self) -> str:
        return f"{self.did}#key"

    def status_list(self, name: str) -> str:
        return f"{self.address}/agencies/{self.agency_code}/status/{name}"


@dataclass(frozen=True, slots=True)
class CredentialFace:
    """What of a certificate is signed."""

    number: str
    holder_name: str
    occupation_id: UUID
    occupation_name: str
    trade_name: str
    level_name: str
    agency_name: str
    issued_on: date
    token: bytes


def issuer_of(address: str, number: str) -> Issuer:
    return Issuer(address, number[:CODE_CHARACTERS])


def to_sign(issuer: Issuer, face: CredentialFace) -> bytes:
    """The text that the agency signs."""
    return signing_input(issuer.key_name, credential(issuer, face))


def credential(issuer: Issuer, face: CredentialFace) -> dict[str, Any]:
    valid_from = datetime.combine(face.issued_on, time(), SHANGHAI)
    id_ = f"{issuer.address}/c/{face.token.hex()}"
    return {
        "@context": CONTEXTS,
        "id": id_,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": TITLE,
        "issuer": {"id": issuer.did, "type": ["Profile"], "name": face.agency_name},
        "validFrom": valid_from.isoformat(),
        "credentialSubject": {
            "type": ["AchievementSubject"],
            "identifier": [
                {
                    "type": "IdentityObject",
                    "hashed": False,
                    "identityHash": face.holder_name,
                    "identityType": "name",
                }
            ],
            "licenseNumber": face.number,
            "achievement": _achievement(face),
        },
        "credentialStatus": _status(issuer, face.number),
        "iss": issuer.did,
        "jti": id_,
        "nbf": int(valid_from.timestamp()),
    }


def _achievement(face: CredentialFace) -> dict[str, Any]:
    """The same for all holders of one occupation, trade and level."""
    kind = f"{face.trade_name}/{face.level_name}"
    trade = "" if face.trade_name == "--" else f"（{face.trade_name}）"
    named = f"{face.occupation_name}{trade} {face.level_name}"
    return {
        "id": uuid5(face.occupation_id, kind).urn,
        "type": ["Achievement"],
        "achievementType": "Certificate",
        "name": named,
        "description": f"经评价，达到{named}的职业技能等级。",
        "criteria": {"narrative": "按国家职业技能标准或经备案的评价规范评价合格。"},
    }


def _status(issuer: Issuer, number: str) -> dict[str, str]:
    name, index = status_entry(number)
    url = issuer.status_list(name)
    return {
        "id": f"{url}#{index}",
        "type": "BitstringStatusListEntry",
        "statusPurpose": "revocation",
        "statusListIndex": str(index),
        "statusListCredential": url,
    }


def status_entry(number: str) -> tuple[str, int]:
    """The list of a certificate's year and level, and its place in it: its serial."""
    return number[CODE_CHARACTERS:LIST_CHARACTERS], int(number[LIST_CHARACTERS:])


def status_list(issuer: Issuer, name: str, ended: Iterable[int], now: datetime) -> dict[str, Any]:
    """The list as a credential: a bit is set for each certificate revoked or cancelled."""
    url, until = issuer.status_list(name), now + LIST_HOLDS
    return {
        "@context": CONTEXTS[:1],
        "id": url,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": issuer.did,
        "validFrom": now.isoformat(timespec="seconds"),
        "validUntil": until.isoformat(timespec="seconds"),
        "credentialSubject": {
            "id": f"{url}#list",
            "type": "BitstringStatusList",
            "statusPurpose": "revocation",
            "encodedList": encoded(ended),
        },
        "iss": issuer.did,
        "jti": url,
        "sub": f"{url}#list",
        "nbf": int(now.timestamp()),
        "exp": int(until.timestamp()),
    }


def encoded(ended: Iterable[int]) -> str:
    """The bits from the left, compressed, as multibase in base64url."""
    places = list(ended)
    bits = max([FEWEST_BITS - 1, *places]) + 1
    octets = bytearray((bits + 7) // 8)
    for place in places:
        octets[place // 8] |= 0x80 >> place % 8
    return "u" + base64url(gzip.compress(bytes(octets), mtime=0))


def did_document(issuer: Issuer, public: bytes) -> Mapping[str, Any]:
    return {
        "@context": [
            "https://www.w3.org/ns/did/v1",
            "https://w3id.org/security/suites/jws-2020/v1",
        ],
        "id": issuer.did,
        "verificationMethod": [
            {
                "id": issuer.key_name,
                "type": "JsonWebKey2020",
                "controller": issuer.did,
                "publicKeyJwk": public_jwk(public),
            }
        ],
        "assertionMethod": [issuer.key_name],
    }
