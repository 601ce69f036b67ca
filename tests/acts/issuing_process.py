"""A process of its own that issues the certificates of a plan; a test ends it in the middle.

`python -m tests.acts.issuing_process DSN`; the keys, the school and its input come as JSON.
"""

import asyncio
import json
import sys
from typing import Any
from uuid import UUID

import tests.register
from models.database import open_database
from permissions.key_ring import KeyRing
from permissions.viewer import Viewer
from rules.vocabulary import Role

ISSUE = """mutation ($input: IssueCertificatesInput!) {
  issueCertificates(input: $input) { issuedCount certificates { number } } }"""


async def issue(dsn: str, given: dict[str, Any]) -> None:
    ring = KeyRing.from_json(given["ring"])
    tests.register.ring = lambda: ring  # type: ignore[assignment]
    database = await open_database(dsn, size=2, read_timeout="60s")
    school = Viewer(Role.SCHOOL, UUID(given["account"]), institution_id=UUID(given["institution"]))
    await tests.register.Register(database).ask(school, ISSUE, input=given["input"])


if __name__ == "__main__":
    asyncio.run(issue(sys.argv[1], json.load(sys.stdin)))
