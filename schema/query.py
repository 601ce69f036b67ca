"""查询 The root of all reads; each role sees its own part."""

import strawberry

from permissions.declaration import ByNodeId, Rows, argument, field, of
from resolvers import occupation
from schema.node import Connection, Node, connection
from schema.occupation import (
    Occupation,
    OccupationBy,
    OccupationFilter,
    OccupationOrder,
    Standard,
    StandardFilter,
    StandardOrder,
)


@of(None, "查询", "Everything that can be read")
class Query:
    node: Node | None = field(
        "按标识取对象",
        "The object of an id; null if unknown, forbidden or malformed",
        answer=ByNodeId(),
        id=argument(strawberry.ID, "标识", "Global id"),
    )
    nodes: list[Node | None] = field(
        "按标识取多个对象",
        "The objects of ids, in order; null where there is none",
        answer=ByNodeId(),
        ids=argument(list[strawberry.ID], "标识", "Global ids, at most 100"),
    )
    occupations: Connection[Occupation] = connection(
        "职业目录",
        "The occupations of the classification",
        clause="1.3.1",
        where=occupation.is_listed,
        filter=OccupationFilter,
        order=OccupationOrder,
    )
    occupation: Occupation | None = field(
        "职业",
        "One occupation",
        clause="1.3.1",
        answer=Rows(occupation.by),
        by=argument(OccupationBy, "查询键", "By id, or by code and edition"),
    )
    standards: Connection[Standard] = connection(
        "国家职业技能标准",
        "National standards known to the register",
        clause="2.1",
        filter=StandardFilter,
        order=StandardOrder,
    )
