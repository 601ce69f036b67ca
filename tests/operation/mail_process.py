"""A process of its own that sends the outbox; a test ends it at the worst moment.

`python -m tests.operation.mail_process DSN KEYS PORT`
"""

import asyncio
import sys
from pathlib import Path

from models.database import open_database
from operation.mail_settings import MailServer
from operation.mailing import Mailer
from permissions.key_ring import KeyRing
from permissions.sealing import Sealer


async def send(dsn: str, keys: Path, port: int) -> None:
    database = await open_database(dsn, size=2)
    sealer = Sealer(KeyRing.from_json(keys.read_bytes()))
    server = MailServer("smtp", "127.0.0.1", port)
    await Mailer(database, sealer, server, "register@example.org", "https://x", 1.0).send_batch()


if __name__ == "__main__":
    asyncio.run(send(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])))
