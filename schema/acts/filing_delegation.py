"""备案委托 The bureau delegates the filing of specifications to the center, and ends it (2.1)."""

from datetime import date

from permissions.declaration import field, input_field, input_of, of
from resolvers.acts.filing_delegation import delegate, end
from rules.vocabulary import Role
from schema.acts.mutation import ReasonedInput, free_mutation
from schema.filing_delegation import READERS, FilingDelegation
from schema.finding import Finding

BUREAU = (Role.BUREAU,)


@input_of("委托备案", "From when until when, and why", BUREAU)
class DelegateSpecificationFilingInput:
    begins_on: date | None = input_field("起始日期", "First day; none: today", clause="2.1")
    ends_on: date | None = input_field("截止日期", "Last day; none: until it is ended")
    reason: str = input_field("理由", "Why, with the document that says so")
    idempotency_key: str | None = input_field("幂等键", "The same key gives the first result")


@of(None, "备案委托结果", "What an act made of a delegation", READERS)
class FilingDelegationPayload:
    filing_delegation: FilingDelegation | None = field("备案委托", "As it is now")
    findings: list[Finding] = field("审查意见", "A refusal writes nothing")


@of(None, "变更", "Acts on delegations", READERS)
class FilingDelegationMutations:
    delegate_specification_filing: FilingDelegationPayload = free_mutation(
        "委托市职鉴中心备案评价规范", "Let the center file specifications",
        BUREAU, "2.1", delegate, DelegateSpecificationFilingInput,
    )  # fmt: skip
    end_specification_delegation: FilingDelegationPayload = free_mutation(
        "终止委托备案", "From today the bureau files by itself",
        BUREAU, "2.1", end, ReasonedInput,
    )  # fmt: skip
