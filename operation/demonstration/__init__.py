"""演示 The demonstration: the whole chain of the guidance, played through the program's own acts.

It runs once, in a new rehearsal database whose clock it moves forward, and leaves behind one of
each: a listed agency with certificates that has moved since, a filed specification and its next
edition, a batch whose results are late, a plan that waits for the center, applications that wait
for the department, one of them in its second round, a registration that waits for verification.
"""

from datetime import date

from models.database import Database
from operation.accounts import create_account
from operation.demonstration import (
    adjustment,
    assessment,
    batch,
    filing,
    specification,
    supervision,
)
from operation.demonstration.cast import (
    CHILD_CARER,
    COLLEGE,
    ELECTRICIAN,
    PASSWORD,
    SECONDARY,
    identity_of,
    uscc,
)
from operation.demonstration.filing import Offices
from operation.demonstration.paper import paper
from operation.demonstration.player import OFFICIALS, Player
from operation.demonstration.school import (
    School,
    enter_major,
    enter_records,
    enter_site,
    enter_staff,
    registered,
    verified,
)
from operation.travel import travel
from transport.pages import Account
from transport.program import Program
from transport.receiving import Receiver

LOGINS = {
    "school": "SCHOOL",
    "secondary": "SCHOOL",
    **{name: role.name for name, role in OFFICIALS.items()},
    "expert1": "EXPERT",
}
ACCOUNTS = [Account(login, PASSWORD, role) for login, role in LOGINS.items()]


async def play(program: Program, database: Database, receiver: Receiver) -> None:
    """Play everything. Raises StoppedError where the program refuses what the play needs."""
    player = Player(program, database, receiver)
    offices = await _offices(player, database)
    college = await _college(player, offices, await _today(database))
    await player.upload(college.viewer, paper(["Sent, and not attached yet"]))
    application = await filing.application(college, await _today(database), (5, 3))
    await assessment.marked_by_itself(college, application)
    await filing.submitted(college, application)
    panel = await assessment.experts(player, offices, college.occupation)
    today = await _today(database)
    await assessment.assessed(player, offices, panel, application, str(today))
    agency = await filing.listed(player, offices, application)
    await filing.major_evaluated(college, offices, panel, 3, today)
    await _batches(college, offices, agency["items"][0]["id"], database)
    await adjustment.changed(college, offices)
    await adjustment.added(college, offices, await _today(database))
    await specification.handed_in(college, await specification.filed(college, offices))
    await supervision.inspected(college, offices, await _today(database))
    await supervision.suspended(college, offices, agency, agency["items"][0]["id"])
    await _waiting(player, offices, await _today(database))


LAST = "newcomer"  # whose registration ends the play


async def is_played(database: Database) -> bool:
    """Whether the play came to its end; a program killed on the way leaves half of it."""
    found = "select exists(select 1 from account where login_name = $1)"
    return bool(await database.pool.fetchval(found, LAST))


SAMPLES = """
select c.number, c.holder_name, k.student_number, k.id as candidate,
  p.id as plan, p.version as plan_version,
  f.id as application, a.id as agency, a.version as agency_version, p.agency_item_id as item,
  f.version as application_version,
  t.id as assessment, t.version as assessment_version,
  (select min(id::text) from assessment_step where assessment_id = t.id) as step,
  (select min(expert_id::text) from panel_member where assessment_id = t.id) as expert,
  (select id from assessment_criterion where edition_id = t.criteria_id and number = 2)
    as criterion,
  d.id as document, u.id as upload, s.id as specification,
  i.id as institution, i.version as institution_version,
  r.id as result, r.filing_id as filing, g.version as filing_version,
  v.id as violation, v.version as violation_version,
  b.id as rectification, b.version as rectification_version,
  o.id as session, o.version as session_version, p.ends_on as held_on,
  y.staff_member_id as internal_supervisor, h.id as plan_change
from certificate c
join evaluation_plan p on p.id = c.plan_id
join candidate k on k.id = c.candidate_id
join agency a on a.id = p.agency_id
join filing_application f on f.institution_id = c.institution_id
join technical_assessment t on t.application_id = f.id
join evaluation_specification s on s.institution_id = c.institution_id
join institution i on i.id = c.institution_id
join document d on d.institution_id = c.institution_id and d.version_number = 1
join upload named on named.id = d.upload_id
join upload u on u.account_id = named.account_id
join result r on r.candidate_id = c.candidate_id
join result_filing g on g.id = r.filing_id
join violation v on v.institution_id = c.institution_id
join rectification b on b.institution_id = c.institution_id
join plan_session o on o.plan_id = p.id
join plan_change h on h.plan_id = p.id
join plan_staff y on y.session_id = o.id and y.duty = 'INTERNAL_SUPERVISOR'
where not exists (select 1 from document other where other.upload_id = u.id)
order by c.number, f.number, d.id, s.id desc, o.starts_at limit 1
"""


