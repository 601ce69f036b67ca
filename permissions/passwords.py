"""口令 Passwords: argon2id (RFC 9106) at 19 MiB, in a bounded pool of threads.

The bound is what keeps a wave of sign-ins from taking every core and all memory: two at a time,
a short queue, and beyond it a retryable refusal. An account that does not exist costs the same
work as one that does, so the time of an answer tells nothing.
"""

import asyncio
import secrets
import unicodedata
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from typing import Final, TypeVar
from weakref import WeakValueDictionary

from pwdlib import PasswordHash
from pwdlib.exceptions import UnknownHashError
from pwdlib.hashers.argon2 import Argon2Hasher

from permissions.errors import BadUserInput, Unavailable
from rules.account import MOST_PASSWORD_LENGTH

MEMORY_KIB: Final = 19 * 1024
ITERATIONS: Final = 2
LANES: Final = 1
DEFAULT_WORKERS: Final = 2
DEFAULT_QUEUE: Final = 32

T = TypeVar("T")


class _Turn:
    def __init__(self) -> None:
        self.lock = asyncio.Lock()
        self.waiting = 0


class Passwords:
    """Hashes and verifies passwords off the event loop; `close` ends its threads."""

    def __init__(self, workers: int = DEFAULT_WORKERS, queue: int = DEFAULT_QUEUE) -> None:
        hasher = Argon2Hasher(time_cost=ITERATIONS, memory_cost=MEMORY_KIB, parallelism=LANES)
        self._algorithm = PasswordHash((hasher,))
        self._threads = ThreadPoolExecutor(workers, thread_name_prefix="password")
        self._places = asyncio.Semaphore(workers)
        self._room = workers + queue
        self._present = 0
        self._turns: WeakValueDictionary[str, _Turn] = WeakValueDictionary()
        # Verified when there is no account: same parameters, a password that nobody knows.
        self._nobody = self._algorithm.hash(secrets.token_urlsafe(32))

    async def hash(self, password: str) -> str:
        """The text to store. Raises BadUserInput if too long, Unavailable if the queue is full."""
        spelled = _spelled(password)
        return await self._run(lambda: self._algorithm.hash(spelled))

    async def verify(self, password: str, stored: str | None) -> bool:
        """Whether `password` is the one that was stored; `None` stands for no such account.

        Raises Unavailable if the queue is full. A password that is too long is simply wrong.
        """
        if len(password) > MOST_PASSWORD_LENGTH:
            password, stored = "", None
        spelled = _spelled(password)
        is_right = await self._run(lambda: self._is_right(spelled, stored or self._nobody))
        return is_right and stored is not None

    @asynccontextmanager
    async def turn(self, key: str) -> AsyncIterator[None]:
        """One after the other for the same key. Raises Unavailable if too many wait already."""
        turn = self._turns.setdefault(key, _Turn())
        if turn.waiting >= self._room:
            raise _too_many()
        turn.waiting += 1
        try:
            async with turn.lock:
                yield
        finally:
            turn.waiting -= 1

    def needs_rehash(self, stored: str) -> bool:
        """Whether the text was made with other parameters than today's."""
        return self._algorithm.current_hasher.check_needs_rehash(stored)

    def close(self) -> None:
        self._threads.shutdown(wait=True, cancel_futures=True)

    def _is_right(self, password: str, stored: str) -> bool:
        try:
            return self._algorithm.verify(password, stored)
        except UnknownHashError:
            return self._algorithm.verify(password, self._nobody) and False

    async def _run(self, work: Callable[[], T]) -> T:
        if self._present >= self._room:
            raise _too_many()
        self._present += 1
        try:
            async with self._places:
                return await asyncio.get_running_loop().run_in_executor(self._threads, work)
        finally:
            self._present -= 1


def _too_many() -> Unavailable:
    return Unavailable(
        "正在登录的人过多，请稍后再试。",
        "Too many people are signing in; try again shortly.",
        retry_after=2,
    )


def _spelled(password: str) -> str:
    """One spelling for what looks the same (NFKC, as NIST SP 800-63B 3.1.1.2 advises)."""
    if len(password) > MOST_PASSWORD_LENGTH:
        raise BadUserInput(
            f"口令最多{MOST_PASSWORD_LENGTH}个字符。",
            f"A password has at most {MOST_PASSWORD_LENGTH} characters.",
        )
    return unicodedata.normalize("NFKC", password)
