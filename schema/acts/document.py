"""文件 A school makes documents of its uploads, and says what they prove (3.1)."""

import strawberry

from permissions.declaration import field, input_field, input_of, of
from resolvers.acts import document
from rules.vocabulary import ConditionCode, MaterialKind, Role
from schema.acts.mutation import free_mutation
from schema.document import Document
from schema.finding import Finding


@input_of("文件信息", "A document made of an upload whose content has arrived")
class AttachDocumentInput:
    upload_id: strawberry.ID = input_field("上传", "The upload; each makes one document")
    title: str = input_field("标题", "Title; also the name of the file when it is fetched")
    kind: str = input_field("类别", "Kind, in the school's words")
    material: MaterialKind | None = input_field(
        "材料类别", "Which material it is; null: that of the version that it replaces"
    )
    replaces_id: strawberry.ID | None = input_field(
        "替换的文件", "The newest version of a document; what points to it goes on pointing to it"
    )
    conditions: list[ConditionCode] | None = input_field(
        "证明的条件",
        "Conditions that it proves; null: those of the version that it replaces",
        clause="1.1",
    )
    idempotency_key: str | None = input_field("幂等键", "The same key gives the first result")


@input_of("证明的条件", "Which conditions a document proves")
class SaveEvidenceInput:
    id: strawberry.ID = input_field("文件", "The document")
    conditions: list[ConditionCode] = input_field("条件", "All that it proves", clause="1.1")
    expected_version: int = input_field("预期版本", "The version that was seen; stale is CONFLICT")
    idempotency_key: str | None = input_field("幂等键", "The same key gives the first result")


@of(None, "文件登记结果", "What became of a document")
class DocumentPayload:
    document: Document | None = field("文件", "As it is now", [Role.SCHOOL])
    findings: list[Finding] = field("审查意见", "A refusal writes nothing")


@of(None, "变更", "Acts on documents")
class DocumentMutations:
    attach_document: DocumentPayload = free_mutation(
        "登记文件",
        "Make a document of an upload, or the next version of one",
        [Role.SCHOOL],
        "3.1",
        document.attach,
        AttachDocumentInput,
    )
    save_evidence: DocumentPayload = free_mutation(
        "登记证明关系",
        "Say which conditions a document proves",
        [Role.SCHOOL],
        "1.1",
        document.prove,
        SaveEvidenceInput,
    )
