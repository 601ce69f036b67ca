"""证书查询 The ways to a certificate, each with two factors or the code of its QR (4.4).

An unknown number and a number with another name cost the same and are answered the same. What
keys outside the database make of an identity number is made ahead of the statement.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Date,
    Integer,
    LargeBinary,
    and_,
    any_,
    bindparam,
    case,
    cast,
    delete,
    false,
    func,
    literal_column,
    or_,
    select,
)
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncEngine

from models import IdentityQuery
from permissions.declaration import MADE, Arguments, Asked
from permissions.errors import BadUserInput, RateLimited
from permissions.sealing import Sealer, normalised
from permissions.sign_in import WITHOUT_WAITING
from rules.clause_4_4_query import (
    IDENTITY_END_CHARACTERS,
    IDENTITY_QUERIES_A_DAY,
    PAIRS_OF_ONE_CHECK,
    identity_end,
    usual_causes,
    whom_to_ask,
)
from rules.vocabulary import DocumentType

HEXADECIMAL: ColumnElement[str] = literal_column("'^[0-9a-f]{32}$'")
ZONE = "Asia/Shanghai"
END = "IDENTITY_END"
ASKED = "IDENTITY_QUERY"


# --- the conditions


def by_two_factors(row: Any, given: Arguments) -> Any:
    """One index look-up each, with the same answer whichever part does not match."""
    by = given["by"]
    if "token" in by:
        return row.verification_token == octets(by["token"])
    if "number_and_name" in by:
        return _numbered(row, by["number_and_name"])
    if "number_and_identity" in by:
        number = _number(by["number_and_identity"]["number"])
        return and_(row.number == number, row.identity_end_index == any_(given[MADE]))
    return _held_by(row, by["name_and_identity"], given)


def by_holder(row: Any, given: Arguments) -> Any:
    """All certificates of one person, for who knows the name and the whole identity number."""
    return _held_by(row, given["by"], given)


def by_name(row: Any, given: Arguments) -> Any:
    return _numbered(row, given["by"])


def by_pairs(row: Any, given: Arguments) -> Any:
    return or_(false(), *(_numbered(row, pair) for pair in given["pairs"]))


def _numbered(row: Any, pair: Mapping[str, Any]) -> Any:
    is_named = row.holder_name_key == func.comparable_name(pair["name"])
    return and_(row.number == _number(pair["number"]), is_named)


def _held_by(row: Any, pair: Mapping[str, Any], given: Arguments) -> Any:
    is_named = row.holder_name_key == func.comparable_name(pair["name"])
    return and_(row.identity_index == any_(given[MADE]), is_named)


def _number(text: Any) -> Any:
    return func.upper(func.btrim(text))


def octets(token: Any) -> Any:
    """The bytes of a token of a QR code, 32 hexadecimal digits; NULL for any other text."""
    # A text that is not hexadecimal finds nothing; decoding it would be an error.
    written = func.lower(func.btrim(token))
    is_hexadecimal = written.op("~")(HEXADECIMAL)
    return case((is_hexadecimal, func.decode(written, literal_column("'hex'"), type_=LargeBinary)))


def check_pairs(given: Arguments) -> None:
    """Raises BadUserInput above 100 pairs."""
    count = len(given["pairs"])
    if count > PAIRS_OF_ONE_CHECK:
        raise BadUserInput(
            f"一次最多核验{PAIRS_OF_ONE_CHECK}份证书，现有{count}份。",
            f"Check {PAIRS_OF_ONE_CHECK} certificates at most in one call, not {count}.",
            at="pairs",
        )


def check_identity_end(given: Arguments) -> None:
    """Raises BadUserInput unless the end of the identity number has six characters."""
    pair = given["by"].get("number_and_identity")
    if pair is None or len(normalised(pair["identity_end"])) == IDENTITY_END_CHARACTERS:
        return
    raise BadUserInput(
        f"应为证件号码的后{IDENTITY_END_CHARACTERS}位。",
        f"Give the last {IDENTITY_END_CHARACTERS} characters of the identity number.",
        at="by.numberAndIdentity.identityEnd",
    )


# --- what is made, and counted, ahead of the statement


async def before_query(asked: Asked) -> Sequence[bytes]:
    """Raises RateLimited for an address, or an identity number, that asked too often."""
    await _take(asked)
    by, sealer = asked.arguments["by"], asked.services.sealer
    if (pair := by.get("number_and_identity")) is not None:
        ends: list[bytes] = sealer.blind_indexes(END, pair["identity_end"])
        return ends
    if (pair := by.get("name_and_identity")) is not None:
        return await _indexes_of(asked, pair["document_number"])
    return ()


async def before_holder(asked: Asked) -> Sequence[bytes]:
    await _take(asked)
    return await _indexes_of(asked, asked.arguments["by"]["document_number"])


async def before_credential(asked: Asked) -> Sequence[bytes]:
    await _take(asked)
    return ()


def after_query(asked: Asked, is_found: bool) -> None:
    """What finds nothing counts once more: who guesses is soon asked to wait."""
    look_ups = asked.services.look_ups
    if look_ups is not None and not is_found:
        look_ups.missed(asked.address)


async def _take(asked: Asked) -> None:
    if asked.services.look_ups is not None:
        await asked.services.look_ups.take(asked.address, asked.arguments.get("proof"))


async def _indexes_of(asked: Asked, number: str) -> list[bytes]:
    """The number under every kind of document; asking by it is counted, found or not."""
    sealer: Sealer = asked.services.sealer
    await count_identity(asked.services.engine, sealer.blind_index(ASKED, number))
    return [index for kind in DocumentType for index in sealer.blind_indexes(kind.name, number)]


def end_index(sealer: Sealer, number: str) -> bytes | None:
    """What a certificate keeps of the end of its holder's identity number."""
    end = identity_end(normalised(number))
    return None if end is None else sealer.blind_index(END, end)


