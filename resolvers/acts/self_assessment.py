"""学校自评 The school marks itself by the criteria in force, for the panel to read (3.2)."""

from collections.abc import Mapping
from typing import Any

from models import FilingApplication
from resolvers.acts.filing_application import count_refusals
from resolvers.marking import enter_own_marks
from resolvers.write.writing import Outcome, Ref, Writing


async def save(writing: Writing, given: Mapping[str, Any]) -> Outcome:
    """Marks for any number of criteria; given again, they replace the earlier ones."""
    row = await writing.lock(FilingApplication, given)
    shown: dict[str, Any] = {"filing_application": Ref.of(row)}
    writing.may("saveSelfAssessment", row.status, **shown)
    await enter_own_marks(writing, row, given["marks"], "marks", **shown)
    row.updated_at = writing.now
    writing.move("saveSelfAssessment", row)
    await count_refusals(writing, row)
    return shown
