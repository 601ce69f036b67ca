"""职业衔接 The center maps what occupations became in a later edition (1.3.1)."""

from datetime import date

import strawberry

from permissions.declaration import field, input_field, input_of, of
from resolvers.acts.occupation_succession import map_successor, unmap_successor
from rules.vocabulary import Role
from schema.acts.mutation import ReasonedInput, free_mutation
from schema.finding import Finding
from schema.occupation import Occupation, OccupationSuccession

CENTER = (Role.CENTER,)


@input_of("职业衔接", "What an occupation, or a trade of it, became", CENTER)
class MapOccupationSuccessorInput:
    predecessor_id: strawberry.ID = input_field("原职业", "Of the earlier edition", clause="1.3.1")
    predecessor_trade_id: strawberry.ID | None = input_field(
        "原工种", "One trade of it; none: the whole occupation"
    )
    successor_id: strawberry.ID = input_field("后续职业", "Of the later edition", clause="1.3.1")
    successor_trade_id: strawberry.ID | None = input_field(
        "后续工种", "A trade of it; none: the whole occupation"
    )
    succeeded_on: date | None = input_field(
        "衔接日期", "From when on; none: the first day of the later edition's year"
    )
    source: str = input_field("来源", "Where it was read")
    idempotency_key: str | None = input_field("幂等键", "The same key gives the first result")


@of(None, "职业衔接结果", "What an act made of a succession", CENTER)
class OccupationSuccessionPayload:
    occupation_succession: OccupationSuccession | None = field("职业衔接", "As it is now")
    findings: list[Finding] = field("审查意见", "A refusal writes nothing")


@of(None, "撤销职业衔接结果", "The occupation without the succession", CENTER)
class UnmapOccupationSuccessorPayload:
    occupation: Occupation | None = field("原职业", "As it is now")
    findings: list[Finding] = field("审查意见", "A refusal writes nothing")


@of(None, "变更", "Acts on the succession of occupations")
class OccupationSuccessionMutations:
    map_occupation_successor: OccupationSuccessionPayload = free_mutation(
        "登记职业衔接", "Map what an occupation became", CENTER, "1.3.1",
        map_successor, MapOccupationSuccessorInput,
    )  # fmt: skip
    unmap_occupation_successor: UnmapOccupationSuccessorPayload = free_mutation(
        "撤销职业衔接", "Take back what was mapped by mistake", CENTER, "1.3.1",
        unmap_successor, ReasonedInput,
    )  # fmt: skip
