"""Evil files are refused by their content, quickly and in little memory (wall of uploads)."""

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from rules.clause_3_1_documents import check_faults, check_kind
from rules.finding import is_refused
from rules.vocabulary import ContentFault, ContentKind, UploadPurpose
from tests.abuse.evil import EVIL, good, picture
from transport.inspection.inspection import Inspector

CPU_SECONDS = 1.0
MEMORY_KILOBYTES = 100 * 1024
# Its own peak: what `wait4` tells of a child counts the memory of the parent that it began as.
MEASURED = """
import sys
from transport.inspection.__main__ import main
print(main(sys.argv[1:]))
print(next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")))
"""


async def findings(content: bytes, folder: Path) -> list[str]:
    path = folder / "sent"
    path.write_bytes(content)
    found = await Inspector().inspect(path, folder / "rewritten")
    refusals = check_kind(found, UploadPurpose.DOCUMENT) + check_faults(found.faults)
    assert is_refused(refusals) == bool(refusals)
    return [finding.code.name for finding in refusals]


def cpu_seconds() -> float:
    spent = os.times()
    return spent.user + spent.system + spent.children_user + spent.children_system


@pytest.mark.parametrize("name", EVIL)
async def test_an_evil_file_is_refused_within_a_second_of_work(name: str, tmp_path: Path) -> None:
    make, expected = EVIL[name]
    content = make()
    before, memory = cpu_seconds(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    refused = await findings(content, tmp_path)

    assert refused == [expected] if expected else refused
    assert not (tmp_path / "rewritten").exists()
    assert cpu_seconds() - before < CPU_SECONDS
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - memory < MEMORY_KILOBYTES


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a PNG of 400 million pixels", ContentKind.PNG),
        ("a PNG with a text of 100 MB", ContentKind.PNG),
        ("a workbook that unfolds a thousandfold", ContentKind.EXCEL),
        ("a document that laughs", ContentKind.WORD),
    ],
)
def test_the_process_that_decodes_it_stays_small(
    name: str, kind: ContentKind, tmp_path: Path
) -> None:
    sent = tmp_path / "sent"
    sent.write_bytes(EVIL[name][0]())
    words = [kind.name, str(sent), str(tmp_path / "rewritten")]
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, *words], capture_output=True, text=True, check=True
    )
    fault, kilobytes = done.stdout.split()
    assert fault in ContentFault.__members__
    assert int(kilobytes) < MEMORY_KILOBYTES


@pytest.mark.parametrize(("kind", "content"), list(good()))
async def test_an_ordinary_file_is_taken(kind: str, content: bytes, tmp_path: Path) -> None:
    assert await findings(content, tmp_path) == []


async def test_what_a_camera_notes_is_gone_and_the_picture_stands_upright(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # turned to the right
    exif[0x010F] = "CAMERA-MAKER"
    exif.get_ifd(0x8825)[2] = (31.0, 14.0, 0.0)
    sent = picture(exif=exif, comment=b"SECRET-PLACE") + picture() + b"\0\0"
    assert await findings(sent, tmp_path) == []
    kept = (tmp_path / "rewritten").read_bytes()
    for secret in (b"CAMERA-MAKER", b"SECRET-PLACE", b"Exif"):
        assert secret in sent
        assert secret not in kept
    with Image.open(tmp_path / "rewritten") as shown:
        assert (shown.size, dict(shown.getexif())) == ((48, 64), {})


async def test_a_picture_that_hides_nothing_keeps_its_pixels(tmp_path: Path) -> None:
    sent = picture("PNG", dpi=(300, 300))
    assert await findings(sent, tmp_path) == []
    with Image.open(tmp_path / "sent") as before, Image.open(tmp_path / "rewritten") as after:
        assert before.tobytes() == after.tobytes()
        assert "dpi" not in after.info
