"""The log as an operator gets it, kept in memory for a test to read."""

import io
import logging
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import structlog

from transport import program, record
from transport.logging import configure_logging


@contextmanager
def kept_log() -> Iterator[io.BytesIO]:
    """Every line that is logged meanwhile, as JSON."""
    stream = io.BytesIO()
    root = logging.getLogger()
    before = root.handlers[:], root.level
    with pytest.MonkeyPatch.context() as patch:
        configure_logging(stream=stream)
        for module in (record, program):  # a logger that was used is bound to its stream
            patch.setattr(module, "log", structlog.get_logger())
        yield stream
    structlog.reset_defaults()
    root.handlers[:] = before[0]
    root.setLevel(before[1])
