"""`python server.py` as an operator runs it: its start, its signals, its end."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from operation.generated import ROOT
from operation.refusal import RefusedError
from operation.serving import bound
from tests.server import quick_folder

PATIENCE = 120.0  # seconds, on a machine that does much else
SIGN_IN = """mutation { signIn(input: {loginName: "first", password: "a password of mine"}) {
    viewer { role } } }"""


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as door:
        return int(door.getsockname()[1])


@dataclass
class Place:
    """Where a program of a test lives."""

    folder: Path
    port: int

    @property
    def environment(self) -> dict[str, str]:
        kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        return kept | {
            "DATA": str(self.folder / "data"),
            "DENGJI_KEYS": str(self.folder / "keys" / "keys.json"),
            "PORT": str(self.port),
        }

    def command(self, *words: str, said: str | None = None) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, *words],
            cwd=ROOT,
            env=self.environment,
            input=said,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
        )

    @contextmanager
    def started(self) -> Iterator[subprocess.Popen[bytes]]:
        """The program, ready; killed at the end if the test has not ended it."""
        with (self.folder / "log").open("ab") as log:
            words = [sys.executable, "server.py"]
            running = subprocess.Popen(
                words, cwd=ROOT, env=self.environment, stdout=log, stderr=log
            )
        try:
            assert until(self.is_ready), (self.folder / "log").read_text()
            yield running
        finally:
            running.kill()
            running.wait()

    def ask_until_refused(self, query: str) -> None:
        """The backends of a killed server live until they notice."""
        for _ in range(10_000):
            self.ask("/graphql", {"query": query})

    def ask(self, path: str, body: dict[str, Any] | None = None) -> Any:
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.port}{path}",
            None if body is None else json.dumps(body).encode(),
            {"content-type": "application/json"},
        )
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
            return json.load(answer)

    def is_ready(self) -> bool:
        try:
            return bool(self.ask("/readyz")["status"] == "ready")
        except (urllib.error.URLError, ConnectionError):
            return False

    def postmaster(self) -> int:
        kept = self.folder / "data" / "postgres" / "postmaster.pid"
        return int(kept.read_text().split("\n")[0])


def until(is_reached: Callable[[], bool]) -> bool:
    end = time.monotonic() + PATIENCE
    while not (reached := is_reached()) and time.monotonic() < end:
        time.sleep(0.05)
    return reached


@pytest.fixture(scope="module")
def begun() -> Iterator[Place]:
    """A program that was started once, and stopped."""
    with quick_folder() as folder:
        made = Place(folder, free_port())
        with made.started() as running:
            running.send_signal(signal.SIGTERM)
            assert running.wait(PATIENCE) == 0
        yield made


@pytest.fixture
def place(begun: Place) -> Iterator[Place]:
    """What the first start left, for a further one."""
    with quick_folder() as folder:
        for own in ("data", "keys"):
            subprocess.run(["cp", "-a", str(begun.folder / own), str(folder)], check=True)
        yield Place(folder, free_port())


@pytest.fixture
def empty_place() -> Iterator[Place]:
    with quick_folder() as folder:
        yield Place(folder, free_port())


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_it_serves_until_a_signal_and_leaves_no_orphan(
    place: Place, number: signal.Signals
) -> None:
    with place.started() as running:
        postmaster = place.postmaster()
        answer = place.ask("/graphql", {"query": "{ viewer { role } occupations { totalCount } }"})
        assert answer["data"]["viewer"] == {"role": "PUBLIC"}
        assert answer["data"]["occupations"]["totalCount"] > 1600
        running.send_signal(number)
        assert running.wait(PATIENCE) == (-number if number is signal.SIGKILL else 0)
        assert until(lambda: not Path(f"/proc/{postmaster}").exists())


def test_a_database_that_is_killed_under_the_program_comes_back(place: Place) -> None:
    with place.started():
        killed = place.postmaster()
        os.kill(killed, signal.SIGKILL)
        with pytest.raises(urllib.error.HTTPError) as refused:
            place.ask_until_refused("{ occupations { totalCount } }")
        told = json.load(refused.value)["errors"][0]["extensions"]
        assert (refused.value.code, told["code"], told["retryAfter"]) == (503, "UNAVAILABLE", 1)
        assert until(place.is_ready)
        assert place.postmaster() != killed
        answer = place.ask("/graphql", {"query": "{ occupations { totalCount } }"})
        assert answer["data"]["occupations"]["totalCount"] > 1600
    assert "started again" in (place.folder / "log").read_text()


def test_an_account_made_beside_a_running_program_signs_in(place: Place) -> None:
    make = ("-m", "operation.accounts", "create", "first", "administrator")
    with place.started():
        short = place.command(*make, said="short\n")
        assert (short.returncode, "12 to 128" in short.stderr) == (1, True)
        made = place.command(*make, said="a password of mine\n")
        assert made.returncode == 0, made.stderr
        answer = place.ask("/graphql", {"query": SIGN_IN})
        assert answer["data"]["signIn"]["viewer"] == {"role": "ADMINISTRATOR"}
        again = place.command(*make, said="a password of mine\n")
        assert (again.returncode, "already" in again.stderr) == (1, True)
    log = (place.folder / "log").read_text()
    assert '"event":"request"' in log
    assert "a password of mine" not in log


def test_a_look_at_the_configuration_changes_nothing(empty_place: Place) -> None:
    looked = empty_place.command("server.py", "--check-config")
    assert looked.returncode == 0, looked.stderr
    assert f"http://127.0.0.1:{empty_place.port}" in looked.stdout
    assert list(empty_place.folder.iterdir()) == []


def test_a_wrong_word_is_refused_in_words(empty_place: Place) -> None:
    refused = empty_place.command("server.py", "--serve")
    assert (refused.returncode, refused.stderr) == (1, "python server.py [--check-config]\n")


def test_a_port_in_use_is_said_before_anything_is_started() -> None:
    with socket.create_server(("127.0.0.1", 0)) as door:
        port = door.getsockname()[1]
        with pytest.raises(RefusedError, match=f"{port} cannot be listened on"):
            bound("127.0.0.1", port)
