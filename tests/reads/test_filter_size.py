"""A filter is part of the statement: how large it may be is said, and nothing is compiled."""

import pytest

from models.database import Database
from permissions.errors import BadUserInput
from resolvers.read.condition import LARGEST_FILTER
from tests.register import Failed, Register

LIST = "query L($filter: OccupationFilter) { occupations(filter: $filter) { totalCount } }"


def alternatives(count: int) -> dict[str, object]:
    return {"or": [{"code": {"eq": f"6-31-01-{number:02d}"}} for number in range(count)]}


async def test_a_filter_of_the_largest_size_is_answered(database: Database) -> None:
    found = await Register(database).ask(None, LIST, filter=alternatives(LARGEST_FILTER - 1))

    assert found["occupations"]["totalCount"] == 0


@pytest.mark.parametrize(
    "filter_",
    [alternatives(LARGEST_FILTER), {"not": {"and": [alternatives(50), alternatives(50)]}}],
)
async def test_a_larger_one_is_bad_input(database: Database, filter_: dict[str, object]) -> None:
    register = Register(database)
    before = len(register.reader.plans)

    with pytest.raises(Failed) as failed:
        await register.ask(None, LIST, filter=filter_)

    assert isinstance(failed.value.causes[0], BadUserInput)
    assert len(register.reader.plans) == before
