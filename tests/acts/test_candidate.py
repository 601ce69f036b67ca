"""评价人员: a school enters candidates; each row is judged, and persons are kept sealed."""

from datetime import date, timedelta
from typing import Any

import pytest
import pytest_asyncio

import models
from models.database import Database
from permissions.sealing import UnsealableError
from resolvers.person import place_of
from rules.clause_1_2_candidates import school_year_of
from rules.vocabulary import (
    CertificateStatus,
    DocumentType,
    ExtensionStatus,
    TrainingLevel,
)
from tests import rows
from tests.planned import (
    City,
    Planning,
    accepted,
    checked,
    city,
    codes,
    drafted,
    enter,
    filled,
    identity_number,
    planning,
    refusals,
)
from tests.register import Failed, Register, sealer

PASSPORT = {"documentType": "PASSPORT", "documentNumber": "E12345678"}


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def place(database: Database) -> City:
    return await city(database)


@pytest_asyncio.fixture(loop_scope="session")
async def of(database: Database, place: City) -> Planning:
    return await planning(database, place)


@pytest.fixture
def register(database: Database) -> Register:
    return Register(database)


async def fetch(database: Database, statement: str, *given: Any) -> list[Any]:
    async with database.pool.acquire() as connection:
        return list(await connection.fetch(statement, *given))


def number_of(plan: Any) -> str:
    return str(plan["id"]).removeprefix("EvaluationPlan:")


async def candidates(database: Database, plan: Any) -> list[Any]:
    asked = """select c.*, p.identity_sealed, p.name as person_name, p.birth_on, p.sex
      from candidate c join person p on p.id = c.person_id
      where plan_id = $1 order by student_number"""
    return await fetch(database, asked, number_of(plan))


async def acts(database: Database, plan: Any) -> list[str]:
    asked = "select act from register_entry where subject_id = $1 order by created_at"
    return [row["act"] for row in await fetch(database, asked, number_of(plan))]


def earlier_year(of: Planning) -> str:
    """A graduation after the school year of the sessions."""
    return str(of.graduates_on + timedelta(days=300))


async def test_a_school_s_candidate_is_sealed_found_again_and_never_written_in_clear(
    database: Database, register: Register, of: Planning
) -> None:
    number = identity_number(5, "20060704")
    row = of.candidate(documentNumber=number, phone=" 13812345678 ")
    plan = await drafted(register, of)
    payload = await enter(register, of, plan, row)
    assert (payload["importedCount"], payload["findings"]) == (1, [])
    (kept,) = await candidates(database, payload["evaluationPlan"])
    assert (kept["birth_on"], kept["sex"]) == (date(2006, 7, 4), "MALE")
    for column in ("identity_sealed", "phone_sealed"):
        assert number.encode() not in kept[column]
        assert b"13812345678" not in kept[column]
    again = await drafted(register, of, batchName="第二批")
    renamed = row | {"documentNumber": f" {number[:6]} {number[6:]} ".lower(), "name": "欧阳晓明"}
    await enter(register, of, again, renamed)
    (second,) = await candidates(database, again)
    assert second["person_id"] == kept["person_id"]
    assert (second["person_name"], second["name"]) == ("欧阳小明", "欧阳晓明")


async def test_the_number_of_a_person_opens_only_in_its_own_place(
    database: Database, register: Register, of: Planning
) -> None:
    plan = await filled(register, of, 2)
    first, second = await candidates(database, plan)
    opened = sealer().unseal(first["identity_sealed"], place_of(first["person_id"]))
    assert opened == of.identity(0)
    with pytest.raises(UnsealableError):
        sealer().unseal(first["identity_sealed"], place_of(second["person_id"]))


