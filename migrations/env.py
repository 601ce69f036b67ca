"""Alembic's entry: `operation.migrate` hands over a connection that is in a transaction."""

import importlib
import pkgutil
from collections.abc import Iterable
from datetime import date

from alembic import context
from alembic.operations import MigrationScript
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

import models
from models.base import Base

# A migration that waits for a lock makes everybody wait behind it: it gives up instead.
LOCK_TIMEOUT = "5s"
STATEMENT_TIMEOUT = "5min"


def load_models() -> None:
    """A table is known once its file is imported."""
    for module in pkgutil.iter_modules(models.__path__, "models."):
        importlib.import_module(module.name)


def name_by_date(
    _: MigrationContext, __: str | Iterable[str | None] | Iterable[str], made: list[MigrationScript]
) -> None:
    """The revision is the day and its number on that day: 2026_11_23_1."""
    known = {
        script.revision for script in ScriptDirectory.from_config(context.config).walk_revisions()
    }
    today = f"{date.today():%Y_%m_%d}"  # the day on which a developer writes, not the register's
    number = 1 + sum(revision.startswith(today) for revision in known)
    for script in made:
        script.rev_id = f"{today}_{number}"


def run(connection: Connection) -> None:
    connection.execute(text(f"set local lock_timeout = '{LOCK_TIMEOUT}'"))
    connection.execute(text(f"set local statement_timeout = '{STATEMENT_TIMEOUT}'"))
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        compare_server_default=True,
        process_revision_directives=name_by_date,
    )
    with context.begin_transaction():
        context.run_migrations()


load_models()
run(context.config.attributes["connection"])
