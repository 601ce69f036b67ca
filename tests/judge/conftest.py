"""The courts of this folder: one judge over the real role schemas, one over the torture schema."""

from dataclasses import dataclass, field

import pytest
import pytest_asyncio

from models.database import Database
from permissions.passwords import Passwords
from permissions.sealing import Place
from permissions.viewer import PUBLIC_VIEWER, Viewer
from resolvers.read.plans import Reader
from resolvers.services import Services
from rules.vocabulary import Role
from tests.judge import torture, torture_rows
from tests.judge.documents import Asked, Documents
from tests.judge.judge import Judge
from tests.judge.pools import Pool, gathered
from tests.permissions.two_schools import TwoSchools, two_schools, write
from tests.register import links, schemas, sealer


def viewers(two: TwoSchools) -> dict[Role, Viewer]:
    """One of each role, of the first school or at work for it."""
    shared, own = two.shared, two.own
    return {
        **{role: Viewer(role) for role in (Role.COMMISSION, Role.BUREAU, Role.ADMINISTRATOR)},
        Role.PUBLIC: PUBLIC_VIEWER,
        Role.SCHOOL: Viewer(Role.SCHOOL, own.account, own.institution),
        Role.DEPARTMENT: Viewer(Role.DEPARTMENT, shared.department),
        Role.CENTER: Viewer(Role.CENTER, shared.center),
        Role.EXPERT: Viewer(Role.EXPERT, expert_id=shared.expert),
        Role.SUPERVISOR: Viewer(Role.SUPERVISOR, district_code=own.district_code),
    }


@dataclass
class Court:
    """A judge with one viewer for each role, and what their useful arguments are made of."""

    judge: Judge
    viewers: dict[Role, Viewer]
    pools: dict[Role, Pool] = field(default_factory=dict)

    async def pool(self, role: Role) -> Pool:
        if role not in self.pools:
            schema, viewer = self.judge.schemas[role], self.viewers[role]
            self.pools[role] = await gathered(self.judge.database, schema, viewer)
        return self.pools[role]

    async def document(self, role: Role, number: int) -> Asked:
        return Documents(self.judge.schemas[role], await self.pool(role), number).document()


def services(database: Database) -> Services:
    return Services(Passwords(), sealer(), links(), database.engine)


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def torture_court(database: Database) -> Court:
    """The torture schema over its own rows."""
    await torture_rows.Rows().write(database)
    judge = Judge(database, torture.schemas(), services(database))
    return Court(judge, torture_rows.VIEWERS)


def seal_identities(two: TwoSchools) -> None:
    """Numbers that can be opened, so that what shows them has something to show."""
    for row in two:
        for name in type(row).__mapper__.column_attrs.keys():  # noqa: SIM118 - no dictionary
            if name.endswith("_sealed") and getattr(row, name) is not None:
                place = Place(row.__tablename__, name, row.id)
                setattr(row, name, sealer().seal("110101199003074477", place))


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def court(database: Database) -> Court:
    """The real role schemas over two schools with a row of every noun."""
    two = two_schools()
    seal_identities(two)
    await write(database, two)
    judge = Judge(database, schemas(), services(database))
    return Court(judge, viewers(two))


@pytest.fixture
def fresh_plans(torture_court: Court, monkeypatch: pytest.MonkeyPatch) -> None:
    """No plan made without a fault may answer for it."""
    judge = torture_court.judge
    monkeypatch.setattr(judge, "reader", Reader(judge.schemas, judge.services))
