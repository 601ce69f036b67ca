"""Who sees which row: one table of (viewer, row, seen), on the real database."""

import re
from pathlib import Path

import pytest
import pytest_asyncio
from sqlalchemy import literal, select
from sqlalchemy.dialects.postgresql import asyncpg
from sqlalchemy.ext.asyncio import AsyncConnection

import models
import permissions.visible  # noqa: F401 - declares every predicate
from models.base import Base
from models.database import Database
from permissions.rows import (
    VISIBLE,
    enter,
    enter_to_act,
    everything,
    predicate_of,
    viewer_values,
    visible,
)
from permissions.viewer import Viewer
from rules.vocabulary import Role
from tests.permissions.two_schools import TwoSchools, two_schools, write

DIALECT = asyncpg.dialect()
ROOT = Path(__file__).parents[2]
TWO = two_schools()
OWN = {"institution_id": TWO.own.institution}

# In the order of the columns below.
VIEWERS = {
    "public": Viewer(role=Role.PUBLIC),
    "own school": Viewer(role=Role.SCHOOL, account_id=TWO.own.account, **OWN),
    "other school": Viewer(
        role=Role.SCHOOL, account_id=TWO.other.account, institution_id=TWO.other.institution
    ),
    "department": Viewer(role=Role.DEPARTMENT, account_id=TWO.shared.department),
    "commission": Viewer(role=Role.COMMISSION),
    "center": Viewer(role=Role.CENTER, account_id=TWO.shared.center),
    "bureau": Viewer(role=Role.BUREAU),
    "expert of the panel": Viewer(role=Role.EXPERT, expert_id=TWO.shared.expert),
    "expert who stood aside": Viewer(role=Role.EXPERT, expert_id=TWO.shared.expert_aside),
    "expert elsewhere": Viewer(role=Role.EXPERT, expert_id=TWO.shared.expert_elsewhere),
    "supervisor of the district": Viewer(role=Role.SUPERVISOR, district_code="310101"),
    "supervisor elsewhere": Viewer(role=Role.SUPERVISOR, district_code="310115"),
    "supervisor of the city": Viewer(role=Role.SUPERVISOR),
    "administrator": Viewer(role=Role.ADMINISTRATOR),
}

