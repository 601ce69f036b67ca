"""证书变动: the agency corrects, reissues, cancels; the center consents and revokes."""

from typing import Any

import pytest
import pytest_asyncio

import models
from models.database import Database
from permissions.sealing import Place
from permissions.viewer import Viewer
from rules.vocabulary import CertificateStatus, Role
from tests import rows
from tests.evaluated import CENTER, City, Evaluated, city, evaluated
from tests.planned import identity_number
from tests.register import Register, schemas, sealer

FOUND = "findings { code clause path }"
SHOWN = """{ id version validity revokedOn cancelledOn reason
  prints { printNumber cause reason }
  corrections { status nameBefore nameAfter maskedIdentityBefore maskedIdentityAfter }
  actions { act allowed reasons { code } } }"""
CORRECTION = "{ id version status reason history { act } actions { act allowed } }"
INPUTS = {
    "correctCertificate": ("CorrectCertificateInput", f"certificateCorrection {CORRECTION}"),
    "decideCertificateCorrection": (
        "DecideCertificateCorrectionInput",
        f"certificateCorrection {CORRECTION}",
    ),
    "reissueCertificate": ("ReissueCertificateInput", f"certificate {SHOWN}"),
    "cancelCertificate": ("ReasonedInput", f"certificate {SHOWN}"),
    "revokeCertificate": ("ReasonedInput", f"certificate {SHOWN}"),
}
NODE = f"query ($id: ID!) {{ node(id: $id) {{ ... on Certificate {SHOWN} }} }}"
LOOK_UP = """query ($by: CertificateBy!) { certificate(by: $by) { number validity } }"""
OLD_NUMBER, NEW_NUMBER = identity_number(1, "20050101"), identity_number(2, "20050102")
SHEET = {"reason": "遗失", "cause": "LOST", "printNumber": "SH-000001"}


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def place(database: Database) -> City:
    return await city(database)


@pytest.fixture
def register(database: Database) -> Register:
    return Register(database)


class Issued:
    """One published certificate of a school, and the person behind it."""

    def __init__(self, of: Evaluated, row: models.Certificate) -> None:
        self.of, self.row = of, row
        self.id = f"Certificate:{row.id}"

    @property
    def school(self) -> Viewer:
        return self.of.school


@pytest_asyncio.fixture(loop_scope="session")
async def issued(database: Database, place: City) -> Issued:
    of = await evaluated(database, place, 1)
    return Issued(of, await certificate(database, of, 0, OLD_NUMBER))


async def certificate(
    database: Database, of: Evaluated, place: int, number: str
) -> models.Certificate:
    candidate = of.candidates[place]
    report = rows.row(
        models.CertificateReport, plan_id=of.plan.id, agency_id=of.agency.id,
        institution_id=of.filing.institution_id, status=CertificateStatus.PUBLISHED,
        due_on=of.filing.due_on, decided_at=of.filing.created_at,
    )  # fmt: skip
    made = rows.row(
        models.Certificate, number=f"{of.code.code}263{place + 1:06d}",
        institution_id=of.filing.institution_id, agency_id=of.agency.id,
        agency_code_id=of.code.id, plan_id=of.plan.id, candidate_id=candidate.id,
        person_id=candidate.person_id, occupation_id=of.city.occupation.id, report_id=report.id,
        level=3, agency_name=of.agency.name, holder_name="张伟", level_name="三级/高级工",
        document_type="RESIDENT_IDENTITY_CARD", occupation_name="车工",
        identity_index=sealer().blind_index("RESIDENT_IDENTITY_CARD", number),
        issued_on=of.filing.ended_on, status=CertificateStatus.PUBLISHED,
        verification_token=of.filing.id.bytes[:15] + bytes([place]),
    )  # fmt: skip
    made.identity_sealed = sealer().seal(number, Place("certificate", "identity_sealed", made.id))
    await rows.write(database, report, made)
    return made


async def do(register: Register, viewer: Viewer, act: str, node: str, **given: Any) -> Any:
    input_, shown = INPUTS[act]
    asked = {"id": node, "expectedVersion": 1, "reason": "核对有误"} | given
    document = f"mutation ($input: {input_}!) {{ {act}(input: $input) {{ {shown} {FOUND} }} }}"
    return (await register.ask(viewer, document, input=asked))[act]


async def corrected(register: Register, of: Issued, **given: Any) -> Any:
    wanted = given or {"holderName": "张玮"}
    return await do(register, of.school, "correctCertificate", of.id, **wanted)


