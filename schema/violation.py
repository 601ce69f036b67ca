"""不良行为记录 Violations and dishonesty on record (1.1.2)."""

from datetime import date
from typing import TYPE_CHECKING

import models
from permissions.declaration import field, of
from rules.vocabulary import ViolationKind
from schema.institution import FILE
from schema.node import Node

if TYPE_CHECKING:
    from schema.institution import Institution


@of(models.Violation, "不良行为记录", "A violation or dishonesty recorded of a school")
class Violation(Node):
    institution: "Institution | None" = field("院校", "The school", clause="1.1.2")
    happened_on: date = field("发生日期", "Day on which it happened", clause="1.1.2")
    kind: ViolationKind = field("类别", "Kind", clause="1.1.2")
    broken_clause: str | None = field("违反条款", "The clause that was broken", clause="1.1.2")
    source: str | None = field("依据", "Where it is known from", FILE, "1.1.2")
    is_public: bool = field("公开", "Whether the public reads it")
    description: str = field("情况", "What happened")
    is_listing: bool = field("失信名单", "A listing: it refuses until it ends", clause="1.1.2")
    closed_on: date | None = field("结束日期", "Last day of it, if it has one", clause="1.1.2")
