"""审查意见 Findings as plain data, in the language of the request."""

from collections.abc import Iterable
from typing import Any

from rules.finding import Finding


def shown(findings: Iterable[Finding], language: str) -> list[dict[str, Any]]:
    """For a payload or a dry run: `message` in Chinese unless English was asked for."""
    return [
        {
            "code": finding.code,
            "clause": finding.clause,
            "severity": finding.severity,
            "message": finding.message_en if language == "en" else finding.message_zh,
            "path": [str(step) for step in finding.path],
        }
        for finding in findings
    ]
