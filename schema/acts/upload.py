"""上传 A ticket for sending one content (3.1)."""

from permissions.declaration import SIGNED_IN, field, input_field, input_of, of
from resolvers.acts import upload
from resolvers.scalars import BigInt
from rules.vocabulary import UploadPurpose
from schema.acts.mutation import free_mutation
from schema.finding import Finding
from schema.upload import Upload


@input_of("上传申请", "What will be sent; size and digest are checked where they are given")
class RequestUploadInput:
    purpose: UploadPurpose = input_field("用途", "What it is for")
    size: BigInt | None = input_field("大小", "Bytes that will be sent")
    sha256: str | None = input_field("摘要", "SHA-256 of what will be sent, 64 hexadecimal digits")
    idempotency_key: str | None = input_field("幂等键", "The same key gives the first result")


@of(None, "上传申请结果", "Where the content is sent", SIGNED_IN)
class RequestUploadPayload:
    upload: Upload | None = field("上传", "As it is now; null when refused")
    url: str | None = field(
        "地址", "PUT the bytes here, below the address of this service; null when refused"
    )
    findings: list[Finding] = field("审查意见", "A refusal writes nothing")


@of(None, "变更", "Acts on uploads")
class UploadMutations:
    request_upload: RequestUploadPayload = free_mutation(
        "申请上传",
        "Ask for a ticket to send one content: signed, for this account, good for some minutes",
        SIGNED_IN,
        "3.1",
        upload.request,
        RequestUploadInput,
    )