@pytest.mark.parametrize(
    ("changes", "column"),
    [
        ({"documentNumber": identity_number(1)[:-1] + "Y"}, "documentNumber"),
        ({"documentNumber": "110105194912310021"}, "documentNumber"),
        ({"documentNumber": identity_number(1, "20990101")}, "documentNumber"),
        ({"documentNumber": identity_number(1, "20070230")}, "documentNumber"),
        ({"documentNumber": "31010120070215"}, "documentNumber"),
        ({"documentType": "RESIDENCE_PERMIT"}, "documentNumber"),
        ({"documentType": "PASSPORT", "documentNumber": "E/1", "country": "FR"}, "documentNumber"),
    ],
)
async def test_a_damaged_number_is_refused_with_what_was_expected(
    database: Database, register: Register, of: Planning, changes: Any, column: str
) -> None:
    plan = await drafted(register, of)
    row = of.candidate(0, **changes)
    payload = await enter(register, of, plan, of.candidate(9), row)
    assert codes(payload["findings"]) == [("IDENTITY_NUMBER_INVALID", ["rows", "1", column])]
    assert await candidates(database, plan) == []
    assert await acts(database, plan) == ["createEvaluationPlan"]


@pytest.mark.parametrize(
    ("changes", "kept"),
    [
        ({"documentNumber": identity_number(6, region="310225")}, True),
        (
            {
                "documentType": "RESIDENCE_PERMIT",
                "documentNumber": identity_number(7, region="830000"),
            },
            True,
        ),
        ({"documentType": "MAINLAND_TRAVEL_PERMIT", "documentNumber": "H12345678"}, False),
        (PASSPORT | {"country": "fr"}, False),
    ],
    ids=["a former county", "a Taiwan resident's permit", "a travel permit", "a passport"],
)
async def test_every_kind_of_document_is_taken_with_what_it_says(
    database: Database, register: Register, of: Planning, changes: Any, kept: bool
) -> None:
    plan = await drafted(register, of)
    payload = await enter(register, of, plan, of.candidate(0, **changes))
    assert payload["importedCount"] == 1, payload["findings"]
    (candidate,) = await candidates(database, plan)
    assert (candidate["birth_on"] is not None) == kept


async def test_a_lower_case_x_is_the_person_with_the_capital_x(
    database: Database, register: Register, of: Planning
) -> None:
    place = next(n for n in range(100) if of.identity(n).endswith("X"))
    plan = await drafted(register, of)
    lower = of.candidate(place, documentNumber=of.identity(place).lower())
    payload = await enter(register, of, plan, of.candidate(place), lower)
    assert codes(payload["findings"]) == [("CANDIDATE_REPEATED", ["rows", "1", "documentNumber"])]
    assert await candidates(database, plan) == []


async def test_one_passport_number_of_two_countries_is_two_persons(
    database: Database, register: Register, of: Planning
) -> None:
    plan = await drafted(register, of)
    unnamed = of.candidate(0, **PASSPORT)
    refused = await enter(register, of, plan, unnamed)
    assert codes(refused["findings"]) == [("COUNTRY_CODE_INVALID", ["rows", "0", "country"])]
    two = [unnamed | {"country": country} for country in ("KR", "JP")]
    payload = await enter(register, of, plan, *two)
    assert payload["importedCount"] == 2
    first, second = await candidates(database, plan)
    assert first["person_id"] != second["person_id"]


def extension(of: Planning, other: Planning) -> models.ScopeExtension:
    """Recorded for the other school's major, from today on."""
    return rows.row(
        models.ScopeExtension, agency_id=of.agency.id, institution_id=of.institution.id,
        served_id=other.institution.id, major_id=other.major.id,
        occupation_id=of.item.occupation_id, status=ExtensionStatus.RECORDED,
        expected_candidates=40, statement="运行良好", proposed_by_id=of.account.id,
        valid_from=of.today, valid_to=of.agency.valid_to,
    )  # fmt: skip


async def test_a_candidate_of_another_school_waits_for_the_scope_to_be_extended(
    database: Database, place: City, register: Register, of: Planning
) -> None:
    other = await planning(database, place)
    elsewhere: Any = {"enrolledAtId": f"Institution:{other.institution.id}"}
    plan = await drafted(register, of)
    payload = await enter(register, of, plan, of.candidate(**elsewhere))
    assert codes(payload["findings"]) == [
        ("CANDIDATE_OF_ANOTHER_SCHOOL", ["rows", "0", "enrolledAtId"])
    ]
    assert {f["clause"] for f in payload["findings"]} == {"1.2"}
    wide = await planning(database, place)
    await rows.write(database, extension(wide, other))
    plan = await drafted(register, wide)
    payload = await enter(register, wide, plan, wide.candidate(**elsewhere))
    assert payload["importedCount"] == 1
    (kept,) = await candidates(database, plan)
    assert (kept["enrolled_at_id"], kept["institution_id"]) == (
        other.institution.id,
        wide.institution.id,
    )


