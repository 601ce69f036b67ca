"""评价结果: seen by whoever sees the plan that they belong to (4.3)."""

from models import MarkReview, Result, ResultFiling, ResultMark
from permissions.rows import follow
from permissions.visible.evaluation_plan import READERS

follow(Result, "filing_id", ResultFiling, READERS)
follow(ResultMark, "result_id", Result, READERS)
follow(MarkReview, "result_id", Result, READERS)
