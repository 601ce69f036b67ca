"""日志 One line of JSON for each request, and for each fault: never what was asked, only that.

No line holds a literal, a variable, the text of a document or the text of an exception: those are
where names, numbers and passwords would be. A fault is found by its type and by the frames of this
program that it passed through.
"""

import logging
import sys
import traceback
from collections.abc import Mapping, MutableMapping
from pathlib import Path
from typing import Any, BinaryIO, Final

import msgspec
import structlog

from transport.masking import causes

PROGRAM: Final = Path(__file__).resolve().parents[1]
FOREIGN: Final = ("site-packages", "dist-packages")
MOST_FRAMES: Final = 20

_encode: Final = msgspec.json.Encoder(enc_hook=str).encode


def configure_logging(level: int = logging.INFO, stream: BinaryIO | None = None) -> None:
    """JSON lines to `stream` (standard error), for this program and for the libraries it uses."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            without_words,
            _line,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.BytesLoggerFactory(
            sys.stderr.buffer if stream is None else stream
        ),
        cache_logger_on_first_use=True,
    )
    logging.basicConfig(level=max(level, logging.WARNING), handlers=[_OfLibraries()], force=True)


class _OfLibraries(logging.Handler):
    """What a library says through the standard library's logging, without what it filled in.

    The first line of the template is the library's own; its arguments and further lines may be
    values, as in "exception=ValueError(...)" of asyncio.
    """

    def emit(self, record: logging.LogRecord) -> None:
        template = str(record.msg).partition("\n")[0]
        structlog.get_logger().log(
            record.levelno, "library", library=record.name, said=template, exc_info=record.exc_info
        )


def without_words(
    logger: object, method: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """Replace an exception by its type and our frames, whichever way it came into the line."""
    given = event.pop("exc_info", None)
    event.pop("stack_info", None)
    error = sys.exc_info()[1] if given is True else given
    if isinstance(error, tuple):
        error = error[1]
    if isinstance(error, BaseException):
        event["fault"] = fault_of(error)
    return event


def fault_of(error: BaseException) -> list[dict[str, object]]:
    """Type and own frames of an error and of what caused it; none of its words."""
    return [
        {"type": f"{type(cause).__module__}.{type(cause).__qualname__}", "at": own_frames(cause)}
        for cause in causes(error)
    ]


def own_frames(error: BaseException) -> list[str]:
    """`resolvers/plan.py:41 submit`: the frames of this program, the outermost first."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [
        f"{Path(frame.filename).relative_to(PROGRAM)}:{frame.lineno} {frame.name}"
        for frame in frames
        if Path(frame.filename).is_relative_to(PROGRAM)
        and not any(part in frame.filename for part in FOREIGN)
    ]
    return own[-MOST_FRAMES:]


def _line(logger: object, method: str, event: Mapping[str, Any]) -> bytes:
    return _encode(event)
