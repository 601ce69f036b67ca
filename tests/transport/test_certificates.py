"""The page behind the QR code of a certificate: public, plain, the same for all that is unknown."""

import re
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
import pytest_asyncio
from starlette.applications import Starlette

from permissions.request_facts import Language
from tests.demonstrated import Demonstrated, demonstrated
from tests.server import Server
from tests.transport.test_receipts import ADDRESS, EVIL, UNKNOWN, Place, tags
from transport.certificate_page import certificate_page
from transport.certificates import Certificates
from transport.rates import Rate

HELP: dict[str, Any] = {"whomToAsk": "问中心", "causes": ["编号有误"]}
CERTIFICATE: dict[str, Any] = {
    "number": "Y000031000001263000001",
    "maskedHolderName": "林*",
    "occupationName": "电工",
    "tradeName": "--",
    "levelWords": "三级/高级工",
    "agencyName": "示范职业技术学院",
    "issuedOn": "2026-03-01",
    "validity": "VALID",
    "checks": [{"kind": "IN_FORCE", "outcome": "PASSED", "message": "有效。"}],
}


def client(register: Demonstrated, **given: Any) -> httpx.AsyncClient:
    app = Starlette(routes=Certificates(register.program, **given).routes())
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=ADDRESS)


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def place(server: Server) -> AsyncIterator[Place]:
    async with demonstrated(server) as register:
        found = (
            "select encode(verification_token, 'hex') from certificate"
            " where status = 'PUBLISHED' order by number limit 1"
        )
        token = await register.database.pool.fetchval(found)
        async with client(register) as http:
            yield Place(register, http, token)


async def test_the_page_tells_each_check_apart_and_no_whole_name(place: Place) -> None:
    name = await place.register.database.pool.fetchval(
        "select holder_name from certificate where verification_token = decode($1, 'hex')",
        place.token,
    )
    answer = await place.http.get(f"/c/{place.token.upper()}")

    assert answer.status_code == 200
    for words in ("有效", "示范职业技术学院（演示）", f"{name[0]}*", "登记系统中有此证书", "备案"):
        assert words in answer.text
    assert name not in answer.text
    assert answer.text.count('class="PASSED"') >= 3
    tags(answer.text)


async def test_the_page_speaks_english_in_its_checks_too(place: Place) -> None:
    answer = await place.http.get(f"/c/{place.token}?lang=en")

    assert "Check of a skill-level certificate" in answer.text
    assert "The register has this certificate." in answer.text


async def test_the_page_runs_nothing_and_asks_nobody(place: Place) -> None:
    answer = await place.http.get(f"/c/{place.token}")
    policy = answer.headers["content-security-policy"]

    assert "script" not in tags(answer.text)
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert not re.search(r"(src|href)=\"(https?:)?//", answer.text)
    assert answer.headers["cache-control"] == "no-store"


async def test_a_revoked_certificate_is_said_to_be_at_once(place: Place) -> None:
    await place.change("update certificate set revoked_on = register_today()")
    answer = await place.http.get(f"/c/{place.token}")
    await place.change("update certificate set revoked_on = null")

    assert answer.status_code == 200
    assert '<p class="standing REVOKED"><strong>已撤销' in answer.text


@pytest.mark.parametrize("token", [UNKNOWN, "x", "0" * 31, "' or 1=1", "%00", "<script>"])
async def test_every_unknown_token_gives_the_same_page(place: Place, token: str) -> None:
    answer = await place.http.get(f"/c/{token}")

    assert answer.status_code == 404
    assert answer.text == (await place.http.get(f"/c/{UNKNOWN}")).text
    assert "未查到该证书" in answer.text
    assert "市职鉴中心" in answer.text


async def test_too_many_checks_from_one_address_are_told_to_wait(place: Place) -> None:
    async with client(place.register, rate=Rate(per_second=0.01, burst=2)) as http:
        answers = [await http.get(f"/c/{UNKNOWN}") for _ in range(3)]

    assert [answer.status_code for answer in answers] == [404, 404, 429]
    assert int(answers[2].headers["retry-after"]) > 0


async def test_the_holder_fetches_the_credential_by_the_whole_name_alone(place: Place) -> None:
    name, number = await place.register.database.pool.fetchrow(
        "select holder_name, number from certificate where verification_token = decode($1, 'hex')",
        place.token,
    )
    page = await place.http.get(f"/c/{place.token}")
    given = await place.http.post(f"/c/{place.token}", data={"name": name})
    refused = await place.http.post(f"/c/{place.token}", data={"name": "错名"})
    unknown = await place.http.post(f"/c/{UNKNOWN}", data={"name": name})

    assert '<form method="post">' in page.text
    assert given.headers["content-type"].startswith("application/vc+jwt")
    assert given.headers["content-disposition"] == f'attachment; filename="{number}.jwt"'
    assert given.text.count(".") == 2
    assert (refused.status_code, "姓名与登记的不一致" in refused.text) == (200, True)
    assert (unknown.status_code, "<form" in unknown.text) == (404, False)


@pytest.mark.parametrize("language", Language)
def test_words_of_the_register_are_text_on_the_page(language: Language) -> None:
    plain = tags(certificate_page(CERTIFICATE, HELP, language))
    evil = dict.fromkeys(("agencyName", "occupationName", "tradeName", "maskedHolderName"), EVIL)
    check = [CERTIFICATE["checks"][0] | {"message": EVIL}]
    page = certificate_page(CERTIFICATE | evil | {"checks": check}, HELP, language)

    assert tags(page) == plain
    assert "<script" not in page
