"""考核科目 A part as its marks are judged (2.2, 4.3)."""

from models import PlanPart
from rules.clause_4_3_marks import MarkedPart


def marked_part(row: PlanPart) -> MarkedPart:
    """A course examination is marked on its own scale, everything else out of 100."""
    if row.course_scale is None or row.course_pass_mark is None:
        return MarkedPart(row.name, row.pass_mark, weight=row.weight)
    return MarkedPart(row.name, row.course_pass_mark, row.course_scale, row.weight)