async def test_a_candidate_is_in_the_graduating_year_of_the_first_session(
    register: Register, of: Planning
) -> None:
    plan = await drafted(register, of)
    too_early = of.candidate(expectedGraduationOn=earlier_year(of))
    payload = await enter(register, of, plan, too_early)
    assert codes(payload["findings"]) == [
        ("NOT_IN_GRADUATING_YEAR", ["rows", "0", "expectedGraduationOn"])
    ]
    deferred = of.candidate(deferredGraduationOn=earlier_year(of))
    payload = await enter(register, of, plan, deferred)
    assert codes(payload["findings"]) == [
        ("NOT_IN_GRADUATING_YEAR", ["rows", "0", "expectedGraduationOn"])
    ]


async def test_before_the_first_session_is_known_the_year_is_not_judged_and_the_dry_run_does(
    database: Database, register: Register, of: Planning
) -> None:
    plan = await drafted(register, of, sessions=[])
    payload = await enter(register, of, plan, of.candidate(expectedGraduationOn=earlier_year(of)))
    assert payload["importedCount"] == 1
    held = await filled(register, of, 1)
    later = str(school_year_of(of.graduates_on + timedelta(days=300)).ends_on)
    (kept,) = await candidates(database, held)
    change = "update candidate set expected_graduation_on = $2 where id = $1"
    await fetch(database, change, kept["id"], date.fromisoformat(later))
    assert refusals(await checked(register, of.school, held)) == [
        (
            "NOT_IN_GRADUATING_YEAR",
            ["candidates", f"Candidate:{kept['id']}", "expectedGraduationOn"],
        )
    ]


async def test_a_completed_stage_of_an_integrated_programme_fixes_the_level(
    register: Register, of: Planning
) -> None:
    plan = await drafted(register, of)
    programme: Any = {
        "integratedProgrammeId": f"IntegratedProgramme:{of.programme.id}",
        "expectedGraduationOn": earlier_year(of),
    }
    first: Any = {"completedStage": 1, "stageCompletedOn": str(of.today - timedelta(days=100))}
    for changes, expected in (
        (programme, [("STAGE_NOT_COMPLETED", ["rows", "0", "stageCompletedOn"])]),
        (programme | first, [("CANDIDATE_LEVEL_ABOVE_CEILING", ["rows", "0", "majorCode"])]),
        (programme | first | {"completedStage": 2}, []),
        (
            programme | first | {"completedStage": 2, "stageCompletedOn": of.at(9, 11)[:10]},
            [("STAGE_NOT_COMPLETED", ["rows", "0", "stageCompletedOn"])],
        ),
        (
            programme | {"completedStage": 3},
            [
                ("NUMBER_OUT_OF_RANGE", ["rows", "0", "completedStage"]),
                ("TEXT_MISSING", ["rows", "0", "stageCompletedOn"]),
                ("STAGE_NOT_COMPLETED", ["rows", "0", "stageCompletedOn"]),
            ],
        ),
        (first, [("TEXT_MISSING", ["rows", "0", "integratedProgrammeId"])]),
    ):
        payload = await enter(register, of, plan, of.candidate(**changes), dryRun=True)
        assert codes(payload["findings"]) == expected
    level_four = await drafted(register, of, level=4)
    payload = await enter(register, of, level_four, of.candidate(**programme, **first))
    assert payload["importedCount"] == 1


async def test_a_level_above_the_own_training_is_refused(
    database: Database, register: Register, of: Planning
) -> None:
    secondary = rows.major(of.institution, "660101")
    secondary.training_level = TrainingLevel.SECONDARY
    await rows.write(database, secondary)
    plan = await drafted(register, of)
    payload = await enter(register, of, plan, of.candidate(majorCode="660101"))
    assert codes(payload["findings"]) == [
        ("CANDIDATE_LEVEL_ABOVE_CEILING", ["rows", "0", "majorCode"]),
        ("MAJOR_EVALUATION_MISSING", ["rows", "0", "majorCode"]),
    ]
    assert [finding["clause"] for finding in payload["findings"]] == ["1.3", "1.2"]


