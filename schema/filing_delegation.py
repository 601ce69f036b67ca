"""备案委托 The bureau lets the center file specifications for it (2.1)."""

from datetime import date
from enum import Enum

import models
from permissions.declaration import enum_of, field, of, order
from rules.vocabulary import Role
from schema.node import Connection, Node, connection

READERS = (Role.BUREAU, Role.CENTER)


@of(models.FilingDelegation, "备案委托", "The center files specifications for the bureau", READERS)
class FilingDelegation(Node):
    begins_on: date = field("起始日期", "First day", clause="2.1")
    ends_on: date | None = field("截止日期", "Last day; null: until it is ended", clause="2.1")
    reason: str = field("理由", "Why", clause="2.1")


class FilingDelegationOrder(Enum):
    NEWEST = order("-begins_on", "最新在前", "Latest beginning first")


enum_of(FilingDelegationOrder, "备案委托排序", "Order of delegations", READERS)


@of(None, "查询", "Reads of delegations", READERS)
class FilingDelegationQueries:
    filing_delegations: Connection[FilingDelegation] = connection(
        "备案委托", "Delegations of filing", READERS, "2.1", order=FilingDelegationOrder
    )
