"""PDF Header, end and names of a PDF file (ISO 32000-1), without rendering it.

Names that make a reader act are looked for in the body, in their escaped writing too, and in the
object streams, which are unpacked up to a bound. Content streams are not unpacked.
"""

import mmap
import re
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from rules.clause_3_1_documents import MOST_UNPACKED_BYTES
from rules.vocabulary import ContentFault
from transport.inspection.bounds import refuse

Buffer = bytes | mmap.mmap
HEADER: Final = re.compile(rb"%PDF-[12]\.\d")
END: Final = b"%%EOF"
TAIL_BYTES: Final = 66_000  # where a zip directory would have to begin
ZIP_END: Final = b"PK\x05\x06"
ESCAPED: Final = re.compile(rb"#([0-9A-Fa-f]{2})")
ESCAPED_NAME: Final = re.compile(rb"/[!-~]{0,80}#[0-9A-Fa-f]{2}[!-~]{0,80}")
ACTIVE: Final = re.compile(
    rb"/(JavaScript|JS|Launch|EmbeddedFiles?|RichMedia|XFA|SubmitForm|ImportData|GoToE)"
    rb"(?![A-Za-z0-9])"
)
ENCRYPTED: Final = re.compile(rb"/Encrypt(?![A-Za-z0-9])")
OBJECT_STREAM: Final = re.compile(rb"/Type\s*/ObjStm(?![A-Za-z0-9])")
STREAM: Final = re.compile(rb"stream\r?\n")
STREAM_HEAD_BYTES: Final = 2_048
PIECE: Final = 1024 * 1024
LONGEST_NAME: Final = 256


def check_pdf(path: Path) -> None:
    """Raises Faulty. The file is mapped, not read: memory holds the pages that are looked at."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        refuse(HEADER.match(content) is None, ContentFault.DAMAGED)
        at = content.rfind(END)
        refuse(at < 0 or content.find(b"startxref") < 0, ContentFault.DAMAGED)
        refuse(bool(content[at + len(END) :].strip(b"\r\n\t \0")), ContentFault.FOLLOWED)
        refuse(ZIP_END in content[-TAIL_BYTES:], ContentFault.FOLLOWED)
        _check_names(content)
        for packed in _object_streams(content):
            for window in _unpacked(packed):
                _check_names(window)


def _check_names(content: Buffer) -> None:
    refuse(ENCRYPTED.search(content) is not None, ContentFault.ENCRYPTED)
    refuse(ACTIVE.search(content) is not None, ContentFault.ACTIVE)
    for name in ESCAPED_NAME.findall(content):
        plain = ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), name)
        refuse(ACTIVE.search(plain) is not None, ContentFault.ACTIVE)
        refuse(ENCRYPTED.search(plain) is not None, ContentFault.ENCRYPTED)


def _object_streams(content: mmap.mmap) -> list[bytes]:
    """From the beginning of each object stream's data; deflate knows its own end."""
    found = []
    for kind in OBJECT_STREAM.finditer(content):
        start = STREAM.search(content, kind.end(), kind.end() + STREAM_HEAD_BYTES)
        end = content.find(b"endstream", start.end()) if start else -1
        if start and end > 0:
            found.append(content[start.end() : end])
    return found


def _unpacked(packed: bytes) -> Iterator[bytes]:
    """What it unfolds to, in pieces that overlap by a name's length.

    One of another filter, or not packed at all, gives nothing: its names were in the body.
    """
    unpacking, length, before = zlib.decompressobj(), 0, b""
    try:
        while packed and not unpacking.eof:
            piece = unpacking.decompress(packed, PIECE)
            packed = unpacking.unconsumed_tail
            length += len(piece)
            refuse(length > MOST_UNPACKED_BYTES, ContentFault.TOO_LARGE_UNFOLDED)
            yield before + piece
            before = piece[-LONGEST_NAME:]
    except zlib.error:
        return
