"""电子凭证: signed as it is issued, again as it is corrected, and never for an altered face."""

import gzip
import json
from base64 import urlsafe_b64decode
from datetime import datetime
from typing import Any

import pytest
import pytest_asyncio
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from models.database import Database
from permissions.sealing import UnsealableError
from resolvers.agency_key import unsealed
from resolvers.credential import Issuer, encoded, status_entry
from resolvers.status_list import Published
from tests.acts.test_certificate import PASSED, accepted, decide, issue, report
from tests.evaluated import City, Evaluated, city
from tests.reads.test_certificate_query import CHECKS
from tests.register import Register, sealer

ADDRESS = "http://127.0.0.1:8000"
CREDENTIAL = """query ($by: CertificateNumberAndName!) {
  certificateCredential(by: $by) { number jwt } }"""


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def place(database: Database) -> City:
    return await city(database)


@pytest.fixture
def register(database: Database) -> Register:
    return Register(database)


async def published(database: Database, place: City, register: Register, count: int) -> Evaluated:
    """Certificates that the public finds."""
    of = await accepted(database, place, *[PASSED] * count)
    await issue(register, of)
    reported = (await report(register, of))["certificateReport"]
    await decide(register, "acceptCertificateReport", reported)
    return of


async def first_of(database: Database, of: Evaluated) -> Any:
    asked = "select * from certificate where plan_id = $1 order by number"
    return await database.pool.fetchrow(asked, of.plan.id)


async def fetched(register: Register, row: Any, name: str | None = None) -> str | None:
    by = {"number": row["number"], "name": name or row["holder_name"]}
    answer = await register.ask(None, CREDENTIAL, by=by)
    found = answer["certificateCredential"]
    return None if found is None else found["jwt"]


async def signature_check(register: Register, row: Any) -> str:
    by = {"numberAndName": {"number": row["number"], "name": row["holder_name"]}}
    checks = (await register.ask(None, CHECKS, by=by))["certificate"]["checks"]
    return str(next(one["outcome"] for one in checks if one["kind"] == "SIGNATURE"))


def octets(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


def payload(jwt: str) -> Any:
    return json.loads(octets(jwt.split(".")[1]))


def verify(jwt: str, document: Any) -> None:
    """Raises InvalidSignature."""
    [method] = document["verificationMethod"]
    head, body, signature = jwt.split(".")
    assert json.loads(octets(head)) == {"alg": "EdDSA", "typ": "JWT", "kid": method["id"]}
    key = Ed25519PublicKey.from_public_bytes(octets(method["publicKeyJwk"]["x"]))
    key.verify(octets(signature), f"{head}.{body}".encode())


def bits(jwt: str) -> set[int]:
    text = payload(jwt)["credentialSubject"]["encodedList"]
    assert text[0] == "u"
    found = gzip.decompress(octets(text[1:]))
    return {i for i in range(len(found) * 8) if found[i // 8] & 0x80 >> i % 8}


@pytest.fixture
def outside(database: Database) -> Published:
    return Published(database.engine, sealer(), ADDRESS)


async def test_a_certificate_is_signed_by_its_agency_as_it_is_issued(
    database: Database, place: City, register: Register, outside: Published
) -> None:
    of = await published(database, place, register, 2)
    row = await first_of(database, of)
    jwt = await fetched(register, row)
    assert jwt is not None
    verify(jwt, await outside.did_document(of.code.code))
    said = payload(jwt)
    assert (
        said["issuer"]["id"] == said["iss"] == f"did:web:127.0.0.1%3A8000:agencies:{of.code.code}"
    )
    assert said["credentialSubject"]["licenseNumber"] == row["number"]
    assert said["credentialSubject"]["identifier"][0]["identityHash"] == row["holder_name"]
    assert said["id"] == f"{ADDRESS}/c/{row['verification_token'].hex()}"
    assert datetime.fromisoformat(said["validFrom"]).date() == row["issued_on"]
    assert await signature_check(register, row) == "PASSED"
    assert await fetched(register, row, "错名") is None
    keys = "select count(*) from agency_key where agency_code_id = $1"
    assert await database.pool.fetchval(keys, of.code.id) == 1


@pytest.mark.parametrize(
    "change",
    ["occupation_name = '电工'", "level_name = '一级/高级技师'", "issued_on = issued_on + 1",
     "holder_name = '张三'"],
)  # fmt: skip
async def test_a_face_altered_beside_the_register_s_acts_fails_the_check(
    database: Database, place: City, register: Register, change: str
) -> None:
    of = await published(database, place, register, 1)
    row = await first_of(database, of)
    await database.pool.execute(f"update certificate set {change} where id = $1", row["id"])
    altered = await first_of(database, of)
    assert await signature_check(register, altered) == "FAILED"
    assert await fetched(register, altered) is None


async def test_a_revocation_shows_in_the_signed_list_at_once(
    database: Database, place: City, register: Register, outside: Published
) -> None:
    of = await published(database, place, register, 3)
    row = await first_of(database, of)
    name, index = status_entry(row["number"])
    before = await outside.status_list(of.code.code, name)
    end = "update certificate set revoked_on = issued_on where id = $1"
    await database.pool.execute(end, row["id"])
    after = await outside.status_list(of.code.code, name)
    assert before is not None
    assert after is not None
    assert (bits(before), bits(after)) == (set(), {index})
    verify(after, await outside.did_document(of.code.code))
    jwt = await fetched(register, row)
    assert jwt is not None
    entry = payload(jwt)["credentialStatus"]
    assert (entry["statusListCredential"], entry["statusListIndex"]) == (
        payload(after)["id"],
        str(index),
    )


async def test_a_code_without_certificates_has_no_key(outside: Published) -> None:
    assert await outside.did_document("Y000031999999") is None
    assert await outside.status_list("Y000031999999", "263") is None


async def test_the_private_key_opens_nowhere_but_in_its_place(
    database: Database, place: City, register: Register
) -> None:
    of = await published(database, place, register, 1)
    sealed = await database.pool.fetchval(
        "select private_key_sealed from agency_key where agency_code_id = $1", of.code.id
    )
    with pytest.raises(UnsealableError):
        unsealed(sealer(), of.code.id, sealed)


@pytest.mark.parametrize("places", [[], [0], [1, 7, 8], [131_071], [131_072, 999_999]])
def test_the_list_has_a_bit_for_each_serial_and_is_never_short(places: list[int]) -> None:
    found = gzip.decompress(octets(encoded(places)[1:]))
    assert len(found) * 8 >= 131_072
    assert [i for i in range(len(found) * 8) if found[i // 8] & 0x80 >> i % 8] == places


@pytest.mark.parametrize(
    ("address", "did"),
    [
        ("https://a.example", "did:web:a.example:agencies:Y1"),
        ("https://a.example:8443/sub", "did:web:a.example%3A8443:sub:agencies:Y1"),
    ],
)
def test_an_agency_is_named_by_the_address_at_which_its_key_is_found(
    address: str, did: str
) -> None:
    assert Issuer(address, "Y1").did == did
