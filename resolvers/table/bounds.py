"""限界 The bounds of one table, and what keeps it from being read."""

from enum import Enum
from typing import Final

MEMORY_BYTES: Final = 700 * 1024 * 1024  # address space: interpreter, library, one sheet
CPU_SECONDS: Final = 10
WALL_SECONDS: Final = 20.0
MOST_COLUMNS: Final = 200
MOST_CELL_CHARACTERS: Final = 4_000
MOST_LINES_ABOVE: Final = 10  # titles and notes above the headings


class TableFault(Enum):
    """Why a file is no table that can be read."""

    UNREADABLE = "UNREADABLE"
    TOO_LARGE = "TOO_LARGE"


class FaultyTable(Exception):
    """The file has this fault."""

    def __init__(self, fault: TableFault) -> None:
        super().__init__(fault.name)
        self.fault = fault
