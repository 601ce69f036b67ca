"""The lane with the small register behind it, asked through ASGI without a socket."""

from collections.abc import AsyncIterator

import httpx
import pytest

from tests.transport.small_register import SmallRegister
from tests.transport.talk import Talk
from transport.app import application
from transport.options import Options

ADDRESS = "http://register.test"


def client_of(register: SmallRegister, options: Options) -> httpx.AsyncClient:
    transport = httpx.ASGITransport(application(register, options))
    return httpx.AsyncClient(transport=transport, base_url=ADDRESS)


@pytest.fixture(autouse=True)
async def _nothing_stays_open() -> AsyncIterator[None]:
    yield
    await Talk.end_all()


@pytest.fixture
def register() -> SmallRegister:
    SmallRegister.issued.clear()
    return SmallRegister()


@pytest.fixture
async def client(register: SmallRegister) -> AsyncIterator[httpx.AsyncClient]:
    options = Options(
        anonymous_rate=None,
        allowed_origins=frozenset({"https://page.test"}),
        trusted_documents={"sha256:known": "{ certificate { id } }"},
    )
    async with client_of(register, options) as asked:
        yield asked
