"""评分规定 How the parts of a basis are marked, weighed and retaken (2.2, 4.3)."""

import models
from permissions.declaration import field, of
from schema.node import Node


@of(models.MarkingRule, "评分规定", "Marks, weights and resits under one standard or specification")
class MarkingRule(Node):
    theory_pass_mark: int = field("理论合格分", "Needed in theory, out of 100", clause="2.2")
    practice_pass_mark: int = field("实操合格分", "Needed in practice, out of 100", clause="2.2")
    module_pass_mark: int = field("模块合格分", "Needed in each module, out of 100", clause="2.2")
    theory_weight: int | None = field(
        "理论权重", "Its share of the total, per cent; null: no total is made up", clause="2.2"
    )
    practice_weight: int | None = field(
        "实操权重", "Its share of the total, per cent; null: no total is made up", clause="2.2"
    )
    resit_months: int = field(
        "补考期限", "Months for which a part that was passed counts in a resit", clause="4.3"
    )
    source: str = field("来源", "Where it was read")
