"""学校自评 The school marks itself by the criteria in force, for the panel to read (3.2)."""

from collections.abc import Mapping
from typing import Any

from models import FilingApplication, FilingSelfMark
from resolvers.acts.filing_application import count_refusals
from resolvers.assessment_criteria import criteria_of, edition_in_force
from resolvers.marking import check_marks, keep_marks
from resolvers.write.writing import Outcome, Ref, Writing


async def save(writing: Writing, given: Mapping[str, Any]) -> Outcome:
    """Marks for any number of criteria; given again, they replace the earlier ones."""
    row = await writing.lock(FilingApplication, given)
    shown: dict[str, Any] = {"filing_application": Ref.of(row)}
    writing.may("saveSelfAssessment", row.status, **shown)
    criteria = await criteria_of(writing, await edition_in_force(writing))
    known = {criterion.id: criterion for criterion in criteria}
    writing.judge(check_marks(writing.clause, given["marks"], known), **shown)
    await keep_marks(writing, FilingSelfMark, {"application_id": row.id}, given["marks"])
    row.updated_at = writing.now
    writing.move("saveSelfAssessment", row)
    await count_refusals(writing, row)
    return shown