async def test_nobody_is_entered_for_a_certificate_that_is_held(
    database: Database, register: Register, of: Planning
) -> None:
    earlier = await accepted(register, of, 1)
    (kept,) = await candidates(database, earlier)
    (code,) = await fetch(
        database, "select id, code from agency_code where agency_id = $1", of.agency.id
    )
    held = rows.row(
        models.Certificate, number=f"{code['code']}263000001",
        institution_id=of.institution.id, agency_id=of.agency.id, agency_code_id=code["id"],
        plan_id=kept["plan_id"], candidate_id=kept["id"], person_id=kept["person_id"],
        occupation_id=of.item.occupation_id, level=3, agency_name="学院", holder_name="欧阳小明",
        document_type=DocumentType.RESIDENT_IDENTITY_CARD, identity_sealed=b"",
        identity_index=b"", occupation_name="车工", level_name="三级/高级工", issued_on=of.today,
        status=CertificateStatus.ISSUED, verification_token=kept["id"].bytes,
    )  # fmt: skip
    await rows.write(database, held)
    plan = await drafted(register, of)
    payload = await enter(register, of, plan, of.candidate(0), of.candidate(1))
    assert codes(payload["findings"]) == [("ALREADY_CERTIFIED", ["rows", "0", "documentNumber"])]
    await fetch(database, "update certificate set revoked_on = $2 where id = $1", held.id, of.today)
    payload = await enter(register, of, plan, of.candidate(0), of.candidate(1))
    assert payload["importedCount"] == 2


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"name": " "}, ("TEXT_MISSING", ["rows", "0", "name"])),
        ({"studentNumber": ""}, ("TEXT_MISSING", ["rows", "0", "studentNumber"])),
        ({"majorCode": "999999"}, ("NOT_FOUND", ["rows", "0", "majorCode"])),
        ({"majorName": "护理"}, ("NOT_FOUND", ["rows", "0", "majorCode"])),
        (
            {"priorCertificateNumber": "Y000031000001"},
            ("TEXT_MISSING", ["rows", "0", "priorCertificateLevel"]),
        ),
        (
            {"priorCertificateNumber": "Y000031000001", "priorCertificateLevel": 7},
            ("NUMBER_OUT_OF_RANGE", ["rows", "0", "priorCertificateLevel"]),
        ),
    ],
)
async def test_a_row_is_refused_in_the_column_that_is_wrong(
    database: Database, register: Register, of: Planning, changes: Any, expected: Any
) -> None:
    plan = await drafted(register, of)
    payload = await enter(register, of, plan, of.candidate(**changes))
    assert codes(payload["findings"]) == [expected]
    assert await candidates(database, plan) == []


async def test_what_a_row_points_to_is_the_school_s_own(
    database: Database, place: City, register: Register, of: Planning
) -> None:
    other = await planning(database, place)
    theirs = await candidates(database, await filled(register, other, 1))
    plan = await drafted(register, of)
    row = of.candidate(
        1,
        integratedProgrammeId=f"IntegratedProgramme:{other.programme.id}",
        resitOfId=f"Candidate:{theirs[0]['id']}",
        stageEvidenceId=f"Document:{other.agency.id}",
    )
    payload = await enter(register, of, plan, row)
    assert codes(payload["findings"]) == [
        ("NOT_FOUND", ["rows", "0", "integratedProgrammeId"]),
        ("NOT_FOUND", ["rows", "0", "stageEvidenceId"]),
        ("NOT_FOUND", ["rows", "0", "resitOfId"]),
    ]


async def test_a_resit_names_the_earlier_candidate_of_the_same_person(
    database: Database, register: Register, of: Planning
) -> None:
    first, second = await candidates(database, await accepted(register, of, 2))
    plan = await drafted(register, of, sessions=[of.theory(20), of.practice(20)])
    anothers = of.candidate(0, resitOfId=f"Candidate:{second['id']}")
    payload = await enter(register, of, plan, anothers)
    assert codes(payload["findings"]) == [("NOT_FOUND", ["rows", "0", "resitOfId"])]
    own = of.candidate(0, resitOfId=f"Candidate:{first['id']}")
    assert (await enter(register, of, plan, own))["importedCount"] == 1
    (kept,) = await candidates(database, plan)
    assert kept["resit_of_id"] == first["id"]


