"""About 240 rows with what breaks programs: 30 % nulls, nasty texts, the ends of every range."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import insert

from models.database import Database
from permissions.viewer import Viewer
from rules.vocabulary import MajorStanding, Role
from tests.judge.torture_tables import Bench, Hall, Part, Tool, TortureBase

NASTY = (
    "", " ", '"', '""', "\\", '\\"', "'", "''", "\n", "\t\r", "\x01", "\x02", "\x010:[]\x02",
    "\x7f", "\u2028\u2029", "\ufeff", "\uffff", "😀", "👩‍🔧", "{}", '{"a":1}', "null", "%",
    "_", "%s", ":x", "$1", "/*", "--", "<b>&amp;", "数控车工", "数控铣工", "车工", "ABC", "abc",
    "aBc", "Ä", "ä", "x" * 300,
)  # fmt: skip
SCHOOL = UUID(int=1 << 100)
OTHER_SCHOOL = UUID(int=2 << 100)
VIEWERS = {
    Role.PUBLIC: Viewer(Role.PUBLIC),
    Role.SCHOOL: Viewer(Role.SCHOOL, UUID(int=7), SCHOOL),
    Role.CENTER: Viewer(Role.CENTER, UUID(int=8)),
}
Value = TypeVar("Value")
Row = dict[str, Any]


class Rows:
    """All rows of the torture tables; the same in every run."""

    def __init__(self, seed: int = 20261123) -> None:
        self.random = Random(seed)
        self.halls = [self.hall(n) for n in range(5)]
        self.benches: list[Row] = []
        for _ in range(20):
            self.benches.append(self.bench())
        self.tools = [self.tool() for _ in range(160)]
        self.parts = [self.part() for _ in range(55)]

    async def write(self, database: Database) -> None:
        """Make the tables and fill them."""
        async with database.engine.begin() as connection:
            await connection.run_sync(TortureBase.metadata.create_all)
            tables = ((Hall, self.halls), (Bench, self.benches), (Tool, self.tools))
            for model, rows in (*tables, (Part, self.parts)):
                for row in rows:  # one by one: a null must stay a null in each of them
                    await connection.execute(insert(model).values(row))

    def id(self) -> UUID:
        return UUID(int=self.random.getrandbits(128))

    def maybe(self, make: Callable[[], Value]) -> Value | None:
        return None if self.random.random() < 0.3 else make()

    def text(self) -> str:
        return "".join(self.random.choices(NASTY, k=self.random.choice((1, 1, 1, 2, 3))))

    def moment(self) -> datetime:
        first = datetime(self.random.choice((33, 1890, 1926, 1970, 2026)), 1, 1, tzinfo=UTC)
        seconds = timedelta(seconds=self.random.randrange(90_000_000))
        return first + seconds + timedelta(microseconds=self.random.choice((0, 1, 12_340, 999_999)))

    def day(self) -> date:
        return self.moment().date()

    def large(self) -> int:
        return self.random.choice((0, 1, -1, 2**31, 2**53 + 1, 2**63 - 1, -(2**63), 7))

    def ratio(self) -> float:
        return self.random.choice((0.0, -0.0, 0.1, 1 / 3, 3.0, -1e300, 5e-324, 1e21, 123456.789))

    def amount(self) -> Decimal:
        words = ("0", "0.0000000", "0.0000001", "59.50", "59.5", "-1", "12345678901234567890.123")
        return Decimal(self.random.choice(words))

    def number(self) -> int:
        return self.random.choice((0, 1, 2, 3, 3, 5, -1, 2**31 - 1, -(2**31)))

    def standing(self) -> MajorStanding:
        return self.random.choice(list(MajorStanding))

    def many(self, make: Callable[[], Value]) -> list[Value]:
        return [make() for _ in range(self.random.choice((0, 1, 2, 4)))]

    def record(self) -> Row:
        return {"id": self.id(), "created_at": self.moment(), "updated_at": self.moment()}

    def hall(self, number: int) -> Row:
        return {**self.record(), "code": f"H{number % 4}", "title": self.maybe(self.text)}

    def bench(self) -> Row:
        halls, benches = self.halls, self.benches or [{"id": None}]
        return {
            **self.record(),
            "name": self.text(),
            "is_open": self.random.random() < 0.6,
            "institution_id": self.maybe(lambda: self.random.choice((SCHOOL, OTHER_SCHOOL))),
            "hall_id": self.random.choice(halls)["id"],
            "other_hall_id": self.maybe(lambda: self.random.choice(halls)["id"]),
            "neighbour_id": self.maybe(lambda: self.random.choice(benches)["id"]),
        }

    def tool(self) -> Row:
        kinds = ("word", "number", "large", "ratio", "amount", "day", "moment", "standing")
        made = {"word": self.text, **{kind: getattr(self, kind) for kind in kinds[1:]}}
        made["is_sound"] = lambda: self.random.random() < 0.5
        made["reference"] = self.id
        return {
            **self.record(),
            **{name: make() for name, make in made.items()},
            **{f"{name}_or_none": self.maybe(make) for name, make in made.items()},
            "bench_id": self.random.choice(self.benches)["id"],
            "is_secret": self.random.random() < 0.4,
            "sealed": self.random.randbytes(self.random.choice((0, 3, 90))),
            "words": self.many(self.text),
            "words_or_none": self.maybe(lambda: self.many(lambda: self.maybe(self.text))),
            "numbers": self.many(self.large),
            "amounts": self.maybe(lambda: self.many(self.amount)),
            "days": self.many(self.day),
            "standings": self.many(self.standing),
        }

    def part(self) -> Row:
        tool = self.random.choice(self.tools[:40])
        return {**self.record(), "tool_id": tool["id"], "name": self.maybe(self.text)}
