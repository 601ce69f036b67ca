"""Run the 61 audits of GraphQL over HTTP; exit 0 only if each of them is ok.

    python -m tests.transport.audit          the lane with a small schema behind it
    python -m tests.transport.audit URL      a server that runs already

Needs Node 20 or newer; installs the suite from its lock file.
"""

import asyncio
import logging
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import uvicorn

from tests.transport.small_register import SmallRegister
from transport.app import application
from transport.logging import configure_logging
from transport.options import Options

HERE = Path(__file__).parent


def main(arguments: list[str]) -> int:
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        print("The audit needs Node 20 or newer with npm; neither was found on PATH.")
        return 1
    configure_logging(logging.WARNING)
    installed = subprocess.run([npm, "ci", "--no-audit", "--no-fund"], cwd=HERE, check=False)
    if installed.returncode:
        return installed.returncode
    command = [node, str(HERE / "audit.mjs")]
    if arguments:
        return subprocess.run([*command, arguments[0]], check=False).returncode
    return asyncio.run(audit_small_register(command))


async def audit_small_register(command: list[str]) -> int:
    """Serve the small register on a free port for as long as the audit takes."""
    listening = socket.create_server(("127.0.0.1", 0))
    port = listening.getsockname()[1]
    app = application(SmallRegister(), Options(anonymous_rate=None))
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning"))
    serving = asyncio.create_task(server.serve(sockets=[listening]))
    audit = await asyncio.create_subprocess_exec(*command, f"http://127.0.0.1:{port}/graphql")
    status = await audit.wait()
    server.should_exit = True
    await serving
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
