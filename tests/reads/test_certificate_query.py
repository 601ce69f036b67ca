"""证书查询: every way takes two factors, each check is told apart, and asking is bounded."""

from dataclasses import replace
from datetime import date
from typing import Any

import msgspec
import pytest
import pytest_asyncio
from graphql import parse

import models
from models.database import Database
from permissions.errors import ErrorCode
from permissions.viewer import PUBLIC_VIEWER
from resolvers.execute.context import Context
from resolvers.execute.execution import Incoming, run
from resolvers.read.statement import Declined
from rules.vocabulary import AgencyScope, CertificateStatus, DirectoryState, Role
from tests import rows
from tests.evaluated import City, Evaluated, city, evaluated
from tests.reads.test_certificate import IDENTITY, PUBLISHED, certified, found, named
from tests.register import Failed, Register
from transport.look_ups import AddressLookUps
from transport.rates import Rate

HELD = """query ($by: CertificateNameAndIdentity!) { heldCertificates(by: $by) { number } }"""
CHECKS = """query ($by: CertificateBy!) { certificate(by: $by) {
  checks { kind outcome message } } }"""
PAIRS = """query ($pairs: [CertificateNumberAndName!]!) {
  checkCertificates(pairs: $pairs) { number validity } }"""
HELP = "{ certificateHelp { whomToAsk causes } }"
OTHER = "310101200501010026"


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def place(database: Database) -> City:
    return await city(database)


@pytest.fixture
def register(database: Database) -> Register:
    return Register(database)


@pytest_asyncio.fixture(autouse=True)
async def nobody_has_asked(database: Database) -> None:
    await database.pool.execute("delete from identity_query")


def ended(certificate: models.Certificate, end: str) -> Any:
    return {"numberAndIdentity": {"number": certificate.number, "identityEnd": end}}


def held(name: str, number: str) -> Any:
    return {"nameAndIdentity": {"name": name, "documentNumber": number}}


async def test_the_number_with_the_last_six_of_the_identity_finds(
    database: Database, place: City, register: Register
) -> None:
    of = await evaluated(database, place, 1)
    certificate = await certified(database, of, 0, PUBLISHED, "11010119900307765X")
    for end, is_found in (
        ("07765X", True),
        ("07765x", True),
        ("０７７６５ｘ", True),
        ("077650", False),
    ):
        shown = await found(register, None, ended(certificate, end))
        assert (shown is not None) is is_found
    unknown = {"number": f"{of.code.code}263999999", "identityEnd": "07765X"}
    assert await found(register, None, {"numberAndIdentity": unknown}) is None


@pytest.mark.parametrize("end", ["", "10018", "0010018", IDENTITY])
async def test_neither_less_nor_more_than_six_characters_are_taken(
    database: Database, place: City, register: Register, end: str
) -> None:
    of = await evaluated(database, place, 1)
    certificate = await certified(database, of, 0, PUBLISHED)
    with pytest.raises(Failed) as refused:
        await found(register, None, ended(certificate, end))
    assert refused.value.causes[0].code is ErrorCode.BAD_USER_INPUT  # type: ignore[union-attr]


async def test_the_name_with_the_whole_identity_number_finds(
    database: Database, place: City, register: Register
) -> None:
    of = await evaluated(database, place, 2)
    certificate = await certified(database, of, 0, PUBLISHED, "310101200502010011")
    other = await certified(database, of, 1, PUBLISHED, OTHER)
    shown = await found(register, None, held(certificate.holder_name, "310101 20050201 0011"))
    assert shown["number"] == certificate.number
    assert await found(register, None, held(other.holder_name, "310101200502010011")) is None


async def test_a_person_finds_all_certificates_of_their_own_and_no_other(
    database: Database, place: City, register: Register
) -> None:
    of = await evaluated(database, place, 4)
    number = "310101200503010014"
    own = [
        await certified(
            database, of, i, status, number, holder_name="李雷", issued_on=date(2026, 10, 20 + i)
        )
        for i, status in enumerate((PUBLISHED, PUBLISHED, CertificateStatus.ISSUED))
    ]
    await certified(database, of, 3, PUBLISHED, number, holder_name="韩梅梅")
    by = {"name": "李雷", "documentNumber": number}
    answer = await register.ask(None, HELD, by=by)
    assert answer["heldCertificates"] == [{"number": c.number} for c in own[:2]]


