"""院校沿革 A school is renamed, merged into another, or closed (1.1)."""

from datetime import date

import strawberry

from permissions.declaration import input_field, input_of, of
from resolvers.acts.institution_succession import close, merge, rename
from rules.vocabulary import Role
from schema.acts.institution import InstitutionPayload
from schema.acts.mutation import mutation

REGISTRARS = (Role.DEPARTMENT, Role.CENTER)


@input_of("院校更名", "A school bears another name from a day on", REGISTRARS)
class RecordInstitutionRenamingInput:
    id: strawberry.ID = input_field("标识", "The school")
    name: str = input_field("新名称", "Its new name as approved", clause="1.1")
    branch_name: str | None = input_field("学院名称", "Branch, for a college in a university")
    parent_name: str | None = input_field("所属高校", "The university, for a college in one")
    renamed_on: date = input_field("更名日期", "First day of the new name; not after today")
    reason: str = input_field("依据", "The approval it rests on; it is published")
    expected_version: int = input_field("预期版本", "The version that was seen; stale is CONFLICT")
    idempotency_key: str | None = input_field("幂等键", "The same key gives the first result")


@input_of("院校合并", "A school is merged into another one and ends", REGISTRARS)
class RecordInstitutionMergerInput:
    id: strawberry.ID = input_field("标识", "The school that ends")
    successor_id: strawberry.ID = input_field("承继院校", "The school that takes it over")
    closed_on: date = input_field("合并日期", "First day on which it is no more; not after today")
    reason: str = input_field("依据", "The approval it rests on; it is published")
    expected_version: int = input_field("预期版本", "The version that was seen; stale is CONFLICT")
    idempotency_key: str | None = input_field("幂等键", "The same key gives the first result")


@input_of("院校终止", "A school closes", REGISTRARS)
class RecordInstitutionClosureInput:
    id: strawberry.ID = input_field("标识", "The school")
    closed_on: date = input_field("终止日期", "First day on which it is no more; not after today")
    reason: str = input_field("依据", "The approval it rests on; it is published")
    expected_version: int = input_field("预期版本", "The version that was seen; stale is CONFLICT")
    idempotency_key: str | None = input_field("幂等键", "The same key gives the first result")


@of(None, "变更", "Acts on what becomes of a school", REGISTRARS)
class InstitutionSuccessionMutations:
    record_institution_renaming: InstitutionPayload = mutation(
        "recordInstitutionRenaming", rename, RecordInstitutionRenamingInput
    )
    record_institution_merger: InstitutionPayload = mutation(
        "recordInstitutionMerger", merge, RecordInstitutionMergerInput
    )
    record_institution_closure: InstitutionPayload = mutation(
        "recordInstitutionClosure", close, RecordInstitutionClosureInput
    )
