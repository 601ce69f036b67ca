"""文件 What materials and evidence point to (3.1)."""

import models
from permissions.declaration import Expression, field, of
from resolvers.document import digest_text
from resolvers.scalars import BigInt
from schema.institution import INSPECTED
from schema.node import Node


@of(models.Document, "文件", "A document that materials and evidence point to", INSPECTED)
class Document(Node):
    title: str = field("标题", "Title", clause="3.1")
    kind: str = field("类别", "Kind, in the school's words")
    media_type: str = field("媒体类型", "Media type, e.g. application/pdf")
    sha256: str = field(
        "摘要", "SHA-256 of the content, 64 hexadecimal digits", answer=Expression(digest_text)
    )
    size: BigInt = field("大小", "Size in bytes")
