"""图片 A picture is decoded whole and written anew: nothing of the file as sent is kept.

So what a camera notes (place, device, time) and whatever hides behind or between the parts is gone.
"""

import zlib
from pathlib import Path
from typing import Final

from PIL import Image, ImageFile, ImageOps

from rules.clause_3_1_documents import MOST_PIXELS
from rules.vocabulary import ContentFault, ContentKind
from transport.inspection.bounds import Faulty, refuse

FORMATS: Final = {ContentKind.JPEG: "JPEG", ContentKind.PNG: "PNG"}
JPEG_QUALITY: Final = 92  # where the camera's own tables cannot be kept: the picture was turned
PNG_END: Final = b"\x00\x00\x00\x00IEND\xaeB`\x82"
JPEG_END: Final = b"\xff\xd9"
NEXT_PICTURE: Final = b"\xff\xd8\xff"  # phones put a second picture behind the first
Image.MAX_IMAGE_PIXELS = MOST_PIXELS
ImageFile.LOAD_TRUNCATED_IMAGES = False


def rewrite_picture(path: Path, kind: ContentKind, target: Path) -> tuple[int, int]:
    """Write the picture alone into `target`; its pixels across and down. Raises Faulty."""
    check_end(path.read_bytes(), kind)
    try:
        with Image.open(path, formats=[FORMATS[kind]]) as picture:
            width, height = picture.size
            refuse(width * height > MOST_PIXELS, ContentFault.TOO_LARGE_UNFOLDED)
            refuse(getattr(picture, "n_frames", 1) > 1, ContentFault.FOLLOWED)
            return _write(picture, kind, target)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise Faulty(ContentFault.TOO_LARGE_UNFOLDED) from None
    except (OSError, SyntaxError, ValueError, EOFError, IndexError, KeyError, zlib.error):
        raise Faulty(ContentFault.DAMAGED) from None


def _write(picture: Image.Image, kind: ContentKind, target: Path) -> tuple[int, int]:
    is_turned = picture.getexif().get(0x0112, 1) != 1
    turned = ImageOps.exif_transpose(picture) if is_turned else picture
    profile = picture.info.get("icc_profile")
    if kind is ContentKind.PNG:
        plain = turned.copy()
        plain.info = {name: turned.info[name] for name in ("transparency",) if name in turned.info}
        plain.save(target, "PNG", icc_profile=profile)
    else:
        quality = JPEG_QUALITY if is_turned else "keep"
        turned.save(target, "JPEG", quality=quality, exif=b"", comment=b"", icc_profile=profile)
    return turned.size


def check_end(content: bytes, kind: ContentKind) -> None:
    """Nothing follows the end of the picture but zeros, or a second picture of the phone's."""
    end = _end_of_png(content) if kind is ContentKind.PNG else _end_of_jpeg(content)
    refuse(end is None, ContentFault.DAMAGED)
    rest = content[end:].lstrip(b"\0")
    refuse(bool(rest) and not rest.startswith(NEXT_PICTURE), ContentFault.FOLLOWED)


def _end_of_png(content: bytes) -> int | None:
    """Past the chunk IEND, walking the chunks by their lengths."""
    at = 8
    while at + 12 <= len(content):
        length = int.from_bytes(content[at : at + 4])
        name = content[at + 4 : at + 8]
        at += 12 + length
        if name == b"IEND":
            return at if at <= len(content) else None
    return None


def _end_of_jpeg(content: bytes) -> int | None:
    """Past the marker EOI, walking the segments by their lengths and the scans by their marks."""
    at = 2
    while at + 4 <= len(content):
        if content[at] != 0xFF:
            return None
        mark = content[at + 1]
        if mark == 0xFF:  # fill
            at += 1
        elif mark == 0xD9:
            return at + 2
        else:
            at += 2 + int.from_bytes(content[at + 2 : at + 4])
            if mark == 0xDA:
                at = _after_scan(content, at)
    return at + 2 if content[at : at + 2] == JPEG_END else None


def _after_scan(content: bytes, at: int) -> int:
    """The next mark that is neither a stuffed byte nor a restart."""
    while (at := content.find(b"\xff", at)) >= 0 and at + 1 < len(content):
        following = content[at + 1]
        if following == 0xFF:
            at += 1
        elif following == 0 or 0xD0 <= following <= 0xD7:
            at += 2
        else:
            return at
    return len(content)
