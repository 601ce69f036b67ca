"""Subscriptions over graphql-transport-ws."""

from typing import Any

import pytest

from tests.transport.small_register import SmallRegister
from tests.transport.talk import Talk, connect
from transport import web_socket
from transport.app import Application, application
from transport.options import Options

PROTOCOL = "graphql-transport-ws"
CHANGED = {"query": "subscription { changed }"}


@pytest.fixture
def app(register: SmallRegister) -> Application:
    allowed = frozenset({"https://page.test"})
    return application(register, Options(anonymous_rate=None, allowed_origins=allowed))


async def initialised(app: Application, **payload: str) -> Talk:
    talk = connect(app, PROTOCOL)
    assert (await talk.next())["subprotocol"] == PROTOCOL
    talk.say(type="connection_init", payload=payload)
    assert await talk.heard() == {"type": "connection_ack"}
    return talk


async def test_an_event_comes_under_the_id_of_its_subscription(app: Application) -> None:
    talk = await initialised(app)
    talk.say(type="subscribe", id="a", payload=CHANGED)
    told = {"type": "next", "id": "a", "payload": {"data": {"changed": "once"}}}
    assert await talk.heard() == told


async def test_a_completed_subscription_is_given_up(
    app: Application, register: SmallRegister
) -> None:
    talk = await initialised(app)
    talk.say(type="subscribe", id="a", payload=CHANGED)
    await talk.heard()
    talk.say(type="complete", id="a")
    talk.say(type="subscribe", id="a", payload=CHANGED)
    assert (await talk.heard())["type"] == "next"
    assert register.cancelled == 1
    talk.tell(type="websocket.disconnect", code=1000)
    await talk.end()
    assert register.cancelled == 2


async def test_a_ping_is_answered_before_and_after_the_beginning(app: Application) -> None:
    talk = connect(app, PROTOCOL)
    await talk.next()
    talk.say(type="ping")
    assert await talk.heard() == {"type": "pong"}
    talk.say(type="connection_init")
    await talk.heard()
    talk.say(type="ping")
    assert await talk.heard() == {"type": "pong"}


async def test_the_end_of_the_session_closes_the_socket(app: Application) -> None:
    talk = await initialised(app, authorization="Bearer supervisor-token")
    talk.say(type="subscribe", id="a", payload=CHANGED)
    await talk.heard()
    refused = await talk.heard()
    assert (refused["type"], refused["id"]) == ("error", "a")
    assert refused["payload"][0]["extensions"]["code"] == "UNAUTHENTICATED"
    assert (await talk.heard())[0] == 4403


@pytest.mark.parametrize(
    ("messages", "code"),
    [
        ([{"type": "subscribe", "id": "a", "payload": CHANGED}], 4401),
        ([{"type": "connection_init", "payload": {"authorization": "Bearer " + "x" * 43}}], 4403),
        ([{"type": "connection_init", "payload": {"authorization": "Basic x"}}], 4403),
        ([{"type": "connection_init"}, {"type": "connection_init"}], 4429),
        ([{"type": "start"}], 4400),
        ([["connection_init"]], 4400),
        ([{"type": "connection_init"}, {"type": "subscribe", "payload": CHANGED}], 4400),
        (
            [
                {"type": "connection_init"},
                {"type": "subscribe", "id": "a", "payload": CHANGED},
                {"type": "subscribe", "id": "a", "payload": CHANGED},
            ],
            4409,
        ),
    ],
)
async def test_what_breaks_the_protocol_is_closed_with_its_number(
    app: Application, messages: list[Any], code: int
) -> None:
    talk = connect(app, PROTOCOL)
    await talk.next()
    for message in messages:
        if isinstance(message, dict):
            talk.say(**message)
        else:
            talk.tell(type="websocket.receive", text=str(message))
    heard = await talk.heard()
    while not isinstance(heard, tuple):
        heard = await talk.heard()
    assert heard[0] == code


async def test_who_does_not_begin_in_time_is_sent_away(
    app: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(web_socket, "INIT_SECONDS", 0.01)
    talk = connect(app, PROTOCOL)
    await talk.next()
    assert (await talk.heard())[0] == 4408


async def test_the_old_protocol_is_not_spoken(app: Application) -> None:
    talk = connect(app, "graphql-ws")
    assert (await talk.next())["subprotocol"] is None
    assert (await talk.heard())[0] == 4406


@pytest.mark.parametrize(
    ("origin", "accepted"),
    [
        ("http://register.test", True),
        ("https://page.test", True),
        ("https://evil.test", False),
        ("https://register.test.evil.test", False),
    ],
)
async def test_a_page_of_another_origin_connects_only_if_it_is_on_the_list(
    app: Application, origin: str, accepted: bool
) -> None:
    first = await connect(app, PROTOCOL, origin=origin).next()
    assert first["type"] == ("websocket.accept" if accepted else "websocket.close")


@pytest.mark.parametrize(
    ("payload", "code"),
    [
        ({"query": "{ certificate { number } }"}, "BAD_USER_INPUT"),
        ({"query": "subscription { other }"}, "GRAPHQL_VALIDATION_FAILED"),
        ({"query": "subscription {"}, "GRAPHQL_PARSE_FAILED"),
        ({"documentId": "sha256:unknown"}, "DOCUMENT_NOT_FOUND"),
        ({"variables": {}}, "BAD_USER_INPUT"),
    ],
)
async def test_what_cannot_be_followed_is_refused_in_words_and_the_socket_stays(
    app: Application, payload: dict[str, Any], code: str
) -> None:
    talk = await initialised(app)
    talk.say(type="subscribe", id="a", payload=payload)
    refused = await talk.heard()
    assert (refused["type"], refused["id"]) == ("error", "a")
    assert refused["payload"][0]["extensions"]["code"] == code
    talk.say(type="ping")
    assert await talk.heard() == {"type": "pong"}


async def test_a_socket_has_twenty_subscriptions_at_most(app: Application) -> None:
    talk = await initialised(app)
    for number in range(20):
        talk.say(type="subscribe", id=str(number), payload=CHANGED)
        assert (await talk.heard())["type"] == "next"
    talk.say(type="subscribe", id="more", payload=CHANGED)
    refused = await talk.heard()
    assert (refused["type"], refused["id"]) == ("error", "more")
    assert refused["payload"][0]["extensions"]["code"] == "RATE_LIMITED"
