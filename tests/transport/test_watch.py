"""A request ends when its time is over, and when whoever asked has gone."""

import asyncio
import json
import time
from collections.abc import Callable, MutableMapping
from typing import Any

from tests.transport.small_register import SmallRegister
from transport.app import application
from transport.options import Options

Message = MutableMapping[str, Any]
SLOW = json.dumps({"query": "{ slow(seconds: 5) }"}).encode()


def scope_of(length: int) -> dict[str, Any]:
    return {
        "type": "http",
        "method": "POST",
        "path": "/graphql",
        "query_string": b"",
        "client": ("192.0.2.1", 1),
        "headers": [
            (b"content-type", b"application/json"),
            (b"content-length", str(length).encode()),
        ],
    }


class Connection:
    """One client: sends `body`, then hangs up after `leaves_after` seconds, if at all."""

    def __init__(self, body: bytes | None, leaves_after: float | None = None) -> None:
        self._body = body
        self._leaves_after = leaves_after
        self.sent: list[Message] = []

    async def receive(self) -> Message:
        if self._body is not None:
            body, self._body = self._body, None
            return {"type": "http.request", "body": body, "more_body": False}
        await asyncio.sleep(3_600 if self._leaves_after is None else self._leaves_after)
        return {"type": "http.disconnect"}

    async def send(self, message: Message) -> None:
        self.sent.append(message)


async def run(
    register: SmallRegister, connection: Connection, *, length: int = len(SLOW), **options: Any
) -> float:
    app = application(register, Options(**options))
    started = time.perf_counter()
    await app(scope_of(length), connection.receive, connection.send)
    return time.perf_counter() - started


async def test_the_deadline_stops_the_work_and_is_answered_in_words() -> None:
    register, connection = SmallRegister(), Connection(SLOW)
    assert await run(register, connection, request_seconds=0.2) < 1
    assert register.cancelled == 1
    task = asyncio.current_task()
    assert task is not None
    assert task.cancelling() == 0  # the next request of this task must not count as cancelled
    assert connection.sent[0]["status"] == 503
    [error] = json.loads(connection.sent[1]["body"])["errors"]
    assert error["extensions"]["code"] == "UNAVAILABLE"
    assert (b"retry-after", b"1") in connection.sent[0]["headers"]


async def test_who_has_gone_is_not_worked_for() -> None:
    register, connection = SmallRegister(), Connection(SLOW, leaves_after=0.1)
    assert await run(register, connection) < 1
    assert register.cancelled == 1
    assert connection.sent == []


async def test_a_body_that_does_not_come_is_408() -> None:
    connection = Connection(None)
    assert await run(SmallRegister(), connection, body_seconds=0.2) < 1
    assert connection.sent[0]["status"] == 408


async def test_a_register_that_cannot_say_who_asks_is_503_and_not_the_senders_fault() -> None:
    register, connection = SmallRegister(), Connection(SLOW)
    register.seconds_to_know_a_viewer = 5
    assert await run(register, connection, body_seconds=0.2) < 1
    assert connection.sent[0]["status"] == 503


async def test_a_slow_request_within_its_time_is_answered() -> None:
    body = json.dumps({"query": "{ slow(seconds: 0.2) }"}).encode()
    connection = Connection(body)
    await run(SmallRegister(), connection, length=len(body))
    assert json.loads(connection.sent[1]["body"]) == {"data": {"slow": "done"}}


async def test_cancelling_the_server_is_not_mistaken_for_a_deadline() -> None:
    register, connection = SmallRegister(), Connection(SLOW)
    task = asyncio.create_task(run(register, connection))
    await asyncio.sleep(0.1)
    task.cancel()
    outcome = (await asyncio.gather(task, return_exceptions=True))[0]
    assert isinstance(outcome, asyncio.CancelledError)
    assert connection.sent == []


async def test_no_task_outlives_its_request() -> None:
    before = asyncio.all_tasks()
    await run(SmallRegister(), Connection(SLOW), request_seconds=0.1)
    await run(SmallRegister(), Connection(SLOW, leaves_after=0.06))
    answered = json.dumps({"query": "{ slow(seconds: 0.1) }"}).encode()
    await run(SmallRegister(), Connection(answered), length=len(answered))
    await asyncio.sleep(0.01)
    assert asyncio.all_tasks() == before


async def test_stopping_waits_for_what_is_under_way_and_refuses_what_is_new() -> None:
    register = SmallRegister()
    app = application(register, Options())
    body = json.dumps({"query": "{ slow(seconds: 0.3) }"}).encode()
    early, late = Connection(body), Connection(body)
    stopping, events = lifespan_of(app)
    await events.get()
    serving = app(scope_of(len(body)), early.receive, early.send)
    under_way = asyncio.ensure_future(serving)
    await asyncio.sleep(0.05)
    stopping()
    await asyncio.sleep(0.05)
    await app(scope_of(len(body)), late.receive, late.send)
    assert late.sent[0]["status"] == 503
    assert events.empty()
    await under_way
    assert json.loads(early.sent[1]["body"]) == {"data": {"slow": "done"}}
    assert (await events.get())["type"] == "lifespan.shutdown.complete"


def lifespan_of(app: Any) -> tuple[Callable[[], None], "asyncio.Queue[Message]"]:
    """Start the application's life; the call that ends it, and what it says on the way."""
    asked: asyncio.Queue[Message] = asyncio.Queue()
    said: asyncio.Queue[Message] = asyncio.Queue()
    asked.put_nowait({"type": "lifespan.startup"})
    life = asyncio.create_task(app({"type": "lifespan"}, asked.get, said.put))
    life.add_done_callback(lambda done: done.result())
    return lambda: asked.put_nowait({"type": "lifespan.shutdown"}), said
