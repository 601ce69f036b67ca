"""证书: who finds which certificate, by what, and what of its holder is shown."""

import re
from datetime import date, timedelta
from typing import Any

import msgspec
import pytest
import pytest_asyncio
from graphql import parse

import models
from models.database import Database
from permissions.sealing import Place
from permissions.viewer import PUBLIC_VIEWER, Viewer
from resolvers.certificate_query import end_index
from rules.vocabulary import LEVEL_NAMES, CertificateStatus, DocumentType, Role
from tests import rows
from tests.evaluated import CENTER, City, Evaluated, city, evaluated
from tests.register import Register, sealer

SHOWN = """{ number maskedHolderName agencyName occupationName tradeName level levelWords issuedOn
  validity agency { name } occupation { code name } trade { name } }"""
BY = f"query ($by: CertificateBy!) {{ certificate(by: $by) {SHOWN} }}"
BY_ID = """query ($id: ID!) { node(id: $id) { ...face } nodes(ids: [$id]) { ...face } }
  fragment face on Certificate { number }"""
LIST = """query ($first: Int, $after: String, $orderBy: CertificateOrder,
  $filter: CertificateFilter) {
  certificates(first: $first, after: $after, orderBy: $orderBy, filter: $filter) {
    totalCount nodes { number } pageInfo { hasNextPage endCursor } } }"""
PUBLISHED = CertificateStatus.PUBLISHED
IDENTITY = "310101200501010018"


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def place(database: Database) -> City:
    return await city(database)


@pytest.fixture
def register(database: Database) -> Register:
    return Register(database)


async def certified(
    database: Database,
    of: Evaluated,
    number: int,
    status: CertificateStatus,
    identity: str = IDENTITY,
    **more: Any,
) -> models.Certificate:
    """A certificate of the plan's candidate `number`, in this state."""
    candidate = of.candidates[number]
    report = rows.row(
        models.CertificateReport, plan_id=of.plan.id, agency_id=of.agency.id,
        institution_id=of.filing.institution_id, due_on=of.filing.due_on,
    )  # fmt: skip
    made = rows.row(
        models.Certificate, number=f"{of.code.code}26300000{number + 1}",
        institution_id=of.filing.institution_id, agency_id=of.agency.id,
        agency_code_id=of.code.id, plan_id=of.plan.id, candidate_id=candidate.id,
        person_id=candidate.person_id, occupation_id=of.city.occupation.id, level=3,
        report_id=None if status is CertificateStatus.ISSUED else report.id,
        agency_name=of.agency.name, document_type=DocumentType.RESIDENT_IDENTITY_CARD,
        identity_index=sealer().blind_index("RESIDENT_IDENTITY_CARD", identity),
        identity_end_index=end_index(sealer(), identity), occupation_name="车工",
        level_name=LEVEL_NAMES[3], status=status,
        verification_token=candidate.id.bytes,
        **{"holder_name": candidate.name, "issued_on": date(2026, 10, 20)} | more,
    )  # fmt: skip
    place = Place("certificate", "identity_sealed", made.id)
    made.identity_sealed = sealer().seal(identity, place)
    await rows.write(database, report, made)
    return made


async def found(register: Register, viewer: Viewer | None, by: Any) -> Any:
    return (await register.ask(viewer, BY, by=by))["certificate"]


def named(certificate: models.Certificate, name: str | None = None) -> Any:
    pair = {"number": certificate.number, "name": name or certificate.holder_name}
    return {"numberAndName": pair}


async def test_the_public_finds_a_published_certificate_by_number_and_name(
    database: Database, place: City, register: Register
) -> None:
    of = await evaluated(database, place, 1)
    certificate = await certified(database, of, 0, PUBLISHED)
    assert await found(register, None, named(certificate)) == {
        "number": certificate.number,
        "maskedHolderName": "阿*",
        "agencyName": of.agency.name,
        "occupationName": "车工",
        "tradeName": "--",
        "level": 3,
        "levelWords": "三级/高级工",
        "issuedOn": "2026-10-20",
        "validity": "VALID",
        "agency": {"name": of.agency.name},
        "occupation": {"code": "6-18-01-01", "name": "车工"},
        "trade": None,
    }


@pytest.mark.parametrize(
    "name",
    [
        "阿里·木0",
        "阿里•木0",
        "阿里・木0",
        "阿里･木0",
        "阿里．木0",
        " 阿里·木 0",
        "阿里·木\u30000",
        "阿里·木０",
    ],
)
async def test_a_name_is_found_however_its_dot_and_blanks_are_written(
    database: Database, place: City, register: Register, name: str
) -> None:
    of = await evaluated(database, place, 1)
    certificate = await certified(database, of, 0, PUBLISHED)
    assert await found(register, None, named(certificate, name)) is not None