async def decided(register: Register, correction: Any, consents: bool, **given: Any) -> Any:
    more = {"isConsented": consents, "expectedVersion": correction["version"]}
    act = "decideCertificateCorrection"
    return await do(register, CENTER, act, correction["id"], **(more | given))


async def seen(register: Register, of: Issued, viewer: Viewer | None = None) -> Any:
    return (await register.ask(viewer or of.school, NODE, id=of.id))["node"]


async def found(register: Register, of: Issued, name: str) -> Any:
    by = {"numberAndName": {"number": of.row.number, "name": name}}
    return (await register.ask(None, LOOK_UP, by=by))["certificate"]


def codes(payload: Any) -> list[tuple[str, list[str]]]:
    return [(finding["code"], finding["path"]) for finding in payload["findings"]]


def allowed(shown: Any) -> dict[str, bool]:
    return {action["act"]: action["allowed"] for action in shown["actions"]}


async def test_a_name_is_corrected_when_the_center_consents_and_not_before(
    database: Database, register: Register, issued: Issued
) -> None:
    correction = (await corrected(register, issued))["certificateCorrection"]
    assert correction["status"] == "REQUESTED"
    assert await found(register, issued, "张玮") is None
    payload = await decided(register, correction, True)
    assert payload["certificateCorrection"]["status"] == "CONSENTED"
    assert await found(register, issued, "张玮") == {
        "number": issued.row.number,
        "validity": "VALID",
    }
    assert await found(register, issued, "张伟") is None
    (kept,) = (await seen(register, issued))["corrections"]
    assert (kept["nameBefore"], kept["nameAfter"]) == ("张伟", "张玮")


async def test_another_identity_leads_to_the_person_whose_it_is(
    database: Database, register: Register, issued: Issued
) -> None:
    correction = (await corrected(register, issued, documentNumber=NEW_NUMBER))[
        "certificateCorrection"
    ]
    await decided(register, correction, True)
    row = await database.pool.fetchrow("select * from certificate where id = $1", issued.row.id)
    place = Place("certificate", "identity_sealed", issued.row.id)
    assert sealer().unseal(row["identity_sealed"], place) == NEW_NUMBER
    assert row["person_id"] != issued.row.person_id
    (kept,) = (await seen(register, issued))["corrections"]
    assert kept["maskedIdentityBefore"] == f"3{'*' * 16}{OLD_NUMBER[-1]}"
    assert kept["maskedIdentityAfter"] == f"3{'*' * 16}{NEW_NUMBER[-1]}"


async def test_a_refused_correction_leaves_the_face_and_says_why(
    register: Register, issued: Issued
) -> None:
    correction = (await corrected(register, issued))["certificateCorrection"]
    silent = await decided(register, correction, False, reason=None)
    assert codes(silent) == [("REASON_MISSING", ["reason"])]
    payload = await decided(register, correction, False, reason="证件与申请不符")
    assert payload["certificateCorrection"]["reason"] == "证件与申请不符"
    assert (await found(register, issued, "张伟"))["validity"] == "VALID"
    again = await decided(register, payload["certificateCorrection"], True)
    assert codes(again) == [("ACT_NOT_IN_STATE", [])]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"holderName": "张伟"}, ("CORRECTION_WITHOUT_CHANGE", [])),
        ({"holderName": " "}, ("TEXT_MISSING", ["name"])),
        ({"documentNumber": "310101200501011"}, ("IDENTITY_NUMBER_INVALID", ["documentNumber"])),
        ({"holderName": "张玮", "reason": ""}, ("REASON_MISSING", ["reason"])),
    ],
)
async def test_a_correction_that_says_nothing_new_or_wrong_is_refused(
    database: Database, register: Register, issued: Issued, given: Any, expected: Any
) -> None:
    payload = await corrected(register, issued, **given)
    assert codes(payload) == [expected]
    asked = "select count(*) from certificate_correction where certificate_id = $1"
    assert await database.pool.fetchval(asked, issued.row.id) == 0


async def test_one_correction_waits_at_a_time(register: Register, issued: Issued) -> None:
    await corrected(register, issued)
    payload = await corrected(register, issued, holderName="张炜", expectedVersion=2)
    assert codes(payload) == [("CORRECTION_OPEN", [])]
    assert allowed(await seen(register, issued))["correctCertificate"] is False


