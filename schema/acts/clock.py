"""登记时钟 The clock of a rehearsal: these fields are in no schema of a register in earnest."""

from datetime import date, datetime

from permissions.declaration import SIGNED_IN, field, input_field, input_of, of
from resolvers.acts import clock
from schema.acts.mutation import free_mutation
from schema.acts.root import Mutation
from schema.finding import Finding


@input_of("时间前移", "How far a rehearsal goes on at once", SIGNED_IN)
class MoveClockInput:
    days: int = input_field("天数", "Whole days, 1 to 3,660")
    idempotency_key: str | None = input_field("幂等键", "The same key gives the first result")


@of(None, "时间前移结果", "The clock of a rehearsal after a move", SIGNED_IN)
class MoveClockPayload:
    today: date = field("登记日期", "The register's day in Asia/Shanghai")
    now: datetime = field("登记时间", "The register's instant")
    findings: list[Finding] = field("审查意见", "A refusal moves nothing")


@of(None, "变更", "Everything that can be done, in a rehearsal", name="Mutation")
class RehearsalMutation(Mutation):
    move_clock: MoveClockPayload = free_mutation(
        "时间前移",
        "Move the clock of the rehearsal forward",
        SIGNED_IN,
        None,
        clock.move,
        MoveClockInput,
    )
