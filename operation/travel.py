"""时间前移: move the clock of a rehearsal forward, in whole days. `make travel DAYS=…`"""

import asyncio
import os
import sys
from datetime import date

import asyncpg

from models.register_clock import LONGEST_MOVE_DAYS
from operation.place import running_database
from operation.refusal import RefusedError
from operation.settings import read_settings

MOVE = """
update register_clock set moved_by = moved_by + make_interval(days => $1)
where is_rehearsal returning register_today()
"""


async def travel(dsn: str, days: int) -> date:
    """Move the clock and give the new day. Raises RefusedError for a register in earnest."""
    connection = await asyncpg.connect(dsn)
    try:
        async with connection.transaction():
            if not await connection.fetchval(MOVE, days):
                raise RefusedError("This register is no rehearsal: its clock cannot be moved.")
        today: date = await connection.fetchval("select register_today()")
        return today
    except asyncpg.UndefinedTableError:
        raise RefusedError("The database holds no register.") from None
    finally:
        await connection.close()


def main(words: list[str]) -> None:
    text = words[0] if len(words) == 1 else ""
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= LONGEST_MOVE_DAYS):
        raise RefusedError(f"make travel DAYS=…: a number from 1 to {LONGEST_MOVE_DAYS}")
    with running_database(read_settings(os.environ)) as dsn:
        print(f"In the register it is {asyncio.run(travel(dsn, int(text)))} now.")


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except RefusedError as error:
        sys.exit(str(error))
