"""A year of a city: batches from plan to certificate by the program's own acts, its clock moving.

Every batch is a generator that tells the day on which it goes on; the year gives each its turn.
"""

from collections import Counter
from collections.abc import AsyncGenerator, Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from heapq import heappop, heappush
from itertools import count
from random import Random
from typing import Any

import models
from models.database import Database
from operation.travel import travel
from rules.clause_1_2_candidates import school_year_of
from rules.vocabulary import StaffDuty
from tests import rows
from tests.planned import CENTER, City, Planning, act, do, enter, identity_number, planning
from tests.register import Register

LEAD_DAYS = 10  # from the plan to its session
FILED = "{ id version status }"
FOUND = "findings { code severity path message }"
FILING = """query($id: ID!) { node(id: $id) { ... on EvaluationPlan {
  id version resultFiling { id version } } } }"""
MANY = {StaffDuty.INVIGILATOR: 14, StaffDuty.ASSESSOR: 61, StaffDuty.INTERNAL_SUPERVISOR: 4}


@dataclass
class Year:
    """The city of `agencies`, each with `batches` of about `candidates`."""

    database: Database
    random: Random
    done: Counter[str] = field(default_factory=Counter)
    today: date = date.min

    async def play(
        self, city: City, agencies: int, batches: int, candidates: int, told: Callable[..., None]
    ) -> None:
        self.register = Register(self.database)
        self.today = await self.database.pool.fetchval("select register_today()")
        turns: list[tuple[date, int, AsyncGenerator[date, None]]] = []
        order = count()
        for number in range(agencies):
            agency = await self.agency(city)
            for batch in range(batches):
                begins = self.today + timedelta(days=1 + batch * (330 // batches) + number % 17)
                life = self.batch(agency, number, batch, candidates)
                heappush(turns, (begins, next(order), life))
        while turns:
            day, _, life = heappop(turns)
            if day > self.today:
                self.today = await travel(self.database.dsn, (day - self.today).days)
                told(self)
            async for later in life:
                heappush(turns, (later, next(order), life))
                break

    async def agency(self, city: City) -> Planning:
        """One with rooms and staff for whole years of students."""
        of = await planning(self.database, city)
        for duty, number in MANY.items():
            more = [
                rows.row(
                    models.StaffMember,
                    institution_id=of.institution.id,
                    name=f"{duty.zh}丙{n}",
                    card_number=f"{duty.name}-M{n}",
                )
                for n in range(number)
            ]
            duties = [
                rows.row(models.StaffMemberDuty, staff_member_id=m.id, duty=duty) for m in more
            ]
            await rows.write(self.database, *more, *duties)
            of.staff[duty].extend(more)
        await self.database.pool.execute(
            "update room set capacity = 300 where site_id = $1", of.theory_room.site_id
        )
        await self.database.pool.execute(
            "update site set capacity = 600 where id = $1", of.theory_room.site_id
        )
        return of

    # --- one batch

    async def batch(
        self, of: Planning, number: int, batch: int, candidates: int
    ) -> AsyncGenerator[date, None]:
        size = self.random.randint(candidates // 2, candidates * 3 // 2)
        session = self.today + timedelta(days=LEAD_DAYS)
        plan = await self.planned(of, number, batch, size, session)
        yield session + timedelta(days=1)
        async for day in self.results(of, plan, size):
            yield day
        yield self.today + timedelta(days=self.random.randint(0, 4))
        async for day in self.certificates(of, plan):
            yield day

    async def planned(self, of: Planning, number: int, batch: int, size: int, session: date) -> Any:
        days = (session - of.today).days
        theory = of.theory(
            days, invigilatorIds=of.ids(StaffDuty.INVIGILATOR, max(2, -(-size // 15)))
        )
        assessors = max(3, -(-size // 5))
        practice = of.practice(
            days, assessorIds=of.ids(StaffDuty.ASSESSOR, assessors + 1 - assessors % 2)
        )
        given = of.plan(batchName=f"第{batch + 1}批", sessions=[theory, practice])
        made = await self.acted(
            do(
                self.register,
                of.school,
                "createEvaluationPlan",
                "CreateEvaluationPlanInput",
                plan=given,
            ),
            "plans",
        )
        plan = made["evaluationPlan"]
        born = date(2002, 1, 1) + timedelta(days=number * 40 + batch)
        people = [self.candidate(of, place, born, session) for place in range(size)]
        entered = await self.acted(enter(self.register, of, plan, *people), "imports")
        assert entered["importedCount"] == size
        self.done["candidates"] += size
        plan = await self.moved(of.school, "submitEvaluationPlan", entered["evaluationPlan"])
        if self.random.random() < 0.05:
            plan = await self.moved(CENTER, "returnEvaluationPlan", plan, reason="请核对考场")
            plan = await self.moved(of.school, "submitEvaluationPlan", plan)
        return await self.moved(CENTER, "acceptEvaluationPlan", plan)

    def candidate(self, of: Planning, place: int, born: date, session: date) -> dict[str, Any]:
        return of.candidate(
            place,
            documentNumber=identity_number(place, f"{born:%Y%m%d}"),
            studentNumber=f"{born:%y%m%d}{place:04d}",
            expectedGraduationOn=str(school_year_of(session).ends_on),
        )

    async def results(self, of: Planning, plan: Any, size: int) -> AsyncGenerator[date, None]:
        """Entered after the session, filed in time or late, now and then returned once."""
        filing = (await self.register.ask(of.school, FILING, id=plan["id"]))["node"]["resultFiling"]
        students = await self.database.pool.fetch(
            "select id, student_number from candidate where plan_id = $1 order by student_number",
            str(plan["id"]).partition(":")[2],
        )
        rows_ = [self.marked(f"Candidate:{one['id']}") for one in students]
        assert len(rows_) == size
        entered = await self.filed(of, "importResults", "ImportResultsInput", filing, rows=rows_)
        yield self.today + timedelta(days=self.random.choice((0, 1, 3, 5, 6, 9, 12)))
        reason = {"lateReason": "考场设备检修，成绩复核推迟"}
        sent = await self.filed(of, "submitResults", "SubmitResultsInput", entered, **reason)
        if self.random.random() < 0.05:
            back = await self.filed(
                None, "returnResults", "ReturnResultsInput", sent, reason="请复核成绩"
            )
            yield self.today + timedelta(days=self.random.randint(0, 3))
            sent = await self.filed(of, "submitResults", "SubmitResultsInput", back, **reason)
        await self.filed(None, "acceptResults", "ActInput", sent)

    def marked(self, candidate: str) -> dict[str, Any]:
        if self.random.random() < 0.03:
            self.done["absent"] += 1
            return {"candidateId": candidate, "isAbsent": True}
        marks = [self.random.randint(50, 100), self.random.randint(55, 100)]
        self.done["passed" if min(marks) >= 60 else "failed"] += 1
        named = zip(("理论", "实操"), marks, strict=True)
        return {"candidateId": candidate, "marks": [{"part": p, "value": str(m)} for p, m in named]}

    async def certificates(self, of: Planning, plan: Any) -> AsyncGenerator[date, None]:
        issued = await self.asked(
            of.school, "issueCertificates", "IssueCertificatesInput", "issuedCount",
            planId=plan["id"],
        )  # fmt: skip
        self.done["certificates"] += issued["issuedCount"]
        yield self.today + timedelta(days=self.random.randint(0, 9))
        shown = f"certificateReport {FILED}"
        given = {"planId": plan["id"]}
        made = await self.asked(
            of.school, "reportCertificates", "ReportCertificatesInput", shown, **given
        )
        report = made["certificateReport"]
        yield self.today + timedelta(days=1)
        named = {"id": report["id"], "expectedVersion": report["version"]}
        await self.asked(CENTER, "acceptCertificateReport", "ActInput", shown, **named)
        self.done["batches"] += 1

    # --- acts

    async def moved(self, viewer: Any, name: str, plan: Any, **more: Any) -> Any:
        return (await self.acted(act(self.register, viewer, name, plan, **more), name))[
            "evaluationPlan"
        ]

    async def acted(self, doing: Any, name: str) -> Any:
        """The payload of an act that may not be refused."""
        payload = await doing
        refused = [f for f in payload["findings"] if f.get("severity") == "REFUSAL"]
        assert not refused, (name, self.today, refused[:3])
        self.done[name] += 1
        return payload

    async def asked(self, viewer: Any, name: str, input_: str, shown: str, **given: Any) -> Any:
        text = f"mutation($i: {input_}!) {{ {name}(input: $i) {{ {shown} {FOUND} }} }}"
        answer = self.register.ask(viewer, text, i=given)

        async def payload() -> Any:
            return (await answer)[name]

        return await self.acted(payload(), name)

    async def filed(
        self, of: Planning | None, name: str, input_: str, filing: Any, **more: Any
    ) -> Any:
        given = {"id": filing["id"], "expectedVersion": filing["version"], **more}
        viewer = of.school if of else CENTER
        payload = await self.asked(viewer, name, input_, f"resultFiling {FILED}", **given)
        return payload["resultFiling"]


def working_days(year: int) -> list[tuple[date, bool]]:
    """Exceptional days as a notice gives them: weekdays off, and weekends worked for them."""
    first, january = date(year, 1, 1), date(year, 2, 10)
    off = [first, *(january + timedelta(days=n) for n in range(8))]
    off += [date(year, 5, 1) + timedelta(days=n) for n in range(5)]
    off += [date(year, 10, 1) + timedelta(days=n) for n in range(7)]
    days = dict.fromkeys(off, False)
    for around in (january, date(year, 5, 1), date(year, 10, 1)):
        for shift in (-14, 14):
            day = around + timedelta(days=shift)
            days |= {day + timedelta(days=(5 - day.weekday()) % 7): True}
    return sorted(days.items())
