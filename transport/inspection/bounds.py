"""限界 The bounds of one inspection, and what it reports when a file passes them."""

from typing import Final

from rules.vocabulary import ContentFault

MEMORY_BYTES: Final = 700 * 1024 * 1024  # address space: the interpreter, libraries, one picture
CPU_SECONDS: Final = 10
WALL_SECONDS: Final = 20.0
MOST_MEMBERS: Final = 2_000
MOST_RATIO: Final = 200  # a workbook of zeros reaches 100; a bomb 1,000
RATIO_FROM_BYTES: Final = 1024 * 1024  # small parts compress as they like


class Faulty(Exception):
    """The file has this fault."""

    def __init__(self, fault: ContentFault) -> None:
        super().__init__(fault.name)
        self.fault = fault


def refuse(is_so: bool, fault: ContentFault) -> None:
    if is_so:
        raise Faulty(fault)
