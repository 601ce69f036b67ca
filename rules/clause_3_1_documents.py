"""三(一) The school answers for its materials: what a file must be before the register keeps it."""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from rules.clauses import clause
from rules.finding import FindingCode, Findings, Path, found_when
from rules.vocabulary import ContentFault, ContentKind, UploadPurpose

MEGABYTE = 1024 * 1024
MOST_PIXELS = 40_000_000  # a scan of A4 at 600 dpi has 35 million
MOST_UNPACKED_BYTES = 64 * MEGABYTE
MOST_OPEN_UPLOADS = 50
MOST_TITLE_CHARACTERS = 200
DOCUMENT_BYTES = 20 * MEGABYTE  # the default of a configuration
PHOTOGRAPH_BYTES = 10 * MEGABYTE

KINDS: Mapping[UploadPurpose, tuple[ContentKind, ...]] = MappingProxyType(
    {
        UploadPurpose.DOCUMENT: tuple(kind for kind in ContentKind if kind is not ContentKind.CSV),
        UploadPurpose.PHOTOGRAPH: (ContentKind.JPEG, ContentKind.PNG),
        UploadPurpose.CANDIDATE_LIST: (ContentKind.EXCEL, ContentKind.CSV),
    }
)
OFFICE = "application/vnd.openxmlformats-officedocument"
MEDIA_TYPES: Mapping[ContentKind, str] = MappingProxyType(
    {
        ContentKind.PDF: "application/pdf",
        ContentKind.JPEG: "image/jpeg",
        ContentKind.PNG: "image/png",
        ContentKind.WORD: f"{OFFICE}.wordprocessingml.document",
        ContentKind.EXCEL: f"{OFFICE}.spreadsheetml.sheet",
        ContentKind.CSV: "text/csv",
    }
)
ENDINGS: Mapping[str, str] = MappingProxyType(
    dict(zip(MEDIA_TYPES.values(), ("pdf", "jpg", "png", "docx", "xlsx", "csv"), strict=True))
    | {"application/zip": "zip"}  # nobody hands one in: jobs make them
)
"""The ending of a file's name by its media type."""


@dataclass(frozen=True, slots=True)
class Content:
    """What the inspection found: `kind` None is one that nobody takes; `found` its name; `pixels`
    across and down, of a picture."""

    kind: ContentKind | None
    found_zh: str
    found_en: str
    faults: frozenset[ContentFault] = frozenset()
    pixels: tuple[int, int] | None = None


@clause("3.1")
def check_kind(content: Content, purpose: UploadPurpose, path: Path = ()) -> Findings:
    """A file is of a kind that its purpose takes, by its content and not by its name."""
    expected = KINDS[purpose]
    return found_when(
        content.kind not in expected,
        FindingCode.FILE_KIND_UNEXPECTED,
        path,
        expected="、".join(kind.zh for kind in expected),
        expected_en=", ".join(kind.en for kind in expected),
        found=content.found_zh,
        found_en=content.found_en,
    )


@clause("3.1")
def check_faults(faults: Iterable[ContentFault], path: Path = ()) -> Findings:
    """A file can be opened whole, holds nothing that acts, and unfolds to no more than it may."""
    codes = {
        ContentFault.DAMAGED: FindingCode.FILE_DAMAGED,
        ContentFault.FOLLOWED: FindingCode.FILE_FOLLOWED,
        ContentFault.TOO_LARGE_UNFOLDED: FindingCode.FILE_UNFOLDS_TOO_LARGE,
        ContentFault.ENTITIES: FindingCode.FILE_HAS_ENTITIES,
        ContentFault.ACTIVE: FindingCode.FILE_IS_ACTIVE,
        ContentFault.ENCRYPTED: FindingCode.FILE_ENCRYPTED,
        ContentFault.PATHS: FindingCode.FILE_NAMES_PATHS,
    }
    found: Findings = ()
    for fault in (fault for fault in ContentFault if fault in set(faults)):
        found += found_when(True, codes[fault], path, pixels=MOST_PIXELS, most=MOST_UNPACKED_BYTES)
    return found


@clause("3.1")
def check_size(size: int, most: int, path: Path = ()) -> Findings:
    """A file is no larger than its upload may be."""
    return found_when(size > most, FindingCode.FILE_TOO_LARGE, path, most=most)


@clause("3.1")
def check_announced(
    size: int,
    digest: bytes,
    announced_size: int | None,
    announced_digest: bytes | None,
    path: Path = (),
) -> Findings:
    """What arrived is what was announced, where size or digest were."""
    is_other_size = announced_size is not None and size != announced_size
    is_other_content = announced_digest is not None and digest != announced_digest
    return found_when(is_other_size or is_other_content, FindingCode.FILE_NOT_AS_ANNOUNCED, path)


@clause("3.1")
def check_open_uploads(count: int, path: Path = ()) -> Findings:
    """An account does not pile up uploads that nothing names."""
    return found_when(
        count >= MOST_OPEN_UPLOADS, FindingCode.UPLOADS_TOO_MANY, path, most=MOST_OPEN_UPLOADS
    )


@clause("3.1")
def check_upload(is_received: bool, is_attached: bool, path: Path = ("uploadId",)) -> Findings:
    """A document is made of an upload that has arrived, and of each only once."""
    return found_when(not is_received, FindingCode.UPLOAD_NOT_RECEIVED, path) + found_when(
        is_attached, FindingCode.UPLOAD_ATTACHED, path
    )


@clause("3.1")
def check_replacement(is_replaced: bool, path: Path = ("replacesId",)) -> Findings:
    """Versions follow one another: only the newest is replaced."""
    return found_when(is_replaced, FindingCode.DOCUMENT_REPLACED, path)


@clause("3.1")
def check_title(title: str, path: Path = ("title",)) -> Findings:
    """A title can be the name of a file anywhere."""
    is_unsafe = any(c in "/\\" or unicodedata.category(c).startswith("C") for c in title)
    is_long = len(title) > MOST_TITLE_CHARACTERS
    return found_when(
        is_unsafe or is_long,
        FindingCode.DOCUMENT_TITLE_INVALID,
        path,
        most=MOST_TITLE_CHARACTERS,
    )
