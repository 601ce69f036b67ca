"""确定性: what has been read in its source is not undone by what somebody assumes."""

from rules.finding import FindingCode, Findings, Path, found_when
from rules.vocabulary import Certainty


def check_kept(
    clause: str, kept: Certainty | None, offered: Certainty, path: Path = ()
) -> Findings:
    """A warning that the confirmed statement stays; `kept` None: nothing is on record yet."""
    is_kept = kept is Certainty.CONFIRMED and offered is Certainty.ASSUMED
    return found_when(is_kept, FindingCode.CONFIRMED_KEPT, path, clause=clause)
