"""排版 A document is set by typst with the program's own font, the same bytes every time.

PDF/A-2u refuses a glyph that the font does not have: a gap in a name is an error, no document.
"""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any, Final

import typst

TEMPLATES: Final = Path(__file__).parent.parent / "web"
FONTS: Final = Path(__file__).parent.parent / "data" / "fonts"


class UnprintableError(Exception):
    """It cannot be set; its text names what the font lacks or the template refused."""


@cache
def _fonts() -> Any:
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)]
    )


def typeset(template: Path, face: Mapping[str, Any], dated: date) -> bytes:
    """The PDF of what the face says, every word of it plain text. Raises UnprintableError. It
    computes for some ten milliseconds: not in the event loop."""
    compiler = typst.Compiler(
        template.read_bytes(),
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"face": json.dumps(face, ensure_ascii=False)},
    )
    try:
        made = compiler.compile(
            format="pdf",
            pdf_standards=["a-2u"],
            timestamp=datetime.combine(dated, time(), UTC),
        )
    except typst.TypstError as error:
        raise UnprintableError(error.message) from error
    assert isinstance(made, bytes)
    return made
