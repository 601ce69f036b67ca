"""One mutation field: one transaction around the act, its register entries and its payload."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graphql import GraphQLField
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm.exc import StaleDataError

from permissions.declaration import Act
from permissions.errors import BadUserInput, Conflict
from permissions.role_schemas import declared
from resolvers.finding import shown
from resolvers.write.directory import keep_directory
from resolvers.write.idempotency import LONGEST_KEY, Keyed, digest_of
from resolvers.write.noticing import tell
from resolvers.write.payload import read_payload
from resolvers.write.writing import Outcome, Refused, Writing

UNIQUE_VIOLATION = "23505"


@dataclass(frozen=True)
class Finished:
    """The payload as JSON text: the executor writes it through as it is."""

    text: bytes


async def run_act(answer: Act, info: Any, given: Mapping[str, Any]) -> Finished:
    """Refused: the findings, nothing written. An error rolls back, and other fields stand."""
    try:
        return await _committed(answer, info, given)
    except Refused as refused:
        async with AsyncSession(info.context.engine) as session, session.begin():
            return Finished(await _payload(session, info, refused.outcome))
    except StaleDataError as error:
        raise Conflict(
            "对象刚被他人修改。", "The object has just been changed by somebody else."
        ) from error
    except IntegrityError as error:
        if getattr(error.orig, "sqlstate", None) != UNIQUE_VIOLATION:
            raise
        raise Conflict(
            "相同内容刚由他人录入。", "The same has just been entered by somebody else."
        ) from error


async def _committed(answer: Act, info: Any, given: Mapping[str, Any]) -> Finished:
    context = info.context
    entered = given.get("input", {})
    keyed = _keyed(answer, info, entered)
    prepared = await answer.before(context, entered) if answer.before else None
    async with AsyncSession(context.engine, autoflush=False) as session, session.begin():
        if keyed and (first := await keyed.first_answer(session)) is not None:
            return Finished(first)
        clause = declared(_element(info)).metadata["clause"] or ""
        writing = await Writing.begin(session, context.viewer, context.services, clause)
        writing.prepared = prepared
        outcome = await answer.function(writing, entered)
        await session.flush()
        await keep_directory(writing)
        await tell(session, context.viewer.account_id)
        text = await _payload(session, info, outcome)
        if keyed:
            await keyed.keep(session, text)
        return Finished(text)


def _element(info: Any) -> GraphQLField:
    element: GraphQLField = info.parent_type.fields[info.field_name]
    return element


def _keyed(answer: Act, info: Any, entered: Mapping[str, Any]) -> Keyed | None:
    key = entered.get("idempotency_key")
    if not answer.keyed or key is None:
        return None
    if not 1 <= len(key) <= LONGEST_KEY:
        raise BadUserInput(
            f"idempotencyKey应为1至{LONGEST_KEY}个字符。",
            f"An idempotencyKey has 1 to {LONGEST_KEY} characters.",
        )
    request = info.context.request
    digest = digest_of(
        info.context.services.sealer, request.digest, info.path.key, request.variables
    )
    return Keyed(key, info.field_name, info.context.viewer, digest)


async def _payload(session: AsyncSession, info: Any, outcome: Outcome) -> bytes:
    """Read through the compiler on the transaction's own connection."""
    connection = await session.connection()
    # The driver opens the transaction with its first statement, which must be SQLAlchemy's.
    await connection.exec_driver_sql("select 1")
    raw = await connection.get_raw_connection()
    worded = {
        **outcome,
        "findings": shown(outcome.get("findings", ()), info.context.request.language),
    }
    reader = info.context.reader
    return await read_payload(reader, info, info.context, worded, raw.driver_connection)
