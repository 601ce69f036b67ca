"""上传 A content on its way into the register (3.1)."""

from datetime import datetime
from typing import TYPE_CHECKING

import models
from permissions.declaration import SIGNED_IN, Batch, Expression, field, of
from resolvers.scalars import BigInt
from resolvers.upload import digest_text, media_types
from rules.vocabulary import Role, UploadPurpose
from schema.node import Node

if TYPE_CHECKING:
    from schema.document import Document


@of(models.Upload, "上传", "A content on its way into the register, seen by its account", SIGNED_IN)
class Upload(Node):
    purpose: UploadPurpose = field("用途", "What it is for", clause="3.1")
    most_bytes: BigInt = field("最大字节数", "How many bytes it may have")
    media_types: list[str] = field(
        "可接受的媒体类型",
        "Media types that it may have, by its content",
        answer=Batch(media_types, ("purpose",)),
    )
    expires_at: datetime = field("截止时间", "Until then the content may be sent")
    received_at: datetime | None = field("接收时间", "When the content came; null: not yet")
    media_type: str | None = field("媒体类型", "What it is by its content")
    sha256: str | None = field(
        "摘要", "SHA-256 of the content as it is kept", answer=Expression(digest_text)
    )
    size: BigInt | None = field("大小", "Size in bytes as it is kept")
    width: int | None = field("宽度（像素）", "Pixels across, of a picture")
    height: int | None = field("高度（像素）", "Pixels down, of a picture")
    document: "Document | None" = field(
        "文件", "The document that was made of it", [Role.SCHOOL], "3.1"
    )