# A row of the own school or of none, then for each viewer: x sees it, . does not, - the role has
# nothing to see of this table, and its schema does not show it.
#
#   public | own, other school | department commission center bureau
#   | expert: of the panel, aside, elsewhere | supervisor: district, elsewhere, city | administrator
TABLE = """
district                   x xx xxxx xxx xxx x
occupation                 x xx xxxx xxx xxx x
trade                      x xx xxxx xxx xxx x
succession                 x xx xxxx xxx xxx x
exclusion                  x xx xxxx xxx xxx x
standard                   x xx xxxx xxx xxx x
standard_trade             x xx xxxx xxx xxx x
staffing_ratio             x xx xxxx xxx xxx x
marking_rule               x xx xxxx xxx xxx x
catalogue_major            x xx xxxx xxx xxx x
catalogue_major_occupation x xx xxxx xxx xxx x
working_day                x xx xxxx xxx xxx x
working_year               x xx xxxx xxx xxx x
criteria                   - xx xxxx xxx --- -
criterion                  - xx xxxx xxx --- -
material_checklist         x xx xxxx xxx xxx x
material_checklist_line    x xx xxxx xxx xxx x
listed_school              x xx xxxx xxx xxx x
account                    - x. .... ... ... x
account_role               - x. .... ... ... x
center                     - .. ..x. ... ... x
institution                x xx xxxx xxx xxx x
branch                     . .. xxxx ... ... .
former_name                x xx xxxx xxx xxx x
major                      - x. xxxx x.. x.x -
major_occupation           - x. xxxx x.. x.x -
integrated_programme       - x. xxxx x.. x.x -
major_evaluation           - x. xxxx x.. --- -
evaluation_expert          - -- xxxx --- --- -
site                       - x. xxxx x.. x.x -
site_equipment             - x. xxxx x.. x.x -
room                       - x. xxxx x.. x.x -
staff_member               - x. xxxx x.. x.x -
staff_member_duty          - x. xxxx x.. x.x -
violation                  . x. xxxx x.. ... .
published_violation        x xx xxxx xxx xxx x
inspection                 . x. xxxx x.. x.x .
published_inspection       x xx xxxx xxx xxx x
rectification              - x. xxxx --- x.x -
institution_enrolment      - x. xxxx x.. --- -
condition_statement        - x. xxxx x.. --- -
upload                     - x. .... ... ... .
job                        - x. .... ... ... .
condition_document         - x. xxxx x.. ... -
material_document          - x. xxxx x.. ... -
draft_document             - x. .... ... ... -
work_scheme_document       - x. xxxx ... x.x -
evidence_document          - x. xxxx ... x.x -
spare_document             - x. .... ... ... -
draft_specification        . x. .... ... ... .
draft_specified_part       . x. .... ... ... .
draft_competence           . x. .... ... ... .
submitted_specification    . x. xxxx ... ... .
submitted_specified_part   . x. xxxx ... ... .
submitted_competence       . x. xxxx ... ... .
filed_specification        x xx xxxx xxx xxx x
filed_specified_part       x xx xxxx xxx xxx x
filed_competence           x xx xxxx xxx xxx x
delegation                 - -- --xx --- --- -
draft_application          - x. .... ... --- -
draft_item                 - x. .... ... --- -
draft_item_major           - x. .... ... --- -
draft_material             - x. .... ... --- -
draft_self_mark            - x. .... ... --- -
draft_enrolment            - x. .... ... --- -
draft_change               - x. .... ... --- -
draft_round                - x. .... ... --- -
draft_remark               - x. .... --- --- -
withdrawn_draft            - x. .... ... --- -
handed_in_application      - x. xxxx x.. --- -
handed_in_item             - x. xxxx x.. --- -
handed_in_item_major       - x. xxxx x.. --- -
handed_in_material         - x. xxxx x.. --- -
handed_in_self_mark        - x. xxxx x.. --- -
handed_in_enrolment        - x. xxxx x.. --- -
handed_in_change           - x. xxxx x.. --- -
handed_in_round            - x. xxxx x.. --- -
handed_in_remark           - x. xxxx --- --- -
report                     - x. xxxx --- --- -
ministry_report            - x. xxxx --- --- -
assessment                 - x. xxxx x.. --- -
assessment_item            - x. xxxx x.. --- -
step                       - x. xxxx x.. --- -
membership                 - -- xxxx x.. --- -
membership_aside           - -- xxxx xx. --- -
opinion                    - .. xxxx x.. --- -
opinion_aside              - .. .... .x. --- -
opinion_concluded          - x. xxxx x.. --- -
mark                       - .. xxxx x.. --- -
mark_aside                 - .. .... .x. --- -
mark_concluded             - x. xxxx x.. --- -
expert                     - -- xxxx x.. --- x
expert_field               - -- xxxx x.. --- -
conflict                   - -- xxxx .x. --- -
agency                     x xx xxxx xxx xxx x
agency_code                x xx xxxx xxx xxx x
agency_item                x xx xxxx xxx xxx x
search_text                x xx xxxx xxx xxx x
removed_agency             . x. xxxx ... x.x .
removed_agency_code        . x. xxxx ... x.x .
removed_agency_item        . x. xxxx ... x.x .
removed_search_text        . x. xxxx ... x.x .
decision                   x xx xxxx xxx xxx x
decision_item              x xx xxxx xxx xxx x
suspension                 x xx xxxx xxx xxx x
removed_decision           . x. xxxx ... x.x .
proposed_extension         . x. xxxx ... ... .
recorded_extension         x xx xxxx xxx xxx x
directory_change           x xx xxxx xxx xxx x
directory_entry            x xx xxxx xxx xxx x
directory_entry_item       x xx xxxx xxx xxx x
receipt                    x xx xxxx xxx xxx x
draft_plan                 - x. .... --- ... -
draft_part                 - x. .... --- ... -
draft_session              - x. .... --- ... -
draft_staff                - x. .... --- ... -
draft_candidate            - x. .... --- ... -
draft_seat                 - x. .... --- ... -
draft_person               - x. .... --- ... -
filed_plan                 - x. xxxx --- x.x -
filed_part                 - x. xxxx --- x.x -
filed_session              - x. xxxx --- x.x -
filed_staff                - x. xxxx --- x.x -
filed_candidate            - x. xxxx --- x.x -
filed_seat                 - x. xxxx --- x.x -
plan_change                - x. xxxx --- x.x -
incident                   - x. xxxx --- x.x -
supervision                - x. xxxx --- x.x -
supervision_defect         - x. xxxx --- x.x -
filed_person               - x. xxxx --- x.x -
result_filing              - x. xxxx --- x.x -
result                     - x. xxxx --- x.x -
mark                       - x. xxxx --- x.x -
mark_review                - x. xxxx --- x.x -
certificate_report         - x. xxxx --- x.x -
issued_certificate         . x. xxxx ... x.x .
published_certificate      x xx xxxx xxx xxx x
certificate_correction     - x. xxxx --- --- -
certificate_print          - x. xxxx --- --- -
entry_of_a_draft           . x. .... ... ... x
entry_of_a_withdrawn_draft . x. .... ... ... x
entry_of_an_account        . x. .... ... ... x
entry_of_an_application    . x. xxxx x.. ... x
entry_of_a_plan            . x. xxxx ... x.x x
public_entry               x xx xxxx xxx xxx x
notice_to_school           - x. .... ... ... .
notice_to_department       - .. x... ... ... .
notice_to_commission       - .. .x.. ... ... .
notice_to_center           - .. ..x. ... ... .
notice_to_bureau           - .. ...x ... ... .
notice_to_expert           - .. .... x.. ... .
notice_to_district         - .. .... ... x.. .
notice_to_city             - .. .... ... ..x .
"""
ROWS = dict(line.split(maxsplit=1) for line in TABLE.strip().splitlines())

