"""Agencies over years, in a rehearsal: decisions by the program's own acts, its clock travelling.

What comes before a decision (the application assessed, consented to, filed by the ministry) is
written as rows; the decision itself, and all that it does, is the program's.
"""

import hashlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

import msgspec
from graphql import parse

import models
from models.database import Database
from operation.travel import travel
from permissions.viewer import Viewer
from rules import vocabulary as words
from rules.vocabulary import ApplicationKind, Role
from tests import rows
from tests.register import Register

OCCUPATIONS = 8
LONGEST_STEP = 24
FACTS = (
    "occupation_id", "level_from", "level_to", "basis", "standard_id", "method", "site_id",
)  # fmt: skip
AGENCY = """select * from agency where institution_id = $1
  order by (status <> 'REMOVED') desc, listed_on desc, id desc limit 1"""
ITEMS = """select * from agency_item where agency_id = $1 and valid_to >= $2
  and coalesce(ended_on, 'infinity') > $2 order by id"""
PAUSED = """select agency_item_id from agency_suspension
  where agency_id = $1 and coalesce(ends_on, 'infinity') >= $2 order by id"""
VERSION = "select version from {} where id = $1"


@dataclass
class School:
    institution: models.Institution
    site: models.Site
    is_closed: bool = False


@dataclass
class History:
    """The schools of one city, what was done, and how often it was refused."""

    database: Database
    random: Random
    schools: list[School] = field(default_factory=list)
    done: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)

    async def begin(self, agencies: int) -> None:
        self.register = Register(self.database)
        self.center, self.department = rows.account("center"), rows.account("department")
        self.occupations = [
            rows.occupation(f"6-{n:02d}-01-01", f"职业{n}") for n in range(OCCUPATIONS)
        ]
        self.standards = [rows.standard(one) for one in self.occupations]
        own = rows.account("schools")
        for number in range(agencies):
            school = rows.institution(own, number + 1, f"第{number + 1}学院")
            self.schools.append(School(school, rows.site(school)))
        every = [part for s in self.schools for part in (s.institution, s.site)]
        await rows.write(
            self.database, self.center, self.department, own, rows.district(),
            *self.occupations, *self.standards, *every,
        )  # fmt: skip
        self.today = self.first = await self.database.pool.fetchval("select register_today()")

    async def play(self, years: int, told: Any = lambda history: None) -> None:
        last = date(self.first.year + years, self.first.month, 28)
        while self.today < last:
            self.today = await travel(self.database.dsn, self.random.randint(3, LONGEST_STEP))
            for school in self.schools:
                if not school.is_closed and self.random.random() < 0.14:
                    await self.decide(school)
            told(self)

    async def decide(self, school: School) -> None:
        agency = await self.database.pool.fetchrow(AGENCY, school.institution.id)
        if agency is None or agency["status"] == "REMOVED" or agency["valid_to"] < self.today:
            await self.first_filing(school)
            return
        left = (agency["valid_to"] - self.today).days
        if left <= 90 and self.random.random() < 0.6:
            await self.renew(school, agency)
            return
        (act,) = self.random.choices(ACTS, [weight for _, weight in WEIGHTS])
        await getattr(self, act)(school, agency)

    # --- receipts

    async def first_filing(self, school: School) -> None:
        wanted = self.random.sample(range(OCCUPATIONS), self.random.randint(1, 4))
        await self.receive(school, ApplicationKind.FIRST_FILING, None, self.fresh(school, wanted))

    async def add(self, school: School, agency: Any) -> None:
        held = {item["occupation_id"] for item in await self.items(agency)}
        free = [n for n, one in enumerate(self.occupations) if one.id not in held]
        if free:
            facts = self.fresh(school, self.random.sample(free, 1))
            await self.receive(school, ApplicationKind.ADDITION, agency, facts)

    async def renew(self, school: School, agency: Any) -> None:
        items = [i for i in await self.items(agency) if i["valid_to"] == agency["valid_to"]]
        kept = items and self.random.sample(items, self.random.randint(1, len(items)))
        if kept:
            facts = [{name: item[name] for name in FACTS} for item in kept]
            await self.receive(school, ApplicationKind.RENEWAL, agency, facts)

    async def apply_for_less(self, school: School, agency: Any) -> None:
        """Some levels of an item, from a day to come."""
        items = await self.items(agency)
        if items:
            one = self.random.choice(items)
            level = self.random.randint(one["level_to"], one["level_from"])
            facts = {name: one[name] for name in FACTS} | {"level_from": level, "level_to": level}
            day = self.today + timedelta(days=self.random.randint(0, 60))
            await self.receive(school, ApplicationKind.REDUCTION, agency, [facts], day)

    def fresh(self, school: School, wanted: list[int]) -> list[dict[str, Any]]:
        return [
            {
                "occupation_id": self.occupations[n].id,
                "level_from": 5,
                "level_to": self.random.randint(3, 4),
                "basis": words.Basis.NATIONAL_STANDARD,
                "standard_id": self.standards[n].id,
                "method": words.EvaluationMethod.RESULT_ASSESSMENT,
                "site_id": school.site.id,
            }
            for n in wanted
        ]

    async def receive(
        self,
        school: School,
        kind: ApplicationKind,
        agency: Any,
        facts: list[dict[str, Any]],
        takes_effect_on: date | None = None,
    ) -> None:
        """The ministry filed some days ago; the receipt bears that day, or today's. What an agency
        asks for besides is filed when it is one."""
        filed_on = self.today - timedelta(days=self.random.choice((0, 0, 2, 9)))
        if agency is not None:
            filed_on = max(filed_on, agency["valid_from"])
        application = rows.row(
            models.FilingApplication, institution_id=school.institution.id, kind=kind,
            agency_id=agency and agency["id"], status=words.FilingStatus.FILED,
            submitted_at=datetime(2026, 1, 1, tzinfo=UTC), takes_effect_on=takes_effect_on,
        )  # fmt: skip
        report = rows.row(
            models.MinistryReport, application_id=application.id, reported_on=filed_on,
            reported_by_id=self.center.id, outcome=words.MinistryOutcome.FILED,
            outcome_on=filed_on, reference="鉴备",
        )  # fmt: skip
        items = [
            rows.row(models.FilingItem, application_id=application.id, is_passed=True, **one)
            for one in map(_typed, facts)
        ]
        await rows.write(self.database, application, report, *items)
        day = self.random.choice((filed_on, self.today))
        await self.act("issueFilingReceipt", "filing_application", application.id, receiptOn=day)

    # --- decisions

    async def suspend(self, school: School, agency: Any) -> None:
        until = self.random.choice((None, self.today + timedelta(days=self.random.randint(1, 200))))
        chosen = await self.some_items(agency)
        await self.act("suspendAgency", "agency", agency["id"], untilOn=until, itemIds=chosen)

    async def restore(self, school: School, agency: Any) -> None:
        paused = await self.database.pool.fetch(PAUSED, agency["id"], self.today)
        for item in {row["agency_item_id"] for row in paused}:
            chosen = None if item is None else [f"AgencyItem:{item}"]
            await self.act("restoreAgency", "agency", agency["id"], itemIds=chosen)

    async def reduce(self, school: School, agency: Any) -> None:
        items = await self.items(agency)
        if items:
            one = self.random.choice(items)
            left = {"levelFrom": one["level_from"], "levelTo": one["level_from"]}
            wanted = {"itemId": f"AgencyItem:{one['id']}"} | self.random.choice(({}, left))
            await self.act("reduceAgency", "agency", agency["id"], items=[wanted])

    async def remove(self, school: School, agency: Any) -> None:
        await self.act("removeAgency", "agency", agency["id"])

    async def close(self, school: School, agency: Any) -> None:
        """Recorded late."""
        day = self.today - timedelta(days=self.random.randint(0, 40))
        school.is_closed = await self.act(
            "recordInstitutionClosure", "institution", school.institution.id, closedOn=day
        )

    async def some_items(self, agency: Any) -> list[str] | None:
        items = await self.items(agency)
        if not items or self.random.random() < 0.4:
            return None
        return [f"AgencyItem:{self.random.choice(items)['id']}"]

    async def items(self, agency: Any) -> list[Any]:
        return list(await self.database.pool.fetch(ITEMS, agency["id"], self.today))

    # --- acting and asking

    async def act(self, name: str, noun: str, id_: Any, **given: Any) -> bool:
        version = await self.database.pool.fetchval(VERSION.format(noun), id_)
        title = "".join(word.title() for word in noun.split("_"))
        entered: dict[str, Any] = {"id": f"{title}:{id_}", "expectedVersion": version}
        if name != "issueFilingReceipt":
            entered["reason"] = "依规办理"
        entered |= {key: str(v) if isinstance(v, date) else v for key, v in given.items()}
        input_ = f"{name[0].upper()}{name[1:]}Input"
        text = f"mutation($i: {input_}!) {{ {name}(input: $i) {{ findings {{ severity }} }} }}"
        viewer = Viewer(Role.CENTER, account_id=self.center.id)
        payload = (await self.register.ask(viewer, text, i=entered))[name]
        is_refused = any(found["severity"] == "REFUSAL" for found in payload["findings"])
        (self.refused if is_refused else self.done)[name] += 1
        return not is_refused

    async def told(self, agency_id: Any, on: date, known_on: date | None) -> Any:
        """What the program tells of the day, read by the compiler."""
        given = {"id": f"Agency:{agency_id}", "on": str(on), "known": known_on and str(known_on)}
        viewer = Viewer(Role.CENTER, account_id=self.center.id)
        async with self.database.pool.acquire() as connection:
            text = await self.register.reader.answer(
                connection, viewer, AST, DIGEST, None, msgspec.json.encode(given), "zh-CN"
            )
        return _read(msgspec.json.decode(text)["agency"]["scopeAsOf"])


