"""文件 A school names the documents that its materials point to (3.1)."""

from permissions.declaration import field, input_field, input_of, of
from resolvers.acts import document
from resolvers.scalars import BigInt
from rules.vocabulary import Role
from schema.acts.mutation import free_mutation
from schema.document import Document
from schema.finding import Finding


@input_of("文件信息", "A document by its digest; its content is uploaded apart")
class AttachDocumentInput:
    title: str = input_field("标题", "Title")
    kind: str = input_field("类别", "Kind, in the school's words")
    media_type: str = input_field("媒体类型", "Media type", default="application/pdf")
    sha256: str = input_field("摘要", "SHA-256 of the content, 64 hexadecimal digits")
    size: BigInt = input_field("大小", "Size in bytes")
    idempotency_key: str | None = input_field("幂等键", "The same key gives the first result")


@of(None, "文件登记结果", "What became of a document")
class DocumentPayload:
    document: Document | None = field("文件", "As it is now", [Role.SCHOOL])
    findings: list[Finding] = field("审查意见", "A refusal writes nothing")


@of(None, "变更", "Acts on documents")
class DocumentMutations:
    attach_document: DocumentPayload = free_mutation(
        "登记文件",
        "Attach a document",
        [Role.SCHOOL],
        "3.1",
        document.attach,
        AttachDocumentInput,
    )
