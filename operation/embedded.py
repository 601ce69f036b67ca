"""内嵌数据库: an own PostgreSQL below the data folder, that lives as long as the program.

It listens on a unix socket only. A program that is killed takes it along; a second program on
the same folder uses the server of the first; a start waits for the end of an orphan.
"""

import ctypes
import fcntl
import hashlib
import os
import signal
import stat
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import IO, Self
from urllib.parse import quote

from operation.postgres_programs import BUILTIN_LOCALE_MAJOR, Programs, find_programs
from operation.refusal import RefusedError
from operation.unprivileged import Way, find_way

DATABASE = "dengji"
ACCOUNT = "dengji"  # owns its databases; no superuser, as with an operator's server
PORT = 5432  # only a part of the socket's name
START_SECONDS = 60.0  # a recovery after a crash is part of a start
STOP_SECONDS = 20.0
LONGEST_SOCKET_PATH = 103  # bytes; the least of the systems' limits (macOS 104, Linux 108)
PR_SET_PDEATHSIG = 1
LINES_OF_LOG = 12

SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "timezone": "UTC",
    "log_timezone": "UTC",
    # What people write may be personal: no statement, parameter or offending value in the log.
    "log_min_error_statement": "panic",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
    "log_error_verbosity": "terse",
}
SETTINGS_OF_A_THROW_AWAY = {
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
}


class Embedded:
    """The server of one data folder. `is_durable=False` trades safety for speed (tests only)."""

    def __init__(self, folder: Path, *, is_durable: bool = True) -> None:
        self._folder = folder.absolute()
        self._is_durable = is_durable
        self._cluster = self._folder / "postgres"
        self._log = self._folder / "postgres.log"
        self._socket = _socket_folder(self._folder)
        self._lock: IO[bytes] | None = None
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    @property
    def programs(self) -> Programs:
        """The programs of the version that made the data, or the newest when there are none."""
        version = self._cluster / "PG_VERSION"
        return find_programs(int(version.read_text()) if version.exists() else None)

    def dsn(self, database: str = DATABASE) -> str:
        host = quote(str(self._socket), safe="")
        return f"postgresql://{ACCOUNT}@/{quote(database, safe='')}?host={host}&port={PORT}"

    def start(self) -> None:
        """Start the server, or use the one that another program runs on this folder.

        From the main thread only: the server ends with the thread that started it.
        Raises RefusedError; its words end with the server's own last words.
        """
        if threading.current_thread() is not threading.main_thread():
            raise RefusedError("The embedded PostgreSQL is started from the main thread only.")
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            is_owner = self._take_lock()
        except OSError as error:
            raise RefusedError(
                f"The data folder {self._folder} cannot be used: {error.strerror}. "
                "Choose another with DATA=…"
            ) from None
        if not is_owner:
            self._wait_until(self._is_ready, "The other program's PostgreSQL is not ready.")
            return
        try:
            self._start_own()
        except BaseException:
            self.stop()
            raise

    def revive(self) -> bool:
        """Start the own server again if it has ended by itself; True if it had. From the main
        thread, as `start`.

        It waits for nothing: while the server recovers, or waits for what is left of the dead one,
        nobody reaches it, and a server that ends again is started again by the next call.
        """
        if self._process is None or self._process.poll() is None:
            return False
        programs = self.programs
        self._launch(programs, find_way(programs.path("postgres"), self._folder))
        return True

    def stop(self) -> None:
        """Stop the server that this program started; the one of another program goes on."""
        if self._process is not None:
            self._process.send_signal(signal.SIGINT)  # fast: open transactions are rolled back
            try:
                self._process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                self._process.send_signal(signal.SIGQUIT)  # the next start recovers from the log
                self._process.wait()
            self._process = None
            with suppress(OSError):
                self._socket.rmdir()  # another account may run the server next time
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    def _take_lock(self) -> bool:
        """The system frees this lock whatever way its program ends."""
        lock = (self._folder / "owner.lock").open("ab")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.close()
            return False
        self._lock = lock
        return True

    def _start_own(self) -> None:
        self._end_orphan()
        programs = self.programs
        way = find_way(programs.path("postgres"), self._folder)
        if not (self._cluster / "PG_VERSION").exists():
            self._create(programs, way)
        way.own(self._cluster)
        self._prepare_socket_folder(way)
        self._launch(programs, way)
        self._wait_until(self._is_ready, "PostgreSQL did not start.")

    def _launch(self, programs: Programs, way: Way) -> None:
        settings = SETTINGS | ({} if self._is_durable else SETTINGS_OF_A_THROW_AWAY)
        words = [f"--{name}={value}" for name, value in settings.items()]
        command = ["postgres", "-D", str(self._cluster), "-k", str(self._socket), "-p", str(PORT)]
        with suppress(FileNotFoundError):
            self._log.rename(self._log.with_suffix(".log.1"))
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(
                [*way.words, programs.path(command[0]), *command[1:], *words],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd="/",
                env=_environment(),
                start_new_session=True,  # Ctrl-C is for the program, which stops the server last
                preexec_fn=_dies_with_parent(),
                **way.account,
            )

    def _create(self, programs: Programs, way: Way) -> None:
        """Make the cluster beside its place and move it there: half a cluster is never found."""
        new = self._folder / "postgres.new"
        subprocess.run(["rm", "-rf", str(new)], check=True)
        new.mkdir(mode=0o700)
        way.own(new)
        self._run(way, [programs.path("initdb"), *_initdb_words(new, programs, self._is_durable)])
        self._run(
            way,
            [programs.path("postgres"), "--single", "-D", str(new), "postgres"],
            f'create role "{ACCOUNT}" login createdb\n',
        )
        new.rename(self._cluster)

    def _run(self, way: Way, command: list[str], text: str = "") -> None:
        run = subprocess.run(
            [*way.words, *command],
            input=text,
            capture_output=True,
            text=True,
            cwd="/",
            env=_environment(),
            **way.account,
        )
        if run.returncode != 0 or "ERROR:" in run.stderr:
            raise RefusedError(f"{Path(command[0]).name} failed: {run.stderr.strip()}")

    def _prepare_socket_folder(self, way: Way) -> None:
        with suppress(FileExistsError):
            self._socket.mkdir(mode=0o700)
        if not self._socket.is_relative_to(self._folder):
            # In a folder that all may write, another account may have taken the name before.
            status = self._socket.lstat()
            if not stat.S_ISDIR(status.st_mode) or status.st_uid not in {os.geteuid(), way.uid}:
                raise RefusedError(f"{self._socket} belongs to somebody else: remove it.")
        self._socket.chmod(0o700)
        way.own(self._socket)

    def _end_orphan(self) -> None:
        """This program has the lock, so a server that still runs here has lost its program."""
        pid = self._written_pid()
        if pid is None:
            return
        if not _runs_in(pid, self._cluster):
            if _is_alive(pid):  # the number is another program's by now; PostgreSQL would refuse
                (self._cluster / "postmaster.pid").unlink()
            return
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGINT)
        self._wait_until(
            lambda: not _runs_in(pid, self._cluster), f"The PostgreSQL of process {pid} goes on."
        )

    def _pid_file(self) -> list[str]:
        try:
            return (self._cluster / "postmaster.pid").read_text().splitlines()
        except (FileNotFoundError, NotADirectoryError):
            return []

    def _written_pid(self) -> int | None:
        lines = self._pid_file()
        return int(lines[0]) if lines and lines[0].isdigit() else None

    def _is_ready(self) -> bool:
        lines = self._pid_file()  # process, folder, start, port, socket, address, memory, status
        if len(lines) < 8 or lines[7].strip() != "ready":
            return False
        if self._process is not None:
            return int(lines[0]) == self._process.pid
        self._socket = Path(lines[4])
        return _is_alive(int(lines[0]))

    def _wait_until(self, is_reached: Callable[[], bool], failure: str) -> None:
        end = time.monotonic() + START_SECONDS
        while not is_reached():
            has_ended = self._process is not None and self._process.poll() is not None
            if has_ended or time.monotonic() > end:
                raise RefusedError(f"{failure}\n{self._last_words()}".strip())
            time.sleep(0.01)

    def _last_words(self) -> str:
        try:
            return "\n".join(self._log.read_text(errors="replace").splitlines()[-LINES_OF_LOG:])
        except FileNotFoundError:
            return ""