async def test_nobody_holds_two_of_a_kind_by_a_correction(
    database: Database, register: Register, place: City
) -> None:
    of = await evaluated(database, place, 2)
    one = Issued(of, await certificate(database, of, 0, identity_number(3, "20050103")))
    correction = (await corrected(register, one, documentNumber=identity_number(4, "20050103")))[
        "certificateCorrection"
    ]
    await decided(register, correction, True)
    two = Issued(of, await certificate(database, of, 1, identity_number(5, "20050103")))
    correction = (await corrected(register, two, documentNumber=identity_number(4, "20050103")))[
        "certificateCorrection"
    ]
    payload = await decided(register, correction, True)
    assert codes(payload) == [("ALREADY_CERTIFIED", [])]
    assert payload["certificateCorrection"]["status"] == "REQUESTED"


async def test_a_lost_certificate_keeps_its_number_on_a_new_sheet(
    database: Database, register: Register, issued: Issued
) -> None:
    payload = await do(register, issued.school, "reissueCertificate", issued.id, **SHEET)
    assert payload["findings"] == []
    assert payload["certificate"]["prints"] == [
        {"printNumber": "SH-000001", "cause": "LOST", "reason": "遗失"}
    ]
    version = payload["certificate"]["version"]
    again = await do(
        register, issued.school, "reissueCertificate", issued.id, expectedVersion=version, **SHEET
    )
    assert codes(again) == [("ALREADY_REGISTERED", ["printNumber"])]
    wrong = SHEET | {"printNumber": "印一"}
    refused = await do(
        register, issued.school, "reissueCertificate", issued.id, expectedVersion=version, **wrong
    )
    assert codes(refused) == [("PRINT_NUMBER_INVALID", ["printNumber"])]


@pytest.mark.parametrize(
    ("act", "validity", "day"),
    [
        ("cancelCertificate", "CANCELLED", "cancelledOn"),
        ("revokeCertificate", "REVOKED", "revokedOn"),
    ],
)
async def test_a_certificate_that_ended_is_shown_so_and_nothing_more_is_done_to_it(
    register: Register, issued: Issued, act: str, validity: str, day: str
) -> None:
    viewer = CENTER if act == "revokeCertificate" else issued.school
    payload = await do(register, viewer, act, issued.id)
    assert payload["certificate"]["validity"] == validity
    assert payload["certificate"][day] is not None
    assert (await found(register, issued, "张伟"))["validity"] == validity
    shown = await seen(register, issued)
    assert allowed(shown) == {
        "correctCertificate": False,
        "reissueCertificate": False,
        "cancelCertificate": False,
    } | dict.fromkeys(allowed(shown), False)
    version = shown["version"]
    for later in ("cancelCertificate", "correctCertificate", "reissueCertificate"):
        more = {"holderName": "张玮"} if later == "correctCertificate" else {}
        more |= SHEET if later == "reissueCertificate" else {}
        refused = await do(
            register, issued.school, later, issued.id, expectedVersion=version, **more
        )
        assert codes(refused) == [("CERTIFICATE_NOT_IN_FORCE", [])]


async def test_another_school_neither_changes_a_certificate_nor_is_offered_to(
    database: Database, register: Register, place: City, issued: Issued
) -> None:
    stranger = (await evaluated(database, place, 1)).school
    for act in ("correctCertificate", "reissueCertificate", "cancelCertificate"):
        more = SHEET if act == "reissueCertificate" else {}
        payload = await do(register, stranger, act, issued.id, **more)
        assert codes(payload) == [("NOT_FOUND", ["id"])]
    asked = "select version from certificate where id = $1"
    assert await database.pool.fetchval(asked, issued.row.id) == 1
    listed = """query ($number: String!) {
      certificates(filter: { number: { eq: $number } }) { nodes { number } } }"""
    page = await register.ask(stranger, listed, number=issued.row.number)
    assert page == {"certificates": {"nodes": []}}


def test_the_center_alone_consents_and_revokes_and_schools_alone_do_the_rest() -> None:
    def having(name: str) -> list[Role]:
        return [
            role
            for role, schema in schemas().items()
            if schema.mutation_type and name in schema.mutation_type.fields
        ]

    assert {name: having(name) for name in INPUTS} == {
        "correctCertificate": [Role.SCHOOL],
        "decideCertificateCorrection": [Role.CENTER],
        "reissueCertificate": [Role.SCHOOL],
        "cancelCertificate": [Role.SCHOOL],
        "revokeCertificate": [Role.CENTER],
    }
