"""What every table has: an id, two instants of the register's clock, a version."""

import os
import re
import threading
import time
from datetime import datetime
from enum import Enum as PythonEnum
from typing import Any
from uuid import UUID

from sqlalchemy import DateTime, Enum, Integer, MetaData, Text, Uuid, func, text
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column


class Base(DeclarativeBase):
    """The declarative base; constraint names are fixed so that migrations can name them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {
        str: Text(),
        datetime: DateTime(timezone=True),
        UUID: Uuid(as_uuid=True),
    }


RANDOM_BITS = 74
TIME_BITS = 48

_one_at_a_time = threading.Lock()
_newest = 0


def new_id() -> UUID:
    """A time-ordered id (RFC 9562, version 7): neighbours in time are neighbours in the index.

    Ids of one process rise strictly, also within a millisecond (6.2 of the RFC): what was entered
    as a list and is read by id keeps its order.
    """
    global _newest
    random = int.from_bytes(os.urandom(10), "big") & (1 << RANDOM_BITS) - 1
    fresh = (time.time_ns() // 1_000_000) << RANDOM_BITS | random
    with _one_at_a_time:
        _newest = max(fresh, _newest + 1)
        number = _newest
    milliseconds = number >> RANDOM_BITS & (1 << TIME_BITS) - 1
    value = milliseconds << 80 | 0x7 << 76 | (number >> 62 & 0xFFF) << 64
    return UUID(int=value | 0b10 << 62 | number & (1 << 62) - 1)


class Record:
    """A row of the register. `version` rises by one with each change: a lost update is CONFLICT."""

    id: Mapped[UUID] = mapped_column(
        primary_key=True, default=new_id, server_default=text("gen_random_uuid()"), sort_order=-4
    )
    created_at: Mapped[datetime] = mapped_column(server_default=func.register_now(), sort_order=90)
    updated_at: Mapped[datetime] = mapped_column(
        server_default=func.register_now(), onupdate=func.register_now(), sort_order=91
    )
    version: Mapped[int] = mapped_column(
        Integer, default=1, server_default=text("1"), sort_order=92
    )

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, object]:  # noqa: N805
        return {"version_id_col": cls.version}


def may_be_null(column: Any) -> bool:
    """Whether a mapped column can be NULL; one of a union says so itself, or may be."""
    return bool(getattr(column, "nullable", True))


def word(term: type[PythonEnum], constraint: str | None = None) -> Enum:
    """The column type of a term of the vocabulary: its name as text, held by a CHECK.

    `constraint` names the CHECK where a table has two columns of one term.
    """
    return Enum(
        term,
        native_enum=False,
        create_constraint=True,
        length=40,
        name=constraint or re.sub("(?<!^)(?=[A-Z])", "_", term.__name__).lower(),
    )
