"""A program with an embedded PostgreSQL, to be killed: it says its dsn and waits.

`python -m tests.operation.program FOLDER [ACCOUNT]`; as root it becomes ACCOUNT first.
"""

import os
import pwd
import sys
from pathlib import Path

from operation.embedded import Embedded


def become(name: str) -> None:
    account = pwd.getpwnam(name)
    os.setgroups([])
    os.setgid(account.pw_gid)
    os.setuid(account.pw_uid)


if __name__ == "__main__":
    if sys.argv[2:]:
        become(sys.argv[2])
    with Embedded(Path(sys.argv[1]), is_durable=False) as embedded:
        print(embedded.dsn("postgres"), flush=True)
        sys.stdin.read()
