"""事件流 A subscription as server-sent events: the distinct connections of `graphql-sse`.

Each event is `next` with an execution result; an error is the last of them, and `complete` ends
the stream. A stream that ends without `complete` was cut: a client asks again.
"""

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing, suppress
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final

from starlette.types import Receive, Send

from transport.answer import Header, refusal_of, result_of
from transport.arrival import Arrival
from transport.negotiation import MediaType
from transport.record import report_fault
from transport.streams import Streams

KEEP_ALIVE_SECONDS: Final = 12.0  # proxies end what is silent, mostly after a minute
STILL_HERE: Final = b":\n\n"
COMPLETE: Final = b"event: complete\ndata: {}\n\n"
OF_STREAMS: Final[tuple[Header, ...]] = (
    (b"content-type", MediaType.EVENTS.value),
    (b"x-accel-buffering", b"no"),  # nginx would keep events back until a page is full
)


@dataclass(frozen=True, slots=True)
class Stream:
    """An answer that goes on for as long as there are events."""

    events: AsyncGenerator[bytes, None]


async def send_stream(
    stream: Stream,
    arrival: Arrival,
    receive: Receive,
    send: Send,
    headers: Sequence[Header],
    streams: Streams,
) -> None:
    """Until the events end, whoever asked has gone, or the service stops."""
    sent = [*OF_STREAMS, *headers]
    await send({"type": "http.response.start", "status": HTTPStatus.OK, "headers": sent})
    sending = asyncio.create_task(_send_frames(stream, arrival, send))
    gone = asyncio.create_task(_until_gone(receive))
    stopped = asyncio.create_task(streams.stopped())
    tasks = {sending, gone, stopped}
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.wait(tasks)
    with suppress(OSError):
        await send({"type": "http.response.body", "body": b""})


async def _send_frames(stream: Stream, arrival: Arrival, send: Send) -> None:
    async with aclosing(_frames(stream, arrival)) as frames:
        async for frame in frames:
            await send({"type": "http.response.body", "body": frame, "more_body": True})


async def _frames(stream: Stream, arrival: Arrival) -> AsyncGenerator[bytes, None]:
    """The text of the stream; a sign of life where nothing happens."""
    yield STILL_HERE  # the headers reach the client before the first event
    following = asyncio.ensure_future(anext(stream.events))
    try:
        while True:
            done, _ = await asyncio.wait({following}, timeout=KEEP_ALIVE_SECONDS)
            if not done:
                yield STILL_HERE
                continue
            yield _event(result_of(following.result()))
            following = asyncio.ensure_future(anext(stream.events))
    except StopAsyncIteration:
        pass
    except Exception as error:
        report_fault(arrival, error)
        yield _event(refusal_of(error, arrival.request_id, arrival.language()))
    finally:
        following.cancel()
        await asyncio.wait({following})
        await stream.events.aclose()
    yield COMPLETE


def _event(result: bytes) -> bytes:
    return b"event: next\ndata: %b\n\n" % result


async def _until_gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