@pytest.mark.parametrize("name", ["阿里木0", "阿里·木", "阿里·木1", "%", ""])
async def test_another_name_or_an_unknown_number_gives_the_same_null(
    database: Database, place: City, register: Register, name: str
) -> None:
    of = await evaluated(database, place, 1)
    certificate = await certified(database, of, 0, PUBLISHED)
    assert await found(register, None, named(certificate, name or " ")) is None
    unknown = {"number": f"{of.code.code}263999999", "name": certificate.holder_name}
    assert await found(register, None, {"numberAndName": unknown}) is None


async def test_the_public_s_look_up_is_one_statement_by_an_index(
    database: Database, place: City, register: Register
) -> None:
    of = await evaluated(database, place, 1)
    certificate = await certified(database, of, 0, PUBLISHED)
    ast = parse(BY, no_location=True)
    for by in (named(certificate), {"token": certificate.verification_token.hex()}):
        plan, values = register.reader.plan(
            Role.PUBLIC, f"{BY}{by}", ast, None, msgspec.json.encode({"by": by})
        )
        values |= register.reader.values(PUBLIC_VIEWER, "zh-CN")
        async with database.pool.acquire() as connection, connection.transaction():
            # A table of a few rows is scanned whole unless that is forbidden.
            await connection.execute("set local enable_seqscan = off")
            explained = await connection.fetch(f"explain {plan.sql}", *plan.arguments(values))
        lines = "\n".join(line[0] for line in explained)
        assert re.search(r"Index Scan using \S+ on certificate", lines)
        assert re.search(r"Index Cond: \((number|verification_token) = ", lines)


async def test_the_token_of_the_qr_code_finds_and_no_other_text_does(
    database: Database, place: City, register: Register
) -> None:
    of = await evaluated(database, place, 1)
    certificate = await certified(database, of, 0, PUBLISHED)
    token = certificate.verification_token.hex()
    for text, is_found in (
        (token, True), (f" {token.upper()} ", True), (token[:-1], False), (f"{token}00", False),
        ("0" * 32, False), ("不是十六进制" * 5, False), ("", False),
    ):  # fmt: skip
        assert (await found(register, None, {"token": text}) is not None) is is_found


@pytest.mark.parametrize(
    "status", [status for status in CertificateStatus if status is not PUBLISHED]
)
async def test_the_public_does_not_find_what_was_not_accepted_and_its_school_does(
    database: Database, place: City, register: Register, status: CertificateStatus
) -> None:
    of, other = await evaluated(database, place, 1), await evaluated(database, place, 1)
    certificate = await certified(database, of, 0, status)
    token = {"token": certificate.verification_token.hex()}
    for viewer, sees in ((PUBLIC_VIEWER, False), (other.school, False), (of.school, True)):
        for by in (named(certificate), token):
            assert (await found(register, viewer, by) is not None) is sees


@pytest.mark.parametrize(
    ("ended", "validity"),
    [
        ({"revoked_on": date(2026, 10, 21)}, "REVOKED"),
        ({"cancelled_on": date(2026, 10, 21)}, "CANCELLED"),
    ],
)
async def test_a_certificate_that_ended_stays_found_with_its_standing(
    database: Database, place: City, register: Register, ended: Any, validity: str
) -> None:
    of = await evaluated(database, place, 1)
    certificate = await certified(database, of, 0, PUBLISHED, **ended)
    assert (await found(register, None, named(certificate)))["validity"] == validity


async def test_the_holder_is_shown_to_the_own_school_and_the_center_alone(
    database: Database, place: City, register: Register
) -> None:
    of, other = await evaluated(database, place, 1), await evaluated(database, place, 1)
    certificate = await certified(database, of, 0, PUBLISHED)
    document = """query ($by: CertificateBy!) { certificate(by: $by) {
      maskedHolderName holderName maskedIdentity } }"""
    open_ = {"holderName": "阿里·木0", "maskedIdentity": "3****************8"}
    shut = {"holderName": None, "maskedIdentity": None}
    for viewer, shown in ((of.school, open_), (CENTER, open_), (other.school, shut)):
        answer = await register.ask(viewer, document, by=named(certificate))
        assert answer["certificate"] == {"maskedHolderName": "阿*", **shown}


async def test_an_id_alone_finds_a_certificate_for_its_school_its_supervisor_and_the_authorities(
    database: Database, place: City, register: Register
) -> None:
    of, other = await evaluated(database, place, 1), await evaluated(database, place, 1)
    certificate = await certified(database, of, 0, PUBLISHED)
    given = f"Certificate:{certificate.id}"
    finding = [
        of.school,
        Viewer(role=Role.SUPERVISOR),
        *map(Viewer, (Role.DEPARTMENT, Role.COMMISSION, Role.CENTER, Role.BUREAU)),
    ]
    seeing = [
        other.school,
        PUBLIC_VIEWER,
        Viewer(role=Role.EXPERT),
        Viewer(role=Role.ADMINISTRATOR),
        Viewer(role=Role.SUPERVISOR, district_code="310151"),
    ]
    for viewer, is_found in (*((one, True) for one in finding), *((one, False) for one in seeing)):
        answer = await register.ask(viewer, BY_ID, id=given)
        one = {"number": certificate.number} if is_found else None
        assert answer == {"node": one, "nodes": [one]}, viewer
        assert (await found(register, viewer, named(certificate)))["number"] == certificate.number


