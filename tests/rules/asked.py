"""What the tests of the rules ask of findings."""

from collections.abc import Iterable

from rules.finding import Finding, FindingCode


def codes(found: Iterable[Finding]) -> list[FindingCode]:
    """The codes in the order found."""
    return [finding.code for finding in found]