# Unions over other tables: test_task, test_institution_condition, test_signal in tests/reads
READ_FROM_OTHERS = {models.Task, models.InstitutionCondition, models.Signal}
# Read by the program itself, shown by no schema.
NEVER_SHOWN = {
    models.AgencyKey,
    models.CertificateCounter,
    models.DocumentEvidence,
    models.FilingNumberCounter,
    models.IdempotencyKey,
    models.IdentityQuery,
    models.Mail,
    models.NoticeRead,
    models.NoticeReading,
    models.RegisterClock,
    models.Session,
}


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def schools(database: Database) -> TwoSchools:
    await write(database, TWO)
    return TWO


async def sees(connection: AsyncConnection, viewer: Viewer, kept: Base) -> str:
    model = type(kept)
    if (model, viewer.role) not in VISIBLE:
        return "-"
    row, condition = enter(model, viewer.role)
    found = await connection.scalar(
        select(row.id).where(row.id == kept.id, condition),
        viewer_values(viewer),
    )
    return "." if found is None else "x"


@pytest.mark.parametrize("name", ROWS)
async def test_each_viewer_sees_what_the_table_says(
    database: Database, schools: TwoSchools, name: str
) -> None:
    kept = (schools.own.rows | schools.shared.rows)[name]

    async with database.engine.connect() as connection:
        seen = [await sees(connection, viewer, kept) for viewer in VIEWERS.values()]

    expected = ROWS[name].replace(" ", "")
    assert dict(zip(VIEWERS, seen, strict=True)) == dict(zip(VIEWERS, expected, strict=True))


OF_A_SCHOOL = [
    name
    for name, kept in TWO.own.rows.items()
    if hasattr(kept, "institution_id") or isinstance(kept, models.Institution)
]


@pytest.mark.parametrize("name", OF_A_SCHOOL)
async def test_a_school_acts_on_its_own_rows_alone_whatever_else_it_sees(
    database: Database, schools: TwoSchools, name: str
) -> None:
    kept = schools.own.rows[name]
    if (type(kept), Role.SCHOOL) not in VISIBLE:
        pytest.skip("no school sees this table")
    row, allowed = enter_to_act(type(kept), Role.SCHOOL)
    named = select(row.id).where(row.id == kept.id, allowed)
    async with database.engine.connect() as connection:
        own, other = [
            await connection.scalar(named, viewer_values(VIEWERS[f"{one} school"]))
            for one in ("own", "other")
        ]
        seen = await sees(connection, VIEWERS["own school"], kept)
    assert other is None
    assert (own is not None) == (seen == "x" and getattr(kept, "institution_id", 1) is not None)


async def test_an_account_of_the_school_sees_who_acts_for_it_and_nobody_else(
    database: Database, schools: TwoSchools
) -> None:
    row, condition = enter(models.Account, Role.SCHOOL)
    async with database.engine.connect() as connection:
        found = await connection.scalars(
            select(row.id).where(condition), viewer_values(VIEWERS["own school"])
        )
        assert set(found) == {schools.own.account}


async def test_a_predicate_deep_in_a_statement_still_speaks_of_its_row(
    database: Database, schools: TwoSchools
) -> None:
    row, condition = enter(models.PlanPart, Role.CENTER)
    asked_deeper = select(select(literal(1)).where(condition).scalar_subquery()).scalar_subquery()

    async with database.engine.connect() as connection:
        found = await connection.execute(
            select(row.id, asked_deeper), viewer_values(VIEWERS["center"])
        )
        seen = dict(found.all())

    assert (seen[schools.own.draft_part], seen[schools.own.filed_part]) == (None, 1)


def test_the_table_asks_about_every_table_that_a_schema_may_show() -> None:
    asked = {type((TWO.own.rows | TWO.shared.rows)[name]) for name in ROWS}
    every = {mapper.class_ for mapper in Base.registry.mappers}
    shown = {model for model, _ in VISIBLE}
    own = {model for model in every | shown if model.__module__.startswith("models.")}
    own -= READ_FROM_OTHERS

    assert shown & own <= asked
    assert own - asked - shown == NEVER_SHOWN


def test_a_second_predicate_for_a_table_and_role_is_refused() -> None:
    before = predicate_of(models.District, Role.PUBLIC)

    with pytest.raises(ValueError, match="District has a predicate for PUBLIC already"):
        visible(models.District, [Role.PUBLIC])(lambda row, viewer: None)

    assert predicate_of(models.District, Role.PUBLIC) is before is everything


def test_no_predicate_holds_a_list_that_sql_would_have_to_unfold() -> None:
    def holds_a_list(model: type, role: Role) -> bool:
        row, condition = enter(model, role)
        return "POSTCOMPILE" in str(select(row.id).where(condition).compile(dialect=DIALECT))

    assert [key for key in VISIBLE if holds_a_list(*key)] == []


def test_nothing_but_the_door_makes_an_alias() -> None:
    layers = ("models", "permissions", "resolvers", "schema", "transport", "operation")
    sources = [path for layer in layers for path in (ROOT / layer).rglob("*.py")]

    found = [
        path for path in sources for _ in re.findall(r"\baliased\(|\.alias\(", path.read_text())
    ]

    assert found == [ROOT / "permissions" / "rows.py"]
