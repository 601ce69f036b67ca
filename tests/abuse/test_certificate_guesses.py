"""Abuse: certificates looked for by guessing, through the whole application."""

from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import httpx
import pytest_asyncio

from operation.demonstration.cast import identity_number
from tests.demonstrated import ADDRESS, Demonstrated, demonstrated
from tests.server import Server
from transport.app import application
from transport.look_ups import AddressLookUps
from transport.options import Options

ASKED = "query($by: CertificateBy!) { certificate(by: $by) { number } }"
USUAL_NAMES = ("张伟", "王伟", "王芳", "李伟", "李娜", "张敏", "李静", "王静", "刘伟", "王秀英")


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def register(server: Server) -> AsyncIterator[Demonstrated]:
    async with demonstrated(server) as made:
        yield made


async def numbers(register: Demonstrated) -> list[str]:
    """Of certificates that the public finds."""
    asked = "select number from certificate where status = 'PUBLISHED' order by number"
    return [row["number"] for row in await register.database.pool.fetch(asked)]


async def asked(http: httpx.AsyncClient, by: Any) -> Any:
    answer = await http.post("/graphql", json={"query": ASKED, "variables": {"by": by}})
    return answer.json()


async def test_numbers_that_exist_are_not_found_without_the_second_factor(
    register: Demonstrated,
) -> None:
    found = [
        (await asked(register.http, by))["data"]["certificate"]
        for number in await numbers(register)
        for by in (
            *({"numberAndName": {"number": number, "name": name}} for name in USUAL_NAMES),
            *(
                {"numberAndIdentity": {"number": number, "identityEnd": f"{end:06d}"}}
                for end in range(0, 1_000_000, 99_991)
            ),
        )
    ]
    assert len(found) > 20
    assert set(found) == {None}


async def test_one_person_s_number_is_not_tried_with_names_one_after_the_other(
    register: Demonstrated,
) -> None:
    number = identity_number("20050301", 1)
    names = [f"林{chr(0x4E00 + i)}" for i in range(40)]
    answers = [
        await asked(register.http, {"nameAndIdentity": {"name": n, "documentNumber": number}})
        for n in names
    ]
    answered = [one for one in answers if "errors" not in one]
    codes = {one["errors"][0]["extensions"]["code"] for one in answers if "errors" in one}
    assert (len(answered), codes) == (5, {"RATE_LIMITED"})
    kept = await register.database.pool.fetch("select identity_index from identity_query")
    assert all(number.encode() not in row["identity_index"] for row in kept)


async def test_an_address_that_guesses_is_stopped_after_a_few_and_told_how_long(
    register: Demonstrated,
) -> None:
    number, name = await register.database.pool.fetchrow(
        "select number, holder_name from certificate where status = 'PUBLISHED' limit 1"
    )
    program = register.program
    before = program._reader.services
    program._reader.services = replace(before, look_ups=AddressLookUps(clock=lambda: 0.0))
    program._services, kept = program._reader.services, program._services
    app = application(program, Options(anonymous_rate=None))
    try:
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url=ADDRESS) as http:
            wrong = {"numberAndName": {"number": number, "name": "错名"}}
            answers = [await asked(http, wrong) for _ in range(20)]
            right = {"numberAndName": {"number": number, "name": name}}
            late = await asked(http, right)
    finally:
        program._reader.services, program._services = before, kept
    assert [one for one in answers if "errors" not in one] == [{"data": {"certificate": None}}] * 5
    told = answers[5]["errors"][0]["extensions"]
    assert (told["code"], told["proofTaken"], told["retryAfter"] > 0) == (
        "RATE_LIMITED", False, True,
    )  # fmt: skip
    assert late["errors"][0]["extensions"]["code"] == "RATE_LIMITED"