async def asked(register: Register, by: Any, address: str = "192.0.2.1") -> Any:
    """Once, as the program does: compiled, and by the executor where the compiler declines."""
    text = "query ($by: CertificateBy!) { certificate(by: $by) { number } }"
    ast, variables = parse(text, no_location=True), {"by": by}
    try:
        async with register.database.pool.acquire() as connection:
            answer = await register.reader.answer(
                connection, PUBLIC_VIEWER, ast, text, None,
                msgspec.json.encode(variables), address=address,
            )  # fmt: skip
    except Declined:
        kinds = register.reader.kinds[Role.PUBLIC]
        incoming = Incoming(text, variables, address=address)
        context = Context(
            PUBLIC_VIEWER, register.database.engine, kinds, register.reader,
            register.reader.services, incoming,
        )  # fmt: skip
        executed = await run(register.schemas[Role.PUBLIC], ast, None, context)
        assert executed.errors
        return getattr(executed.errors[0].original_error, "code", None)
    return msgspec.json.decode(answer)["certificate"]


async def test_one_identity_number_is_answered_five_times_a_day_known_or_not(
    database: Database, place: City, register: Register
) -> None:
    of = await evaluated(database, place, 1)
    certificate = await certified(database, of, 0, PUBLISHED, "310101200504010017")
    for number in ("310101200504010017", "310101200504019999"):
        names = [f"错名{i}" for i in range(4)] + [certificate.holder_name] * 3
        answers = [await asked(register, held(name, number)) for name in names]
        known = {"number": certificate.number} if number.endswith("0017") else None
        assert answers == [None] * 4 + [known] + [ErrorCode.RATE_LIMITED] * 2
    kept = await database.pool.fetch("select identity_index, asked from identity_query")
    assert [row["asked"] for row in kept] == [5, 5]
    await database.pool.execute("update identity_query set asked_on = asked_on - 1")
    tomorrow = await asked(register, held(certificate.holder_name, "310101200504010017"))
    assert tomorrow == {"number": certificate.number}


async def test_an_address_that_guesses_is_told_to_wait_and_another_is_not(
    database: Database, place: City, register: Register
) -> None:
    of = await evaluated(database, place, 1)
    certificate = await certified(database, of, 0, PUBLISHED)
    look_ups = AddressLookUps(None, Rate(0.001, 9), Rate(0.001, 5), clock=lambda: 0.0)
    register.reader.services = replace(register.services, look_ups=look_ups)
    wrong = {"numberAndName": {"number": certificate.number, "name": "错名"}}
    assert await asked(register, named(certificate)) == {"number": certificate.number}
    answers = [await asked(register, wrong) for _ in range(6)]
    assert answers == [None] * 5 + [ErrorCode.RATE_LIMITED]
    assert await asked(register, named(certificate)) is ErrorCode.RATE_LIMITED
    elsewhere = [await asked(register, named(certificate), "192.0.2.2") for _ in range(10)]
    assert elsewhere == [{"number": certificate.number}] * 9 + [ErrorCode.RATE_LIMITED]


# --- each check apart


async def directory(database: Database, of: Evaluated, **more: Any) -> None:
    """What the directory says of the agency; `more` are other columns of its one item."""
    entry = rows.row(
        models.DirectoryEntry, agency_id=of.agency.id, institution_id=of.filing.institution_id,
        begins_on=date(2026, 6, 1), known_from=date(2026, 6, 1), state=DirectoryState.IN_FORCE,
        name=of.agency.name, codes=[of.code.code], scope=AgencyScope.OWN_STUDENTS,
        listed_on=date(2026, 6, 1), valid_from=date(2026, 6, 1), valid_to=date(2029, 5, 31),
        institution_name=of.agency.name, institution_kind="COLLEGE",
        district_code=of.city.district.code,
    )  # fmt: skip
    item = await database.pool.fetchrow(
        "select * from agency_item where agency_id = $1", of.agency.id
    )
    assert item is not None
    facts = {
        "state": DirectoryState.IN_FORCE, "occupation_id": item["occupation_id"],
        "level_from": 5, "level_to": 3,
    } | more  # fmt: skip
    shown = rows.row(
        models.DirectoryEntryItem, entry_id=entry.id, agency_item_id=item["id"],
        basis=item["basis"], method=item["method"], valid_from=item["valid_from"],
        valid_to=item["valid_to"], **facts,
    )  # fmt: skip
    await rows.write(database, entry, shown)


