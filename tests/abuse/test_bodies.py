"""Bodies that are large, nested or slow, sent to a real server over a socket."""

import asyncio
import json
import resource
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager

import psutil  # type: ignore[import-untyped]
import pytest
import uvicorn

from tests.transport.small_register import SmallRegister
from transport.app import application
from transport.options import Options

MEGABYTE = 1024 * 1024
QUESTION = json.dumps({"query": "{ __typename }"}).encode()


@asynccontextmanager
async def served(options: Options) -> AsyncIterator[int]:
    """The port of a server with the small register."""
    listening = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(
        application(SmallRegister(), options), log_config=None, lifespan="on", loop="none"
    )
    server = uvicorn.Server(config)
    serving = asyncio.create_task(server.serve(sockets=[listening]))
    try:
        yield listening.getsockname()[1]
    finally:
        server.should_exit = True
        await serving


async def post(port: int, length: int | None, pieces: list[bytes]) -> bytes:
    """The head of the answer to a body of so many bytes, declared or in chunks."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    size = b"transfer-encoding: chunked" if length is None else b"content-length: %d" % length
    writer.write(
        b"POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n"
        + size
        + b"\r\n\r\n"
    )
    try:
        for piece in pieces:
            writer.write(piece if length is not None else b"%x\r\n%s\r\n" % (len(piece), piece))
            await writer.drain()
    except ConnectionError:
        pass  # refused while still sending: what counts is the answer
    try:
        return await reader.readuntil(b"\r\n\r\n")
    finally:
        writer.close()


async def test_a_hundred_megabytes_are_refused_without_being_kept() -> None:
    piece = b" " * MEGABYTE
    process = psutil.Process()
    async with served(Options(anonymous_rate=None)) as port:
        await post(port, len(QUESTION), [QUESTION])
        for length in (100 * MEGABYTE, None):
            before = process.memory_info().rss
            head = await post(port, length, [piece] * 100)
            assert b" 413 " in head.split(b"\r\n")[0]
            assert process.memory_info().rss - before < 5 * MEGABYTE
        assert b" 200 " in await post(port, len(QUESTION), [QUESTION])


@pytest.fixture
def many_sockets() -> Iterator[None]:
    """Room for both ends of 500 connections in this process."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, min(hard, 4_096)), hard))
    yield
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


@pytest.mark.usefixtures("many_sockets")
async def test_five_hundred_slow_bodies_do_not_stop_the_service() -> None:
    async with served(Options(anonymous_rate=None, body_seconds=2.0)) as port:
        slow = [asyncio.create_task(post(port, 100, [b"{"])) for _ in range(500)]
        await asyncio.sleep(0.3)
        started = asyncio.get_running_loop().time()
        assert b" 200 " in await post(port, len(QUESTION), [QUESTION])
        assert asyncio.get_running_loop().time() - started < 1.0
        heads = await asyncio.gather(*slow)
        assert all(b" 408 " in head.split(b"\r\n")[0] for head in heads)