async def samples(database: Database) -> dict[str, str]:
    """What the example tabs of GraphiQL name: a certificate, its plan, agency and the like."""
    found = await database.pool.fetchrow(SAMPLES)
    if found is None:
        return {}
    return {
        "certificateNumber": found["number"],
        "certificateName": found["holder_name"],
        "certificateIdentity": identity_of(found["student_number"]),
        "EvaluationPlan": f"EvaluationPlan:{found['plan']}",
        "EvaluationPlanVersion": str(found["plan_version"]),
        "Candidate": f"Candidate:{found['candidate']}",
        "Agency": f"Agency:{found['agency']}",
        "AgencyVersion": str(found["agency_version"]),
        "AgencyItem": f"AgencyItem:{found['item']}",
        "EvaluationSpecification": f"EvaluationSpecification:{found['specification']}",
        "FilingApplication": f"FilingApplication:{found['application']}",
        "FilingApplicationVersion": str(found["application_version"]),
        "TechnicalAssessment": f"TechnicalAssessment:{found['assessment']}",
        "TechnicalAssessmentVersion": str(found["assessment_version"]),
        "AssessmentStep": f"AssessmentStep:{found['step']}",
        "AssessmentCriterion": f"AssessmentCriterion:{found['criterion']}",
        "Expert": f"Expert:{found['expert']}",
        "Document": f"Document:{found['document']}",
        "Upload": f"Upload:{found['upload']}",
        "Institution": f"Institution:{found['institution']}",
        "InstitutionVersion": str(found["institution_version"]),
        "Result": f"Result:{found['result']}",
        "ResultFiling": f"ResultFiling:{found['filing']}",
        "ResultFilingVersion": str(found["filing_version"]),
        "Violation": f"Violation:{found['violation']}",
        "ViolationVersion": str(found["violation_version"]),
        "Rectification": f"Rectification:{found['rectification']}",
        "RectificationVersion": str(found["rectification_version"]),
        "PlanChange": f"PlanChange:{found['plan_change']}",
        "PlanSession": f"PlanSession:{found['session']}",
        "PlanSessionVersion": str(found["session_version"]),
        "StaffMember": f"StaffMember:{found['internal_supervisor']}",
        "heldOn": str(found["held_on"]),
    }


async def _offices(player: Player, database: Database) -> Offices:
    for login, role in OFFICIALS.items():
        await create_account(database.dsn, login, PASSWORD, role, display_name=role.zh)
    return Offices(**{login: await player.viewer(login) for login in OFFICIALS})


async def _college(player: Player, offices: Offices, today: date) -> School:
    college = await registered(player, "school", COLLEGE, ELECTRICIAN)
    await verified(college, offices.department)
    await enter_major(college, "460301", "机电一体化技术", "COLLEGE")
    await enter_site(college, "310115", range(3, 6))
    await enter_staff(college)
    await enter_records(college, today)
    return college


async def _batches(college: School, offices: Offices, item: str, database: Database) -> None:
    """One batch with certificates, one whose results are late, one that waits for the center."""
    today = await _today(database)
    graduation = date(today.year + (today.month >= 9), 7, 1)
    await batch.marked_by(college, offices)
    first = await batch.drafted(college, offices, item, "第一批", 3, _after(today, 1))
    await batch.enrolled(first, 1, 6, graduation, "460301")
    await batch.filed(first)
    await batch.accepted(first)
    await batch.changed(first)
    await travel(database.dsn, 2)
    await batch.certified(first, await batch.results(first))

    today = await _today(database)
    second = await batch.drafted(college, offices, item, "第二批", 4, _after(today, 1))
    await batch.enrolled(second, 101, 5, graduation, "460301")
    await batch.filed(second)
    await batch.accepted(second)
    await travel(database.dsn, 15)
    await batch.results(second, "考务系统故障，成绩复核延误。")

    today = await _today(database)
    third = await batch.drafted(college, offices, item, "第三批", 3, _after(today, 20))
    await batch.enrolled(third, 201, 6, graduation, "460301")
    await batch.sat_again(third, first, graduation, "460301")
    await batch.filed(third)


async def _waiting(player: Player, offices: Offices, today: date) -> None:
    """A secondary school whose application waits, and a college that waits for verification."""
    secondary = await registered(player, "secondary", SECONDARY, CHILD_CARER)
    await verified(secondary, offices.department)
    await enter_major(secondary, "770101", "幼儿保育", "SECONDARY")
    await secondary.act(
        "saveIntegratedProgramme",
        {
            "majorId": secondary.major,
            "partnerInstitutionName": COLLEGE["name"],
            "firstStageLevel": 4,
            "firstStageYears": 3,
            "secondStageLevel": 3,
            "secondStageYears": 2,
        },
    )
    await enter_site(secondary, "310107", range(4, 6))
    await enter_staff(secondary)
    application = await filing.application(secondary, today, (5, 4))
    await filing.submitted(secondary, application)
    facts = {
        **COLLEGE,
        "name": "待核验职业技术学院（演示）",
        "schoolCode": "4131099902",
        "uscc": uscc("12310000DEM000003"),
    }
    await registered(player, LAST, facts, ELECTRICIAN)


async def _today(database: Database) -> date:
    today: date = await database.pool.fetchval("select register_today()")
    return today


def _after(day: date, days: int) -> date:
    return date.fromordinal(day.toordinal() + days)