async def checks(register: Register, by: Any, language: str = "zh-CN") -> dict[str, str]:
    answer = await register.ask(None, CHECKS, language, by=by)
    return {one["kind"]: one["outcome"] for one in answer["certificate"]["checks"]}


@pytest.mark.parametrize(
    ("more", "was_filed"),
    [
        ({}, True),
        ({"level_to": 4}, False),
        ({"state": DirectoryState.SUSPENDED}, False),
        ({"trade": True}, False),
    ],
)
async def test_whether_the_agency_was_filed_is_a_check_of_its_own(
    database: Database, place: City, register: Register, more: Any, was_filed: bool
) -> None:
    of = await evaluated(database, place, 1)
    certificate = await certified(database, of, 0, PUBLISHED)
    trade = {"trade_id": place.trade.id} if more.get("trade") else {}
    own = {name: value for name, value in more.items() if name != "trade"}
    await directory(database, of, **own, **trade)
    assert await checks(register, named(certificate)) == {
        "IN_REGISTER": "PASSED",
        "AGENCY_FILED": "PASSED" if was_filed else "FAILED",
        "IN_FORCE": "PASSED",
        "SIGNATURE": "NOT_AVAILABLE",
    }


async def test_what_the_directory_of_another_day_says_does_not_count(
    database: Database, place: City, register: Register
) -> None:
    of = await evaluated(database, place, 1, ended_on=date(2026, 5, 31))
    certificate = await certified(database, of, 0, PUBLISHED)
    await directory(database, of)
    assert (await checks(register, named(certificate)))["AGENCY_FILED"] == "FAILED"


async def test_a_revoked_certificate_fails_one_check_and_says_the_day(
    database: Database, place: City, register: Register
) -> None:
    of = await evaluated(database, place, 1)
    certificate = await certified(database, of, 0, PUBLISHED, revoked_on=date(2026, 10, 21))
    for language, words in (
        ("zh-CN", "证书已撤销（2026-10-21）。"),
        ("en", "Revoked by the center on 2026-10-21."),
    ):
        answer = await register.ask(None, CHECKS, language, by=named(certificate))
        [told] = [c for c in answer["certificate"]["checks"] if c["kind"] == "IN_FORCE"]
        assert (told["outcome"], told["message"]) == ("FAILED", words)


async def test_what_to_do_in_vain_is_the_same_for_everybody(register: Register) -> None:
    answers = [await register.ask(None, HELP, language) for language in ("zh-CN", "en")]
    assert "市职鉴中心" in answers[0]["certificateHelp"]["whomToAsk"]
    assert "center" in answers[1]["certificateHelp"]["whomToAsk"]
    assert all(len(answer["certificateHelp"]["causes"]) == 5 for answer in answers)


# --- many at once


async def test_a_list_of_pairs_gives_those_that_match(
    database: Database, place: City, register: Register
) -> None:
    of = await evaluated(database, place, 3)
    first = await certified(database, of, 0, PUBLISHED)
    second = await certified(database, of, 1, PUBLISHED, revoked_on=date(2026, 10, 21))
    hidden = await certified(database, of, 2, CertificateStatus.REPORTED)
    pairs = [
        named(second)["numberAndName"],
        named(first)["numberAndName"],
        {"number": first.number, "name": second.holder_name},
        named(hidden)["numberAndName"],
    ]
    other = replace(of.school, institution_id=(await evaluated(database, place, 1)).plan.id)
    answer = await register.ask(other, PAIRS, pairs=pairs)
    assert answer["checkCertificates"] == [
        {"number": first.number, "validity": "VALID"},
        {"number": second.number, "validity": "REVOKED"},
    ]
    assert (await register.ask(other, PAIRS, pairs=[]))["checkCertificates"] == []


async def test_more_than_a_hundred_pairs_are_refused_and_the_public_has_no_list(
    database: Database, place: City, register: Register
) -> None:
    of = await evaluated(database, place, 1)
    pair = {"number": "Y000031000001263000001", "name": "张三"}
    await register.ask(of.school, PAIRS, pairs=[pair] * 100)
    with pytest.raises(Failed) as refused:
        await register.ask(of.school, PAIRS, pairs=[pair] * 101)
    assert refused.value.causes[0].code is ErrorCode.BAD_USER_INPUT  # type: ignore[union-attr]
    with pytest.raises(AssertionError, match="Cannot query field"):
        await register.ask(None, PAIRS, pairs=[pair])
