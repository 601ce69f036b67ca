"""审查意见 What the guidance says to what was entered or asked for."""

from permissions.declaration import enum_of, field, of
from rules.finding import FindingCode
from rules.vocabulary import Severity

enum_of(FindingCode, "审查意见代码", "Code of a finding; docs/clauses.md leads to its rule")


@of(None, "审查意见", "What the guidance says to what was entered or asked for")
class Finding:
    code: FindingCode = field("代码", "One of a closed list")
    clause: str = field("条款", "Clause of the guidance, like 4.3; empty where none applies")
    severity: Severity = field("程度", "How much it weighs")
    message: str = field("说明", "What was expected, in the language of Accept-Language")
    path: list[str] = field("位置", 'Way into the input, indexes as text: ["items", "3", "levels"]')
