"""评分 Marks as a school gives them to itself, and an expert to the school (3.2)."""

import strawberry

from permissions.declaration import input_field, input_of


@input_of("评分", "Marks for one criterion, or whether a veto is fulfilled")
class CriterionMarkInput:
    criterion_id: strawberry.ID = input_field("指标", "A criterion of the edition", clause="3.2")
    marks: int | None = input_field("得分", "0 to the full marks; none of a veto")
    is_fulfilled: bool | None = input_field("符合", "Of a veto: whether it is fulfilled")
    note: str | None = input_field("说明", "A note for those who read the marks")