def _today() -> Any:
    """The day of the real clock in the city."""
    return cast(_local(), Date)


def _local() -> Any:
    return func.timezone(literal_column(f"'{ZONE}'"), func.clock_timestamp())


async def forget_counts(engine: AsyncEngine) -> int:
    """Look-ups of earlier days bound nothing any more; how many numbers were forgotten."""
    async with engine.begin() as connection:
        gone = await connection.execute(
            delete(IdentityQuery).where(IdentityQuery.asked_on < _today())
        )
    return gone.rowcount


async def count_identity(engine: AsyncEngine, index: bytes) -> None:
    """Count one look-up on its day. Raises RateLimited beyond the bound, until midnight."""
    local, today = _local(), _today()
    entered = insert(IdentityQuery).values(
        identity_index=bindparam("index"), asked_on=today, asked=1
    )
    is_today = IdentityQuery.asked_on == today
    counted = entered.on_conflict_do_update(
        index_elements=["identity_index"],
        set_={"asked_on": today, "asked": case((is_today, IdentityQuery.asked + 1), else_=1)},
        where=or_(~is_today, IdentityQuery.asked < IDENTITY_QUERIES_A_DAY),
    ).returning(IdentityQuery.id)
    left = func.ceil(86_400 - func.extract("epoch", local - func.date_trunc("day", local)))
    async with engine.begin() as connection:
        await connection.execute(WITHOUT_WAITING)
        if (await connection.execute(counted, {"index": index})).first() is not None:
            return
        wait: int = (await connection.execute(select(cast(left, Integer)))).scalar_one()
    raise RateLimited(
        f"同一证件号码每天最多查询{IDENTITY_QUERIES_A_DAY}次，请明天再查。",
        f"One identity number is asked for {IDENTITY_QUERIES_A_DAY} times a day at most; "
        "ask tomorrow.",
        retry_after=wait,
    )


# --- in vain


async def help_(asked: Asked) -> dict[str, Any]:
    """The same for everybody: it knows nothing of what was asked."""
    return {
        "whom_to_ask": whom_to_ask().told(asked.language),
        "causes": [words.told(asked.language) for words in usual_causes()],
    }
