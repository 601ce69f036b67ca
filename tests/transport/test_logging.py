"""The log says that something was asked, never what."""

import asyncio
import io
import json
import logging
from collections.abc import Iterator

import httpx
import pytest
import structlog

from tests.transport.small_register import COMPILED, SECRET
from transport import record
from transport.logging import configure_logging

Lines = io.BytesIO


@pytest.fixture
def lines(monkeypatch: pytest.MonkeyPatch) -> Iterator[Lines]:
    stream = io.BytesIO()
    before = logging.getLogger().handlers[:], logging.getLogger().level
    configure_logging(stream=stream)
    monkeypatch.setattr(record, "log", structlog.get_logger())  # the module's own is bound already
    yield stream
    structlog.reset_defaults()
    logging.getLogger().handlers[:], level = before
    logging.getLogger().setLevel(level)


def logged(lines: Lines) -> list[dict[str, object]]:
    return [json.loads(line) for line in lines.getvalue().splitlines()]


async def test_a_request_leaves_one_line_of_json(lines: Lines, client: httpx.AsyncClient) -> None:
    answer = await client.post(
        "/graphql",
        json={"query": COMPILED, "variables": {"id": SECRET}},
        headers={"authorization": "Bearer school-token"},
    )
    [line] = logged(lines)
    assert line["event"] == "request"
    assert (line["method"], line["status"], line["code"]) == ("POST", 200, None)
    assert (line["operation"], line["role"], line["way"]) == ("Compiled", "SCHOOL", "compiled")
    assert line["request"] == answer.headers["x-request-id"]
    assert len(str(line["document"])) == 64
    assert float(str(line["milliseconds"])) > 0
    assert SECRET not in lines.getvalue().decode()


@pytest.mark.parametrize(
    "query",
    [
        f'{{ certificate(number: "{SECRET}") {{ id }} }}',
        f'{{ certificate(number: "{SECRET}") {{ nope }} }}',
        f'{{ certificate(number: "{SECRET}" {{ id }} }}',
        f"{{ certificates(first: {SECRET}) {{ id }} }}",
        "{ fault wrong away refused }",
    ],
)
async def test_no_literal_variable_or_exception_text_is_logged(
    lines: Lines, client: httpx.AsyncClient, query: str
) -> None:
    await client.post("/graphql", json={"query": query, "variables": {"secret": SECRET}})
    assert logged(lines)
    assert SECRET not in lines.getvalue().decode()


async def test_a_fault_is_found_by_its_type_and_our_frames(
    lines: Lines, client: httpx.AsyncClient
) -> None:
    answer = await client.post("/graphql", json={"query": "{ fault }"})
    fault, request = logged(lines)
    assert fault["request"] == answer.headers["x-request-id"] == request["request"]
    assert fault["path"] == ["fault"]
    causes = fault["fault"]
    assert isinstance(causes, list)
    assert causes[-1]["type"] == "builtins.RuntimeError"
    assert causes[-1]["at"][-1].startswith("tests/transport/small_register.py:")
    assert request["code"] == "INTERNAL"


async def test_what_libraries_say_has_no_values_either(lines: Lines) -> None:
    logging.getLogger("asyncpg").error("failed for %s\nwith %s", SECRET, SECRET)
    try:
        raise ValueError(SECRET)
    except ValueError:
        logging.getLogger("uvicorn.error").exception("Exception in ASGI application\n")
    loop = asyncio.get_running_loop()
    loop.call_exception_handler({"message": "never retrieved", "exception": ValueError(SECRET)})
    assert [line["library"] for line in logged(lines)] == ["asyncpg", "uvicorn.error", "asyncio"]
    assert logged(lines)[0]["said"] == "failed for %s"
    assert SECRET not in lines.getvalue().decode()
