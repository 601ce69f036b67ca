"""A finding (审查意见): what the guidance says to what a person entered or wants to do."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from rules.finding_code import FindingCode
from rules.vocabulary import Severity

__all__ = ["Finding", "FindingCode", "Findings", "Path", "all_below", "found_when", "is_refused"]

Path = tuple[str | int, ...]
"""The way into the input, in its GraphQL names: ("items", 3, "levels")."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding, with the clause it rests on and words that say what was expected."""

    code: FindingCode
    clause: str
    severity: Severity
    message_zh: str
    message_en: str
    path: Path = ()

    def below(self, *prefix: str | int) -> "Finding":
        """The same finding, seen from further out: its path begins with `prefix`."""
        return replace(self, path=(*prefix, *self.path))


Findings = tuple[Finding, ...]
"""None, one or many; joined with `+`."""


def found_when(
    is_so: bool, code: FindingCode, path: Path = (), *, clause: str = "", **details: object
) -> Findings:
    """The finding of `code` if `is_so`, else nothing.

    `details` fill the code's sentence; `clause` is given only where the code has none of its own.
    """
    if not is_so:
        return ()
    zh, en = code.zh.format(**details), code.en.format(**details)
    return (Finding(code, code.clause or clause, code.severity, zh, en, path),)


def all_below(found: Iterable[Finding], *prefix: str | int) -> Findings:
    """All findings with `prefix` put before their paths."""
    return tuple(finding.below(*prefix) for finding in found)


def is_refused(found: Iterable[Finding]) -> bool:
    """Whether any finding is a REFUSAL: then the act writes nothing."""
    return any(finding.severity is Severity.REFUSAL for finding in found)