ASKED = """query($id: ID!, $on: Date!, $known: Date) { agency(by: {id: $id}) {
  scopeAsOf(on: $on, knownOn: $known) { state
    items { state levelFrom levelTo occupation { id } } } } }"""
AST = parse(ASKED, no_location=True)
DIGEST = hashlib.sha256(ASKED.encode()).hexdigest()
WEIGHTS = (
    ("add", 5), ("apply_for_less", 3), ("suspend", 6), ("restore", 6), ("reduce", 2),
    ("remove", 0.6), ("close", 0.5),
)  # fmt: skip
ACTS = [name for name, _ in WEIGHTS]
TERMS: Mapping[str, type[words.Term]] = {
    "basis": words.Basis, "method": words.EvaluationMethod
}  # fmt: skip


def _typed(facts: dict[str, Any]) -> dict[str, Any]:
    """Terms read from a table are texts."""
    return {
        name: TERMS[name][value] if name in TERMS and isinstance(value, str) else value
        for name, value in facts.items()
    }


def _read(told: Any) -> Any:
    if told is None:
        return None
    levels = {
        (item["occupation"]["id"].removeprefix("Occupation:"), level, item["state"])
        for item in told["items"]
        if item["state"] in ("IN_FORCE", "SUSPENDED")
        for level in range(item["levelTo"], item["levelFrom"] + 1)
    }
    return told["state"], frozenset(levels)