def _initdb_words(folder: Path, programs: Programs, is_durable: bool) -> list[str]:
    utf8 = "C.UTF-8" if sys.platform == "linux" else "C"  # other systems may not have C.UTF-8
    words = [
        *("-D", str(folder), "--username=postgres", "--auth=trust", "--encoding=UTF8"),
        *(f"--locale={utf8}", "--lc-messages=C", "--data-checksums", "--no-instructions"),
    ]
    if programs.major >= BUILTIN_LOCALE_MAJOR:
        words += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    return words if is_durable else [*words, "--no-sync"]


def _environment() -> dict[str, str]:
    """Nothing of the operator's PGHOST, PGDATA, LC_ALL and the like reaches the server."""
    return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "TZ": "UTC"}


def _socket_folder(folder: Path) -> Path:
    """Below the data folder; in the temporary folder when that path is too long for a socket."""
    own = folder / "socket"
    # A comma separates addresses, for PostgreSQL and in a connection string.
    if len(os.fsencode(own / f".s.PGSQL.{PORT}")) <= LONGEST_SOCKET_PATH and "," not in str(own):
        return own
    digest = hashlib.sha256(os.fsencode(folder.resolve())).hexdigest()
    return Path(tempfile.gettempdir()) / f"dengji-{digest[:16]}"


def _dies_with_parent() -> Callable[[], None] | None:
    """On Linux the kernel stops the server when its program is gone; elsewhere the next start."""
    if sys.platform != "linux":
        return None
    prctl = ctypes.CDLL(None, use_errno=True).prctl  # loaded here: not between fork and exec
    parent = os.getpid()

    def in_child() -> None:
        prctl(PR_SET_PDEATHSIG, signal.SIGINT)
        if os.getppid() != parent:
            os._exit(1)

    return in_child


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _runs_in(pid: int, folder: Path) -> bool:
    """Whether the process works in the folder, as a server does in its cluster."""
    if sys.platform == "linux":
        try:
            return Path(os.readlink(f"/proc/{pid}/cwd")) == folder.resolve()
        except OSError:
            return False
    said = subprocess.run(["ps", "-o", "args=", "-p", str(pid)], capture_output=True, text=True)
    return str(folder) in said.stdout
