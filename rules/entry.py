"""What every act asks of its input, whatever its clause: the finding takes that of the act."""

from rules.finding import FindingCode, Findings, Path, found_when


def not_found(clause: str, path: Path) -> Findings:
    """The object does not exist or is another's: the same finding for both."""
    return found_when(True, FindingCode.NOT_FOUND, path, clause=clause)


def check_text(clause: str, text: str | None, path: Path) -> Findings:
    """A text that must be there is there, blanks not counted."""
    return found_when(not (text or "").strip(), FindingCode.TEXT_MISSING, path, clause=clause)


def check_reason(clause: str, reason: str | None, path: Path = ("reason",)) -> Findings:
    """Who returns, declines, refuses or cancels says why."""
    return found_when(not (reason or "").strip(), FindingCode.REASON_MISSING, path, clause=clause)


def already_registered(clause: str, path: Path) -> Findings:
    """What must be unique is taken."""
    return found_when(True, FindingCode.ALREADY_REGISTERED, path, clause=clause)