@pytest.mark.parametrize("field", ["holderName", "maskedIdentity", "status", "candidate { id }"])
async def test_the_public_s_schema_has_nothing_of_the_holder(
    register: Register, field: str
) -> None:
    document = f'{{ certificate(by: {{token: "0"}}) {{ {field} }} }}'
    with pytest.raises(AssertionError, match="Cannot query field"):
        await register.ask(None, document)


@pytest.mark.parametrize(
    "by",
    ["{}", '{token: "0", numberAndName: {number: "1", name: "2"}}', "{token: null}",
     '{numberAndName: {number: "1"}}'],
)  # fmt: skip
async def test_one_factor_or_two_ways_at_once_are_no_question(register: Register, by: str) -> None:
    with pytest.raises(AssertionError):
        await register.ask(None, f"{{ certificate(by: {by}) {{ number }} }}")


async def test_a_school_lists_its_own_certificates_and_the_center_all(
    database: Database, place: City, register: Register
) -> None:
    of, other = await evaluated(database, place, 3), await evaluated(database, place, 1)
    own = [
        (await certified(database, of, i, status)).number
        for i, status in enumerate((PUBLISHED, CertificateStatus.ISSUED, PUBLISHED))
    ]
    foreign = (await certified(database, other, 0, PUBLISHED)).number
    listed = (await register.ask(of.school, LIST))["certificates"]
    assert (listed["totalCount"], [c["number"] for c in listed["nodes"]]) == (3, own)
    everything = (await register.ask(CENTER, LIST, first=200))["certificates"]
    assert {*own, foreign} <= {c["number"] for c in everything["nodes"]}


@pytest.mark.parametrize("order", ["NUMBER_ASC", "NEWEST"])
async def test_the_pages_of_a_school_s_certificates_repeat_and_skip_none(
    database: Database, place: City, register: Register, order: str
) -> None:
    of = await evaluated(database, place, 5)
    for number in range(5):
        day = date(2026, 10, 20) + timedelta(days=number // 2)
        await certified(database, of, number, PUBLISHED, issued_on=day)
    after, walked = None, []
    while True:
        asked: dict[str, Any] = {"first": 2, "after": after, "orderBy": order}
        page = (await register.ask(of.school, LIST, **asked))["certificates"]
        walked += [node["number"] for node in page["nodes"]]
        after = page["pageInfo"]["endCursor"]
        if not page["pageInfo"]["hasNextPage"]:
            break
    assert sorted(walked) == [f"{of.code.code}26300000{i}" for i in range(1, 6)]
    if order == "NUMBER_ASC":
        assert walked == sorted(walked)


async def test_a_filter_takes_plan_state_level_day_and_name(
    database: Database, place: City, register: Register
) -> None:
    of = await evaluated(database, place, 2)
    first = await certified(database, of, 0, PUBLISHED)
    second = await certified(
        database, of, 1, CertificateStatus.ISSUED, issued_on=date(2026, 10, 22)
    )
    for filter_, expected in (
        ({"plan": of.plan_id}, [first, second]),
        ({"status": "ISSUED"}, [second]),
        ({"level": {"lte": 2}}, []),
        ({"issuedOn": {"gte": "2026-10-21"}}, [second]),
        ({"holderName": {"contains": "木0"}}, [first]),
        ({"not": {"number": {"eq": first.number}}}, [second]),
        ({"occupation": f"Occupation:{place.occupation.id}"}, [first, second]),
        ({"agency": f"Agency:{of.agency.id}"}, [first, second]),
        ({"agency": f"Agency:{of.plan.id}"}, []),
    ):
        listed = (await register.ask(of.school, LIST, filter=filter_))["certificates"]
        assert [node["number"] for node in listed["nodes"]] == [c.number for c in expected]


@pytest.mark.parametrize("role", [role for role in Role if role not in {Role.SCHOOL}])
async def test_a_supervisor_or_the_public_has_no_list_of_certificates(
    register: Register, role: Role
) -> None:
    offices = {Role.DEPARTMENT, Role.COMMISSION, Role.CENTER, Role.BUREAU}
    document = "{ certificates { totalCount } }"
    if role in offices:
        assert "certificates" in await register.ask(Viewer(role=role), document)
    else:
        with pytest.raises(AssertionError, match="Cannot query field"):
            await register.ask(Viewer(role=role), document)