async def test_one_refused_row_refuses_the_batch_unless_it_is_to_be_left_out(
    database: Database, register: Register, of: Planning
) -> None:
    plan = await drafted(register, of)
    given = [of.candidate(0), of.candidate(1, name=""), of.candidate(0, studentNumber="2")]
    expected = [
        ("TEXT_MISSING", ["rows", "1", "name"]),
        ("CANDIDATE_REPEATED", ["rows", "2", "documentNumber"]),
    ]
    payload = await enter(register, of, plan, *given)
    assert (payload["importedCount"], codes(payload["findings"])) == (None, expected)
    assert await candidates(database, plan) == []
    payload = await enter(register, of, plan, *given, errorPolicy="REJECT_ROWS")
    assert (payload["importedCount"], codes(payload["findings"])) == (1, expected)
    assert [c["student_number"] for c in await candidates(database, plan)] == ["S00000"]


async def test_a_dry_run_counts_and_writes_neither_candidate_nor_person_nor_entry(
    database: Database, register: Register, of: Planning
) -> None:
    plan = await drafted(register, of)
    row = of.candidate(documentNumber=identity_number(11, "20051111"))
    (before,) = await fetch(database, "select count(*) n from person")
    payload = await enter(register, of, plan, row, dryRun=True)
    assert payload["importedCount"] == 1
    assert payload["evaluationPlan"]["version"] == plan["version"]
    assert await candidates(database, plan) == []
    assert (await fetch(database, "select count(*) n from person"))[0] == before
    assert await acts(database, plan) == ["createEvaluationPlan"]


async def test_rows_are_added_to_those_that_are_there_or_replace_them(
    database: Database, register: Register, of: Planning
) -> None:
    plan = await filled(register, of, 2)
    payload = await enter(register, of, plan, of.candidate(1), mode="ADD")
    assert codes(payload["findings"]) == [("CANDIDATE_REPEATED", ["rows", "0", "documentNumber"])]
    assert "2" in payload["findings"][0]["message"]  # the second of the plan
    plan = (await enter(register, of, plan, of.candidate(2), mode="ADD"))["evaluationPlan"]
    assert plan["candidateCount"] == 3
    plan = (await enter(register, of, plan, of.candidate(1)))["evaluationPlan"]
    assert plan["candidateCount"] == 1
    assert [c["student_number"] for c in await candidates(database, plan)] == ["S00001"]


async def test_the_same_key_enters_candidates_once(
    database: Database, register: Register, of: Planning
) -> None:
    plan = await drafted(register, of)
    more = {"mode": "ADD", "idempotencyKey": f"once for {of.agency.id}"}
    first = await enter(register, of, plan, of.candidate(), **more)
    assert await enter(register, of, plan, of.candidate(), **more) == first
    assert len(await candidates(database, plan)) == 1
    assert await acts(database, plan) == ["createEvaluationPlan", "importCandidates"]


async def test_more_than_1000_rows_are_refused_as_a_batch(register: Register, of: Planning) -> None:
    plan = await drafted(register, of)
    with pytest.raises(Failed, match="up to 1000 rows"):
        await enter(register, of, plan, *[of.candidate()] * 1001)


async def test_a_thousand_candidates_are_entered_in_one_call_and_checked(
    database: Database, register: Register, of: Planning
) -> None:
    numbers = [identity_number(n, "20040901") for n in range(1000)]
    given = [of.candidate(n, documentNumber=number) for n, number in enumerate(numbers)]
    plan = await drafted(register, of)
    payload = await enter(register, of, plan, *given)
    assert payload["importedCount"] == 1000
    found = await checked(register, of.school, payload["evaluationPlan"])
    assert {finding["code"] for finding in found} == {
        "ROOM_TOO_SMALL",
        "SITE_TOO_SMALL",
        "TOO_FEW_ASSESSORS",
        "TOO_FEW_INVIGILATORS",
    }
