"""Subscriptions as server-sent events."""

import asyncio
import json
from typing import Any

import pytest

from tests.transport.small_register import SECRET, SmallRegister
from tests.transport.talk import Talk, post
from transport.app import Application, application
from transport.options import Options

CHANGED = {"query": "subscription { changed }"}
EVENTS = "text/event-stream"


@pytest.fixture
def app(register: SmallRegister) -> Application:
    return application(register, Options(anonymous_rate=None, streams_of_address=2))


async def frame(talk: Talk) -> tuple[str, Any]:
    """The next event, without signs of life."""
    while True:
        text = (await talk.next())["body"].decode()
        if not text.startswith(":"):
            name, data = text.strip().split("\n")
            return name.removeprefix("event: "), json.loads(data.removeprefix("data: "))


async def test_an_event_is_an_execution_result(app: Application, register: SmallRegister) -> None:
    talk = post(app, CHANGED, accept=EVENTS)
    start = await talk.next()
    headers = dict(start["headers"])
    assert start["status"] == 200
    assert headers[b"content-type"] == b"text/event-stream; charset=utf-8"
    assert headers[b"cache-control"] == b"no-store"
    assert b"x-request-id" in headers
    assert await frame(talk) == ("next", {"data": {"changed": "once"}})
    talk.tell(type="http.disconnect")
    await talk.end()
    assert register.cancelled == 1


async def test_a_session_that_ends_ends_the_stream_in_words(app: Application) -> None:
    talk = post(app, CHANGED, accept=EVENTS, authorization="Bearer supervisor-token")
    await talk.next()
    await frame(talk)
    name, result = await frame(talk)
    assert name == "next"
    assert result["errors"][0]["extensions"]["code"] == "UNAUTHENTICATED"
    assert await frame(talk) == ("complete", {})
    await talk.end()


async def test_a_fault_is_told_without_its_words(app: Application) -> None:
    talk = post(app, CHANGED, accept=EVENTS, authorization="Bearer school-token")
    await talk.next()
    await frame(talk)
    _, result = await frame(talk)
    assert result["errors"][0]["extensions"]["code"] == "INTERNAL"
    assert SECRET not in json.dumps(result)


async def test_without_asking_for_events_a_subscription_is_refused(app: Application) -> None:
    talk = post(app, CHANGED, accept="application/json")
    await talk.next()
    body = json.loads((await talk.next())["body"])
    assert body["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT"
    assert "text/event-stream" in body["errors"][0]["message"]


async def test_one_address_opens_so_many_streams_and_no_more(app: Application) -> None:
    for _ in range(2):
        assert (await post(app, CHANGED, accept=EVENTS).next())["status"] == 200
    assert (await post(app, CHANGED, accept=EVENTS).next())["status"] == 429


async def test_the_end_of_the_service_ends_what_would_not_end_by_itself(app: Application) -> None:
    talk = post(app, CHANGED, accept=EVENTS)
    await talk.next()
    await frame(talk)
    app.stop()
    assert (await talk.next())["body"] == b""
    await talk.end()
    await asyncio.sleep(0)
