"""格式 The kind of a file by its first bytes; its name and the sender's word count for nothing."""

import codecs
from pathlib import Path
from typing import Final

import puremagic

from rules.clause_3_1_documents import Content
from rules.vocabulary import ContentKind

HEAD_BYTES: Final = 4096
STARTS: Final = (
    (b"%PDF-", ContentKind.PDF),
    (b"\xff\xd8\xff", ContentKind.JPEG),
    (b"\x89PNG\r\n\x1a\n", ContentKind.PNG),
)
ZIP: Final = b"PK\x03\x04"
MARKERS: Final = ((b"word/document.xml", ContentKind.WORD), (b"xl/workbook.xml", ContentKind.EXCEL))
UNKNOWN: Final = Content(None, "无法识别的内容", "content of no known kind")


def kind_of(path: Path) -> Content:
    """The kind by the content. A package is told by the parts that its directory names."""
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
    for start, kind in STARTS:
        if head.startswith(start):
            return known(kind)
    if head.startswith(ZIP):
        return _package(path)
    return _other(head)


def known(kind: ContentKind) -> Content:
    return Content(kind, kind.zh, kind.en)


def _package(path: Path) -> Content:
    """The directory stands at the end, where the names are in clear."""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - 1024 * 1024))
        tail = file.read()
    for name, kind in MARKERS:
        if name in tail:
            return known(kind)
    return Content(None, "压缩包", "a zip archive")


def _other(head: bytes) -> Content:
    if head.startswith((b"\x7fELF", b"MZ", b"#!")):
        return Content(None, "程序", "a program")
    if _is_table(head):
        return known(ContentKind.CSV)
    try:
        found = puremagic.from_string(head, mime=True)
    except (puremagic.PureError, ValueError):
        return UNKNOWN
    return Content(None, found, found) if found else UNKNOWN


def _is_table(head: bytes) -> bool:
    """Text without control characters, and the first line of it with cells in it."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = codecs.getincrementaldecoder(encoding)().decode(head)
        except UnicodeDecodeError:
            continue
        is_plain = all(character >= " " or character in "\t\r\n" for character in text)
        first = text.split("\n", 1)[0]
        return is_plain and not text.lstrip().startswith("<") and any(map(first.count, ",\t;"))
    return False
