"""A school that develops an evaluation specification, and those who examine and file it (2.1)."""

from dataclasses import dataclass, field
from datetime import date
from itertools import count
from typing import Any

from sqlalchemy import select, text, update
from sqlalchemy.ext.asyncio import AsyncSession

import models
from models.base import Base
from models.database import Database
from permissions.viewer import Viewer
from rules import vocabulary as words
from rules.vocabulary import Role
from tests import rows
from tests.register import Register

NUMBERS = count(1)
OFFICES = (Role.CENTER, Role.BUREAU, Role.DEPARTMENT)
SHOWN = """{ id version status reason examination isDelegated filedOn beginsOn endsOn
  refusalCount endedBy { name } predecessor { id } parts { kind name weight position }
  competences { level function position } }"""
FINDINGS = "findings { code clause severity path message }"
INPUT_OF = dict.fromkeys(
    ("submitEvaluationSpecification", "withdrawEvaluationSpecification"), "ActInput"
) | dict.fromkeys(
    ("returnEvaluationSpecification", "refuseEvaluationSpecification"), "ReasonedInput"
)
DELEGATE = """mutation($i: DelegateSpecificationFilingInput!) {
  delegateSpecificationFiling(input: $i) { filingDelegation { id version beginsOn endsOn }
    findings { code path } } }"""
END_DELEGATION = """mutation($i: ReasonedInput!) { endSpecificationDelegation(input: $i) {
  filingDelegation { endsOn } findings { code path } } }"""
CHECK = """query($id: ID!) { checkEvaluationSpecification(id: $id) { code severity path } }"""


