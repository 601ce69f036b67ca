"""批次归档 A school has all files of a batch made into one archive (4.2)."""

import strawberry

from permissions.declaration import field, input_field, input_of, of
from resolvers.acts import batch_archive
from rules.vocabulary import Role
from schema.acts.mutation import free_mutation
from schema.finding import Finding
from schema.job import Job

SCHOOL = (Role.SCHOOL,)


@input_of("批次归档", "The files of one plan as one archive")
class BatchArchiveInput:
    plan_id: strawberry.ID = input_field("评价计划", "The plan")
    idempotency_key: str | None = input_field("幂等键", "The same key gives the first result")


@of(None, "批次归档结果", "The job that makes the archive", SCHOOL)
class BatchArchivePayload:
    job: Job | None = field("作业", "It tells how far it is; null if refused")
    findings: list[Finding] = field("审查意见", "A refusal orders nothing")


@of(None, "变更", "Acts on the files of a batch")
class BatchArchiveMutations:
    batch_archive: BatchArchivePayload = free_mutation(
        "批次归档",
        "Have the five volumes of a batch (registration, filing, process, results, certificates) "
        "made into one archive, with the SHA-256 digest of each file in its SHA256SUMS",
        SCHOOL,
        "4.2",
        batch_archive.archive,
        BatchArchiveInput,
    )
