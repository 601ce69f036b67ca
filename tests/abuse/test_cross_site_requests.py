"""A page of another site can make a browser send forms and texts, but not JSON: none may act."""

import itertools

import httpx
import pytest

from tests.transport.small_register import SmallRegister
from transport.app import application
from transport.options import Options

MUTATION = 'mutation { issue(number: "1") { id } }'
CONTENT_TYPES = [
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    "text/plain",
    "text/plain; charset=utf-8; application/json",
    "application/graphql",
    "text/json",
    "application/json; charset=utf-16",
    "application/xml",
    "",
]
BODIES = [
    f'{{"query": {MUTATION!r}}}'.replace("'", '"').replace('"1"', "'1'"),
    '{"query": "mutation { issue(number: \\"1\\") { id } }"}',
    "query=" + MUTATION,
    MUTATION,
    '--x\r\nContent-Disposition: form-data; name="query"\r\n\r\n' + MUTATION + "\r\n--x--",
]


@pytest.mark.parametrize(
    ("content_type", "method"), list(itertools.product(CONTENT_TYPES, ["GET", "POST"]))
)
async def test_no_simple_request_executes_a_mutation(content_type: str, method: str) -> None:
    SmallRegister.issued.clear()
    transport = httpx.ASGITransport(application(SmallRegister(), Options(anonymous_rate=None)))
    async with httpx.AsyncClient(transport=transport, base_url="http://register.test") as client:
        for body in BODIES:
            headers = {"content-type": content_type, "origin": "https://evil.test"}
            if method == "GET":
                answer = await client.get("/graphql", params={"query": MUTATION}, headers=headers)
            else:
                answer = await client.post("/graphql", content=body, headers=headers)
            assert answer.status_code in (405, 415)
    assert SmallRegister.issued == []


async def test_the_same_body_as_json_does_execute() -> None:
    SmallRegister.issued.clear()
    transport = httpx.ASGITransport(application(SmallRegister(), Options(anonymous_rate=None)))
    async with httpx.AsyncClient(transport=transport, base_url="http://register.test") as client:
        headers = {"content-type": "application/json"}
        await client.post("/graphql", content=BODIES[1], headers=headers)
    assert SmallRegister.issued == ["1"]
