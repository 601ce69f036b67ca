"""文件 What materials and evidence point to (3.1)."""

from datetime import datetime

import models
from permissions.declaration import SIGNED_IN, Batch, Expression, Related, field, of
from resolvers.document import conditions_of, digest_text, downloads, of_the_series
from resolvers.scalars import BigInt
from rules.vocabulary import ConditionCode, MaterialKind
from schema.institution import INSPECTED
from schema.node import Node


@of(None, "下载链接", "Where the content is fetched: signed, good for some minutes", SIGNED_IN)
class Download:
    url: str = field("地址", "GET it here, below the address of this service; Range is understood")
    expires_at: datetime = field("截止时间", "Until then the link is good")


@of(models.Document, "文件", "A document that materials and evidence point to", INSPECTED)
class Document(Node):
    title: str = field("标题", "Title", clause="3.1")
    kind: str = field("类别", "Kind, in the school's words")
    material: MaterialKind | None = field("材料类别", "Which material it is", clause="3.1")
    media_type: str = field("媒体类型", "Media type, by its content")
    sha256: str = field(
        "摘要", "SHA-256 of the content, 64 hexadecimal digits", answer=Expression(digest_text)
    )
    size: BigInt = field("大小", "Size in bytes")
    version_number: int = field("版次", "1 for the first version, the next for each replacement")
    replaces: "Document | None" = field("替换的版本", "The version that this one replaces")
    replaced_by: "Document | None" = field("新版本", "The version that replaces this one")
    versions: list["Document"] = field(
        "各版本",
        "Every version that the viewer may see, the first one first",
        answer=Related(of_the_series, order=("version_number",)),
    )
    conditions: list[ConditionCode] = field(
        "证明的条件", "Conditions that it proves", clause="1.1", answer=Expression(conditions_of)
    )
    download: Download = field(
        "下载",
        "A short link to the content for whoever sees the document",
        clause="3.1",
        answer=Batch(downloads, ("id",)),
    )
