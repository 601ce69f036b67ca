"""PostgreSQL refuses to run as root: the ways in which root starts it all the same.

No account is made and no permission of a folder outside the data folder is changed.
"""

import os
import pwd
import shutil
import stat
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from operation.refusal import RefusedError

ACCOUNTS = ("postgres", "nobody")
UNMAPPED = "65534"  # any number but 0: inside its namespace PostgreSQL sees itself as this user


@dataclass(frozen=True)
class Way:
    """How a program is started: words before its command, and the account that it runs as.

    `uid` and `gid` own its files; None leaves the account as it is.
    """

    words: tuple[str, ...] = ()
    uid: int | None = None
    gid: int | None = None

    @property
    def account(self) -> dict[str, Any]:
        """Arguments for subprocess that change the account, if it changes."""
        if self.uid is None:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def works(self, program: str) -> bool:
        """Whether the program starts at all in this way."""
        try:
            run = subprocess.run(
                [*self.words, program, "--version"], capture_output=True, cwd="/", **self.account
            )
        except (OSError, subprocess.SubprocessError):
            return False
        return run.returncode == 0

    def own(self, folder: Path) -> None:
        """Give the folder and all in it to the account, where it has another owner."""
        uid = os.geteuid() if self.uid is None else self.uid
        gid = os.getegid() if self.gid is None else self.gid
        if folder.lstat().st_uid == uid:
            return
        for path in (folder, *folder.rglob("*")):
            os.chown(path, uid, gid, follow_symlinks=False)


def find_way(program: str, folder: Path) -> Way:
    """The way to run `program` with its files in `folder`. Raises RefusedError."""
    if os.geteuid() != 0:
        return Way()
    for name in ACCOUNTS:
        way = _as_account(name)
        if way and _can_reach(way, folder) and way.works(program):
            return way
    # Below a folder that only root may read, no account gets to the files. In a user namespace
    # the files stay root's while PostgreSQL sees another user than root.
    if unshare := shutil.which("unshare"):
        mapped = (unshare, "--user", f"--map-user={UNMAPPED}", f"--map-group={UNMAPPED}", "--")
        if Way(mapped).works(program):
            return Way(mapped)
    raise RefusedError(
        f"PostgreSQL does not run as root. {folder} and {program} cannot be reached by the account "
        f"{' or '.join(ACCOUNTS)}, and user namespaces are not allowed here. Start the program as "
        "an ordinary user, choose DATA=… in a folder that everybody may enter, or set DATABASE_URL."
    )


def _as_account(name: str) -> Way | None:
    try:
        entry = pwd.getpwnam(name)
    except KeyError:
        return None
    return Way(uid=entry.pw_uid, gid=entry.pw_gid)


def _can_reach(way: Way, folder: Path) -> bool:
    return all(_may_enter(way, part) for part in (folder.resolve(), *folder.resolve().parents))


def _may_enter(way: Way, folder: Path) -> bool:
    status = folder.stat()
    if status.st_uid == way.uid:
        return bool(status.st_mode & stat.S_IXUSR)
    return bool(status.st_mode & stat.S_IXOTH)
