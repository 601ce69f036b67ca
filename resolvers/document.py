"""文件 Documents: what their columns look like outside."""

from typing import Any

from sqlalchemy import Text, func

from permissions.declaration import Arguments


def digest_text(row: Any, given: Arguments) -> Any:
    """The SHA-256 as hexadecimal text."""
    return func.encode(row.sha256, "hex", type_=Text())
