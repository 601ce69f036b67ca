"""评价范围扩展 Proposed by the center, consented to by both authorities, recorded (1.2)."""

from datetime import date

import strawberry

from permissions.declaration import field, input_field, input_of, of
from resolvers.acts.scope_extension import consent, propose, record, refuse, revise, send_back
from rules.vocabulary import Role
from schema.acts.mutation import ActInput, ReasonedInput, mutation
from schema.finding import Finding
from schema.scope_extension import ScopeExtension

CENTER = (Role.CENTER,)
DECIDING = (Role.CENTER, Role.BUREAU, Role.COMMISSION)


@input_of("提出评价范围扩展", "An agency is to serve a major of another school", CENTER)
class ProposeScopeExtensionInput:
    agency_id: strawberry.ID = input_field("评价机构", "The agency")
    major_id: strawberry.ID = input_field("专业", "A major of another school", clause="1.2")
    occupation_id: strawberry.ID = input_field("职业", "One that the major matches", clause="1.2")
    expected_candidates: int = input_field("预计人数", "Candidates expected a year")
    statement: str = input_field("运行情况", "How the agency has run, with figures")
    idempotency_key: str | None = input_field("幂等键", "The same key gives the first result")


@input_of("补充评价范围扩展", "Proposed anew after it was sent back", CENTER)
class ReviseScopeExtensionInput:
    id: strawberry.ID = input_field("标识", "The extension")
    expected_candidates: int = input_field("预计人数", "Candidates expected a year")
    statement: str = input_field("运行情况", "How the agency has run, with figures")
    expected_version: int = input_field("预期版本", "The version that was seen; stale is CONFLICT")
    idempotency_key: str | None = input_field("幂等键", "The same key gives the first result")


@input_of("登记评价范围扩展", "From when to when it is good", CENTER)
class RecordScopeExtensionInput:
    id: strawberry.ID = input_field("标识", "The extension")
    valid_from: date | None = input_field("有效期自", "First day; today if none")
    valid_to: date | None = input_field("有效期至", "Last day; that of the agency if none")
    expected_version: int = input_field("预期版本", "The version that was seen; stale is CONFLICT")
    idempotency_key: str | None = input_field("幂等键", "The same key gives the first result")


@of(None, "评价范围扩展办理结果", "What an act made of an extension", DECIDING)
class ScopeExtensionPayload:
    scope_extension: ScopeExtension | None = field("评价范围扩展", "As it is now")
    findings: list[Finding] = field("审查意见", "A refusal writes nothing")


@of(None, "变更", "Acts on extensions of scope", DECIDING)
class ScopeExtensionMutations:
    propose_scope_extension: ScopeExtensionPayload = mutation(
        "proposeScopeExtension", propose, ProposeScopeExtensionInput
    )
    consent_to_scope_extension: ScopeExtensionPayload = mutation(
        "consentToScopeExtension", consent, ActInput
    )
    refuse_scope_extension: ScopeExtensionPayload = mutation(
        "refuseScopeExtension", refuse, ReasonedInput
    )
    send_back_scope_extension: ScopeExtensionPayload = mutation(
        "sendBackScopeExtension", send_back, ReasonedInput
    )
    revise_scope_extension: ScopeExtensionPayload = mutation(
        "reviseScopeExtension", revise, ReviseScopeExtensionInput
    )
    record_scope_extension: ScopeExtensionPayload = mutation(
        "recordScopeExtension", record, RecordScopeExtensionInput
    )
