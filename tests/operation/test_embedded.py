"""The embedded PostgreSQL lives exactly as long as its program, as any user, in any folder."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from operation.embedded import Embedded
from operation.postgres_programs import find_programs
from operation.refusal import RefusedError
from tests.server import quick_folder

PATIENCE = 20.0  # seconds, on a machine that does much else


@pytest.fixture(params=[0o755, 0o700], ids=["for_all", "for_its_owner_only"])
def folder(request: pytest.FixtureRequest) -> Iterator[Path]:
    """A data folder that does not exist yet, below one that all, or its owner alone, may enter."""
    with quick_folder() as made:
        made.chmod(request.param)
        yield made / "data"


@pytest.fixture
def open_folder() -> Iterator[Path]:
    with quick_folder() as made:
        yield made


def started(folder: Path) -> Embedded:
    embedded = Embedded(folder, is_durable=False)
    embedded.start()
    return embedded


def ask(dsn: str, statement: str) -> str:
    command = [find_programs().path("psql"), "-XAtc", statement, f"--dbname={dsn}"]
    return subprocess.check_output(command, text=True, stderr=subprocess.STDOUT).strip()


def answers(dsn: str) -> bool:
    try:
        return ask(dsn, "select 1") == "1"
    except subprocess.CalledProcessError:
        return False


def until(is_reached: Callable[[], bool]) -> bool:
    end = time.monotonic() + PATIENCE
    while not (reached := is_reached()) and time.monotonic() < end:
        time.sleep(0.02)
    return reached


def is_running(pid: int) -> bool:
    return Path(f"/proc/{pid}").exists()


@contextmanager
def program(folder: Path, *account: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A second program on the folder, and its dsn. It ends when its input does."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.operation.program", str(folder), *account],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as running:
        assert running.stdout is not None
        yield running, running.stdout.readline().strip()


def postmaster(folder: Path) -> int:
    return int((folder / "postgres" / "postmaster.pid").read_text().split("\n")[0])


def test_a_second_start_finds_the_data_of_the_first(folder: Path) -> None:
    with Embedded(folder) as first:
        ask(first.dsn("postgres"), "create database kept")
        ask(first.dsn("kept"), "create table note as select '登记' as text")
    with Embedded(folder) as second:
        assert ask(second.dsn("kept"), "select text from note") == "登记"


def test_a_stopped_server_leaves_no_process(open_folder: Path) -> None:
    with started(open_folder):
        pid = postmaster(open_folder)
        assert is_running(pid)
    assert not is_running(pid)


def test_the_program_is_no_superuser_of_its_database(open_folder: Path) -> None:
    with started(open_folder) as embedded:
        assert ask(embedded.dsn("postgres"), "show is_superuser") == "off"


def test_text_is_utf8_and_letters_are_known_whatever_the_locale_of_the_operator(
    open_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "POSIX")
    monkeypatch.setenv("PGPORT", "1")
    with started(open_folder) as embedded:
        said = "select current_setting('server_encoding'), upper('é'), '登' ~ '[[:alpha:]]'"
        assert ask(embedded.dsn("postgres"), said) == "UTF8|É|t"


def test_nobody_else_may_enter_the_folders_of_the_server(folder: Path) -> None:
    with started(folder):
        assert (folder / "postgres").stat().st_mode & 0o077 == 0
        assert (folder / "socket").stat().st_mode & 0o077 == 0


def test_a_killed_program_takes_its_server_along(folder: Path) -> None:
    with program(folder) as (running, dsn):
        ask(dsn, "create database kept")
        pid = postmaster(folder)
        running.send_signal(signal.SIGKILL)
        running.wait()
        assert until(lambda: not is_running(pid))
    with started(folder) as embedded:
        assert ask(embedded.dsn("kept"), "select 1") == "1"


def test_a_start_right_after_a_kill_waits_for_the_end_of_the_orphan(folder: Path) -> None:
    with program(folder) as (running, dsn):
        ask(dsn, "create database kept")
        pid = postmaster(folder)
        running.send_signal(signal.SIGKILL)
        running.wait()
        with started(folder) as embedded:
            assert postmaster(folder) != pid
            assert ask(embedded.dsn("kept"), "select 1") == "1"


def test_a_server_that_was_killed_itself_is_recovered(open_folder: Path) -> None:
    with started(open_folder) as embedded:
        ask(embedded.dsn("postgres"), "create database kept")
        os.kill(postmaster(open_folder), signal.SIGKILL)
    with started(open_folder) as embedded:
        assert ask(embedded.dsn("kept"), "select 1") == "1"


def test_a_server_that_ends_under_its_program_is_started_again_when_asked(
    open_folder: Path,
) -> None:
    with started(open_folder) as embedded:
        assert not embedded.revive()
        ask(embedded.dsn("postgres"), "create database kept")
        killed = postmaster(open_folder)
        os.kill(killed, signal.SIGKILL)
        assert until(embedded.revive)
        # It refuses to begin while processes of the dead one are left: the next call tries again.
        assert until(lambda: not embedded.revive() and answers(embedded.dsn("kept")))
        assert postmaster(open_folder) != killed
        revived = postmaster(open_folder)
    assert not is_running(revived)


def test_the_number_of_a_dead_server_that_another_process_has_now_is_no_hindrance(
    open_folder: Path,
) -> None:
    started(open_folder).stop()
    # As after a restart of the machine: the number is in use again, by this very process.
    (open_folder / "postgres" / "postmaster.pid").write_text(f"{os.getpid()}\n{folder}\n0\n5432\n")
    with started(open_folder) as embedded:
        assert ask(embedded.dsn("postgres"), "select 1") == "1"


def test_a_second_program_uses_the_server_of_the_first_and_leaves_it_running(
    folder: Path,
) -> None:
    with program(folder) as (_, dsn):
        with started(folder) as second:
            assert second.dsn("postgres") == dsn
            assert ask(second.dsn("postgres"), "select 1") == "1"
        assert ask(dsn, "select 1") == "1"


def test_half_a_cluster_is_made_again(open_folder: Path) -> None:
    (open_folder / "postgres.new").mkdir(parents=True)
    (open_folder / "postgres.new" / "PG_VERSION").write_text("18\n")
    with started(open_folder) as embedded:
        assert ask(embedded.dsn("postgres"), "select 1") == "1"
    assert not (open_folder / "postgres.new").exists()


def test_a_folder_that_is_closed_to_others_later_is_still_found(open_folder: Path) -> None:
    with started(open_folder / "data") as embedded:
        ask(embedded.dsn("postgres"), "create database kept")
    open_folder.chmod(0o700)
    with started(open_folder / "data") as embedded:
        assert ask(embedded.dsn("kept"), "select 1") == "1"
    open_folder.chmod(0o755)
    with started(open_folder / "data") as embedded:
        assert ask(embedded.dsn("kept"), "select 1") == "1"


def test_an_ordinary_user_starts_it_too(open_folder: Path) -> None:
    data = open_folder / "data"
    data.mkdir()
    account = ["nobody"] if os.geteuid() == 0 else []
    if account:
        shutil.chown(data, "nobody")
    with program(data, *account) as (running, dsn):
        assert ask(dsn, "select 1") == "1"
        pid = postmaster(data)
        assert Path(f"/proc/{pid}").stat().st_uid != 0
        running.send_signal(signal.SIGKILL)
        running.wait()
        assert until(lambda: not is_running(pid))


@pytest.mark.parametrize("name", ["l" * 90, "a, b 登记 ?&%#"], ids=["long", "unusual"])
def test_a_folder_of_any_name_has_a_socket_that_a_second_start_finds(
    open_folder: Path, name: str
) -> None:
    with started(open_folder / name) as first:
        dsn = first.dsn("postgres")
        assert ask(dsn, "select 1") == "1"
    with started(open_folder / name) as second:
        assert second.dsn("postgres") == dsn
        assert ask(dsn, "select 1") == "1"


def test_a_socket_folder_of_somebody_else_is_refused(
    open_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (open_folder / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(open_folder / "temporary"))
    embedded = Embedded(open_folder / ("l" * 90), is_durable=False)
    taken = Path(
        embedded.dsn("postgres").partition("host=")[2].partition("&")[0].replace("%2F", "/")
    )
    taken.symlink_to(open_folder)  # what another account can put there
    with pytest.raises(RefusedError, match="belongs to somebody else"):
        embedded.start()


@pytest.mark.parametrize("name", ["file", "file/data"])
def test_a_data_folder_that_cannot_be_is_refused_in_words(open_folder: Path, name: str) -> None:
    (open_folder / "file").write_text("no folder")
    with pytest.raises(RefusedError, match="Choose another with DATA"):
        started(open_folder / name)


def test_data_of_a_version_that_is_not_here_are_refused_in_words(open_folder: Path) -> None:
    (open_folder / "postgres").mkdir()
    (open_folder / "postgres" / "PG_VERSION").write_text("9\n")
    with pytest.raises(RefusedError, match="made by PostgreSQL 9"):
        started(open_folder)


def test_a_server_that_does_not_start_says_why(open_folder: Path) -> None:
    started(open_folder).stop()
    (open_folder / "postgres" / "postgresql.conf").write_text("no_such_setting = 1\n")
    with pytest.raises(RefusedError, match="no_such_setting"):
        started(open_folder)


def test_a_thread_that_may_end_early_cannot_start_it(open_folder: Path) -> None:
    refused: list[str] = []

    def start() -> None:
        try:
            started(open_folder)
        except RefusedError as error:
            refused.append(str(error))

    thread = threading.Thread(target=start)
    thread.start()
    thread.join()
    assert "main thread" in refused[0]


def test_what_people_write_is_not_in_the_log_of_the_server(open_folder: Path) -> None:
    with started(open_folder) as embedded:
        dsn = embedded.dsn("postgres")
        with pytest.raises(subprocess.CalledProcessError):
            ask(dsn, "create temp table t (n text unique); insert into t values ('张三'), ('张三')")
        assert until(lambda: "duplicate key" in (open_folder / "postgres.log").read_text())
        assert "张三" not in (open_folder / "postgres.log").read_text()
