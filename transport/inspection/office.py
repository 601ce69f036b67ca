"""文档包 A package of Word or Excel (ISO/IEC 29500): few parts, small, inert and well-formed."""

import re
import zipfile
import zlib
from pathlib import Path
from typing import Final
from xml.etree.ElementTree import ParseError
from xml.parsers.expat import ExpatError

from defusedxml.common import DefusedXmlException  # type: ignore[import-untyped]
from defusedxml.ElementTree import DefusedXMLParser  # type: ignore[import-untyped]

from rules.clause_3_1_documents import MOST_UNPACKED_BYTES
from rules.vocabulary import ContentFault, ContentKind
from transport.inspection.bounds import MOST_MEMBERS, MOST_RATIO, RATIO_FROM_BYTES, Faulty, refuse

PIECE: Final = 64 * 1024
TYPES: Final = "[Content_Types].xml"
END_BYTES: Final = 22  # the directory's own end, without a comment
ENCRYPTED_FLAG: Final = 0x1
MAIN: Final = {
    ContentKind.WORD: b"application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ContentKind.EXCEL: b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
INERT: Final = re.compile(
    r".*\.(xml|rels|png|jpe?g|gif|bmp|tiff?|emf|wmf|svg|vml|odttf|fntdata|thmx|xsl)", re.IGNORECASE
)
ACTIVE_NAME: Final = re.compile(
    r"vbaProject|macrosheets/|activeX/|embeddings/|oleObject|externalLinks/|customUI/"
    r"|attachedToolbars|ddeLink",
    re.IGNORECASE,
)
MACRO_TYPE: Final = b"macroEnabled"
OUTSIDE: Final = re.compile(
    rb"(attachedTemplate|oleObject|frame|subDocument|externalLink|aFChunk)\"[^>]*"
    rb"TargetMode=\"External\"|TargetMode=\"External\"[^>]*"
    rb"(attachedTemplate|oleObject|frame|subDocument|externalLink|aFChunk)\"",
    re.IGNORECASE,
)
DYNAMIC_EXCHANGE: Final = re.compile(rb"\bDDE(AUTO)?\b")
INSTRUCTION: Final = re.compile(rb"<w:instrText[^>]*>([^<]*)<|w:instr=\"([^\"]*)\"")


def check_package(path: Path, kind: ContentKind) -> None:
    """Raises Faulty."""
    try:
        with zipfile.ZipFile(path) as package:
            members = package.infolist()
            _check_frame(path, package, members)
            for member in members:
                _check_name(member.filename)
            _check_sizes(members)
            types = _read_member(package, TYPES)
            refuse(MACRO_TYPE in types, ContentFault.ACTIVE)
            refuse(MAIN[kind] not in types, ContentFault.DAMAGED)
            for member in members:
                _check_member(package, member)
    except (zipfile.BadZipFile, zlib.error, EOFError, KeyError, NotImplementedError, ValueError):
        raise Faulty(ContentFault.DAMAGED) from None


def _check_frame(path: Path, package: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> None:
    """The members fill the file from its beginning without overlapping; nothing follows."""
    refuse(len(members) > MOST_MEMBERS, ContentFault.TOO_LARGE_UNFOLDED)
    refuse(len({member.filename for member in members}) < len(members), ContentFault.DAMAGED)
    refuse(any(m.flag_bits & ENCRYPTED_FLAG for m in members), ContentFault.ENCRYPTED)
    with path.open("rb") as file:
        file.seek(-END_BYTES, 2)
        refuse(bool(package.comment) or file.read(4) != b"PK\x05\x06", ContentFault.FOLLOWED)
    places = sorted((member.header_offset, member.compress_size) for member in members)
    refuse(not places or places[0][0] != 0, ContentFault.FOLLOWED)
    ends = [offset + size for offset, size in places]
    overlaps = any(end > place[0] for end, place in zip(ends, places[1:], strict=False))
    refuse(overlaps, ContentFault.TOO_LARGE_UNFOLDED)


def _check_name(name: str) -> None:
    steps = re.split(r"[/\\]", name)
    leads_away = ".." in steps or name.startswith(("/", "\\")) or "\\" in name or ":" in name
    refuse(leads_away or "\0" in name, ContentFault.PATHS)
    is_binary = not name.endswith("/") and not INERT.fullmatch(name)
    is_settings = re.fullmatch(r".*printerSettings\d*\.bin", name) is not None
    refuse(
        ACTIVE_NAME.search(name) is not None or (is_binary and not is_settings),
        ContentFault.ACTIVE,
    )


def _check_sizes(members: list[zipfile.ZipInfo]) -> None:
    """By what the directory says; what a member really unfolds to is counted when it is read."""
    total = sum(member.file_size for member in members)
    refuse(total > MOST_UNPACKED_BYTES, ContentFault.TOO_LARGE_UNFOLDED)
    for member in members:
        is_bomb = member.file_size > RATIO_FROM_BYTES and (
            member.file_size > MOST_RATIO * max(1, member.compress_size)
        )
        refuse(is_bomb, ContentFault.TOO_LARGE_UNFOLDED)


def _read_member(package: zipfile.ZipFile, name: str) -> bytes:
    with package.open(name) as member:
        content = member.read(RATIO_FROM_BYTES + 1)
    refuse(len(content) > RATIO_FROM_BYTES, ContentFault.TOO_LARGE_UNFOLDED)
    return content


def _check_member(package: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
    is_xml = member.filename.lower().endswith((".xml", ".rels", ".vml", ".svg", ".xsl"))
    parser = DefusedXMLParser(target=_Nothing(), forbid_dtd=True)
    left, window = member.file_size, b""
    with package.open(member) as content:
        while piece := content.read(PIECE):
            left -= len(piece)
            refuse(left < 0, ContentFault.TOO_LARGE_UNFOLDED)
            if is_xml:
                _feed(parser, piece)
                window = (window + piece)[-2 * PIECE :]
                _check_text(window)
    refuse(left != 0, ContentFault.DAMAGED)
    if is_xml:
        _finish(parser)


def _check_text(text: bytes) -> None:
    refuse(OUTSIDE.search(text) is not None, ContentFault.ACTIVE)
    refuse(b"http-equiv" in text or b"<script" in text.lower(), ContentFault.ACTIVE)
    for found in INSTRUCTION.findall(text):
        refuse(any(DYNAMIC_EXCHANGE.search(part) for part in found), ContentFault.ACTIVE)


class _Nothing:
    """Takes the events of the parser and keeps none."""

    def close(self) -> None:
        return


def _feed(parser: DefusedXMLParser, piece: bytes) -> None:
    try:
        parser.feed(piece)
    except DefusedXmlException:
        raise Faulty(ContentFault.ENTITIES) from None
    except (ParseError, ExpatError):
        raise Faulty(ContentFault.DAMAGED) from None


def _finish(parser: DefusedXMLParser) -> None:
    try:
        parser.close()
    except (ParseError, ExpatError):
        raise Faulty(ContentFault.DAMAGED) from None