@dataclass
class Specifying:
    """One school (`number` makes its codes its own) and an occupation without a standard."""

    database: Database
    number: int = field(default_factory=lambda: next(NUMBERS))
    known: words.Known = words.Known.NO
    viewers: dict[Role, Viewer] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.register = Register(self.database)

    async def begin(self) -> "Specifying":
        made: list[Base] = [rows.district(f"32{self.number:04d}", f"区{self.number}")]
        self.district = made[0]
        self.occupation = rows.occupation(f"6-97-{self.number // 90 + 10}-{self.number % 90 + 10}")
        self.occupation.standard_known = self.known
        self.trade = rows.row(
            models.Trade, occupation_id=self.occupation.id, name="甲工种", **rows.KNOWN
        )
        self.other_trade = rows.row(
            models.Trade, occupation_id=self.occupation.id, name="乙工种", **rows.KNOWN
        )
        made += [self.occupation, self.trade, self.other_trade, *self._accounts()]
        await rows.write(self.database, *made)
        return self

    def _accounts(self) -> list[Base]:
        account = rows.account(f"specifying-{self.number}")
        self.school = rows.institution(
            account,
            90_000 + self.number,
            f"第{self.number}规范学院",
            district_code=self.district.code,  # type: ignore[attr-defined]
        )
        self.viewers[Role.SCHOOL] = Viewer(Role.SCHOOL, account.id, institution_id=self.school.id)
        self.document = rows.row(
            models.Document, institution_id=self.school.id, title="评价规范", kind="评价规范",
            media_type="application/pdf", sha256=bytes(32), size=1,
        )  # fmt: skip
        offices = {role: rows.account(f"{role.name.lower()}-s{self.number}") for role in OFFICES}
        for role, office in offices.items():
            self.viewers[role] = Viewer(role, office.id)
        return [account, self.school, self.document, *offices.values()]

    def content(self, **changes: Any) -> dict[str, Any]:
        """A complete specification of levels 5 and 4."""
        return {
            "occupationId": f"Occupation:{self.occupation.id}",
            "name": "示教评价规范",
            "edition": "2026年版",
            "levelFrom": 5,
            "levelTo": 4,
            "documentId": f"Document:{self.document.id}",
            "parts": [
                {"kind": "THEORY", "name": "理论", "weight": 30},
                {"kind": "PRACTICE", "name": "实操", "weight": 70},
            ],
            "competences": [competence(5), competence(4)],
        } | changes

    # --- acting

    async def act(self, who: Role | Viewer, act: str, **given: Any) -> Any:
        viewer = self.viewers[who] if isinstance(who, Role) else who
        input_ = INPUT_OF.get(act) or f"{act[0].upper()}{act[1:]}Input"
        document = f"""mutation($i: {input_}!) {{ {act}(input: $i) {{
          evaluationSpecification {SHOWN} {FINDINGS} }} }}"""
        return (await self.register.ask(viewer, document, i=given))[act]

    async def create(self, **changes: Any) -> Any:
        return await self.act(
            Role.SCHOOL, "createEvaluationSpecification", specification=self.content(**changes)
        )

    async def on(self, who: Role | Viewer, act: str, node: Any, **given: Any) -> Any:
        """An act on a specification, at the version that it has now."""
        row = await self.row(node)
        asked = {"id": node["id"], "expectedVersion": row.version} | given
        return await self.act(who, act, **asked)

    async def submitted(self, **changes: Any) -> Any:
        made = (await self.create(**changes))["evaluationSpecification"]
        return await self._went(
            await self.on(Role.SCHOOL, "submitEvaluationSpecification", made), "SUBMITTED"
        )

    async def examined(self, **changes: Any) -> Any:
        made = await self.submitted(**changes)
        payload = await self.on(
            Role.CENTER, "examineEvaluationSpecification", made, opinion="符合编制规程"
        )
        return await self._went(payload, "EXAMINED")

    async def filed(self, **given: Any) -> Any:
        made = await self.examined(**given.pop("content", {}))
        payload = await self.on(Role.BUREAU, "fileEvaluationSpecification", made, **given)
        return await self._went(payload, "FILED")

    async def _went(self, payload: Any, status: str) -> Any:
        node = payload["evaluationSpecification"]
        assert node["status"] == status, payload["findings"]
        return node

    async def delegate(self, **given: Any) -> Any:
        viewer = self.viewers[Role.BUREAU]
        asked = {"reason": "沪人社委托函"} | given
        found = await self.register.ask(viewer, DELEGATE, i=asked)
        return found["delegateSpecificationFiling"]

    async def end_delegation(self, node: Any) -> Any:
        asked = {"id": node["id"], "expectedVersion": node["version"], "reason": "收回"}
        found = await self.register.ask(self.viewers[Role.BUREAU], END_DELEGATION, i=asked)
        return found["endSpecificationDelegation"]

    async def checked(self, node: Any) -> list[str]:
        found = await self.register.ask(self.viewers[Role.SCHOOL], CHECK, id=node["id"])
        return [one["code"] for one in found["checkEvaluationSpecification"]]

    # --- looking, and what other steps leave behind

    async def row(self, node: Any) -> models.EvaluationSpecification:
        own = node["id"].partition(":")[2]
        async with AsyncSession(self.database.engine) as session:
            return await session.get_one(models.EvaluationSpecification, own)

    async def all(self, model: type[Base], *conditions: Any) -> list[Any]:
        async with AsyncSession(self.database.engine) as session:
            return list((await session.scalars(select(model).where(*conditions))).all())

    async def entries(self, act: str) -> list[models.RegisterEntry]:
        entry = models.RegisterEntry
        return await self.all(entry, entry.act == act, entry.institution_id == self.school.id)

    async def settle(self, known: words.Known) -> None:
        async with self.database.engine.begin() as connection:
            own = models.Occupation.id == self.occupation.id
            await connection.execute(
                update(models.Occupation).where(own).values(standard_known=known)
            )

    async def standard(self, *trades: models.Trade, **values: Any) -> models.Standard:
        """A confirmed standard of the occupation, of all trades unless some are named."""
        made = rows.standard(self.occupation)
        for name, value in values.items():
            setattr(made, name, value)
        ties = [
            rows.row(models.StandardTrade, standard_id=made.id, trade_id=trade.id)
            for trade in trades
        ]
        await rows.write(self.database, made, *ties)
        return made

    async def today(self) -> date:
        async with self.database.engine.connect() as connection:
            day: date = (await connection.execute(text("select register_today()"))).scalar_one()
            return day


def competence(level: int) -> dict[str, Any]:
    return {
        "level": level,
        "function": "设备操作",
        "work": "装夹与加工",
        "skills": f"能完成{level}级工件的加工",
        "knowledge": "机械基础",
    }


def codes(payload: Any) -> list[str]:
    return [finding["code"] for finding in payload["findings"]]


def places(payload: Any) -> list[tuple[str, list[str]]]:
    return [(finding["code"], finding["path"]) for finding in payload["findings"]]
