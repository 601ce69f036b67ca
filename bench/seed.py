"""The workload's rows, made by the database itself: as many as asked, the same each time.

One institution has one agency with one code; plans, candidates, results and certificates are
spread over them. Personal data are random bytes: no figure here opens them.
"""

from dataclasses import dataclass

import asyncpg


@dataclass(frozen=True)
class Size:
    """How many rows. A plan has `candidates` results; `certificates` of all passed ones."""

    institutions: int = 500
    items: int = 8_000
    plans: int = 5_000
    candidates: int = 200

    @property
    def results(self) -> int:
        return self.plans * self.candidates


FAST = "set synchronous_commit = off; set work_mem = '128MB'"

STEPS = [
    """
    insert into account (id, login_name, password_hash, display_name)
    values ('00000000-0000-4000-8000-000000000001', 'bench', 'none', 'bench')
    """,
    """
    insert into institution (kind, status, school_code, uscc, name, district_code, ownership,
        established_on, has_enrolment_qualification, address, registered_by_id)
    select 'COLLEGE', 'VERIFIED', (4131000000 + n)::text,
        '1231' || lpad(n::text, 14, '0'), '上海第' || n || '职业技术学院',
        (select code from district order by code offset n % 16 limit 1), '公办',
        date '1990-01-01', true, '学院路' || n || '号', '00000000-0000-4000-8000-000000000001'
    from generate_series(1, $1::int) n
    """,
    """
    insert into major (institution_id, catalogue_code, name, training_level, standing)
    select id, '460301', '机电一体化技术', 'COLLEGE', 'KEY' from institution
    """,
    """
    insert into site (institution_id, name, address, district_code, has_monitoring, capacity)
    select id, '实训中心', address, district_code, true, 500 from institution
    """,
    """
    insert into agency (institution_id, name, status, scope, listed_on, valid_from, valid_to)
    select id, name, 'LISTED', 'OWN_STUDENTS', '2025-01-01', '2025-01-01', '2027-12-31'
    from institution
    """,
    """
    insert into agency_code (code, category, scope, agency_id, valid_from)
    select 'Y000031' || lpad((row_number() over (order by id))::text, 6, '0'), 'Y',
        'OWN_STUDENTS', id, '2025-01-01' from agency
    """,
    """
    insert into filing_application (institution_id, number, status, scope, submitted_at)
    select id, 'BENCH-' || school_code, 'RECEIPT_ISSUED', 'OWN_STUDENTS', register_now()
    from institution
    """,
    """
    insert into filing_item (application_id, occupation_id, level_from, level_to, basis,
        standard_id, method, priority_reason, site_id)
    select f.id, o.id, 5, 3, 'NATIONAL_STANDARD', (select id from standard order by name limit 1),
        'RESULT_ASSESSMENT', 'NONE', s.id
    from (select id, institution_id, row_number() over (order by id) n from filing_application) f
    join site s on s.institution_id = f.institution_id
    cross join generate_series(1, $1::int) k
    join (select id, row_number() over (order by code) n, count(*) over () total
          from occupation where tree_level = 4) o on o.n = (f.n * 37 + k * 11) % o.total + 1
    """,
    """
    insert into agency_item (agency_id, filing_item_id, occupation_id, level_from, level_to, basis,
        standard_id, method, site_id, valid_from, valid_to)
    select a.id, i.id, i.occupation_id, 5, 3, i.basis, i.standard_id, i.method, i.site_id,
        a.valid_from, a.valid_to
    from filing_item i join filing_application f on f.id = i.application_id
    join agency a on a.institution_id = f.institution_id
    """,
    """
    insert into evaluation_plan (institution_id, agency_id, agency_code_id, agency_item_id, level,
        method, number, batch_name, status, ends_on, filed_at)
    select a.institution_id, a.id, c.id, (select id from agency_item i where i.agency_id = a.id
        order by id limit 1), 3, 'RESULT_ASSESSMENT', 'BENCH-P' || n, '第' || n || '批', 'ACCEPTED',
        '2026-06-30', '2026-06-01'
    from generate_series(1, $1::int) n
    join (select *, row_number() over (order by id) k, count(*) over () total from agency) a
        on a.k = n % a.total + 1
    join agency_code c on c.agency_id = a.id
    """,
    """
    insert into plan_part (plan_id, position, kind, name, pass_mark)
    select id, k, case k when 1 then 'THEORY' else 'PRACTICE' end,
        case k when 1 then '理论' else '实操' end, 60 from evaluation_plan, generate_series(1, 2) k
    """,
    """
    insert into result_filing (plan_id, institution_id, status, ended_on, due_on, submitted_at)
    select id, institution_id, 'ACCEPTED', ends_on, '2026-07-07', '2026-07-01' from evaluation_plan
    """,
    """
    insert into person (document_type, name, identity_sealed, identity_index)
    select 'RESIDENT_IDENTITY_CARD', '考生' || n, decode(md5(n::text), 'hex'),
        decode(md5(n::text) || md5('i' || n) || '00', 'hex')
    from generate_series(1, $1::int) n
    """,
    """
    insert into candidate (plan_id, person_id, institution_id, enrolled_at_id, major_id, name,
        training_level, student_number, class_name, expected_graduation_on)
    select p.id, w.id, p.institution_id, p.institution_id, m.id, w.name, 'COLLEGE', 'S' || w.n,
        '三班', '2026-07-01'
    from (select *, row_number() over (order by id) n from person) w
    join (select *, row_number() over (order by id) k, count(*) over () total
          from evaluation_plan) p on p.k = w.n % p.total + 1
    join major m on m.institution_id = p.institution_id
    """,
    """
    insert into result (filing_id, candidate_id, institution_id, is_passed)
    select f.id, c.id, c.institution_id, abs(hashtext(c.id::text)) % 10 < 6
    from candidate c join result_filing f on f.plan_id = c.plan_id
    """,
    """
    insert into certificate_report (plan_id, agency_id, institution_id, status, due_on, decided_at)
    select id, agency_id, institution_id, 'PUBLISHED', '2026-07-10', '2026-07-09'
    from evaluation_plan
    """,
    """
    insert into certificate (number, institution_id, agency_id, agency_code_id, plan_id,
        candidate_id, person_id, occupation_id, report_id, level, agency_name, holder_name,
        document_type, identity_sealed, identity_index, occupation_name, level_name, issued_on,
        status, verification_token)
    select c.code || '263' || lpad((row_number() over (partition by c.id order by k.id))::text,
            6, '0'),
        p.institution_id, p.agency_id, c.id, p.id, k.id, k.person_id, i.occupation_id, r.id, 3,
        a.name, k.name, 'RESIDENT_IDENTITY_CARD', w.identity_sealed, w.identity_index, o.name,
        '三级/高级工', '2026-07-08', 'PUBLISHED', decode(md5(k.id::text), 'hex')
    from result x join candidate k on k.id = x.candidate_id
    join evaluation_plan p on p.id = k.plan_id join agency a on a.id = p.agency_id
    join agency_code c on c.id = p.agency_code_id join agency_item i on i.id = p.agency_item_id
    join occupation o on o.id = i.occupation_id join person w on w.id = k.person_id
    join certificate_report r on r.plan_id = p.id
    where x.is_passed
    """,
]


async def seed(dsn: str, size: Size) -> None:
    """Fill an empty register that has the reference data. Minutes for a million results."""
    connection = await asyncpg.connect(dsn)
    try:
        await connection.execute(FAST)
        takes = {
            "institution": size.institutions,
            "filing_item": size.items // size.institutions,
            "evaluation_plan": size.plans,
            "person": size.results,
        }
        for step in STEPS:
            table = step.split()[2]
            given = [takes[table]] if "$1" in step else []
            await connection.execute(step, *given, timeout=None)
        await connection.execute("analyze")
    finally:
        await connection.close()
