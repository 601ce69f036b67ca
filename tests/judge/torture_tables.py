"""Tables that hold every kind of column, and predicates of every kind.

They stand beside the register's own in the test database, under metadata of their own: no
migration knows them.
"""

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Date,
    Enum,
    Float,
    ForeignKey,
    Index,
    LargeBinary,
    Numeric,
    Text,
    Uuid,
    or_,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

from models.base import Base, Record, word
from permissions.rows import everything, follow, own, visible
from rules.vocabulary import MajorStanding, Role

ROLES = (Role.PUBLIC, Role.SCHOOL, Role.CENTER)
STANDINGS = ARRAY(Enum(MajorStanding, native_enum=False, create_constraint=False, length=40))


class TortureBase(DeclarativeBase):
    """Apart from the register's metadata."""

    type_annotation_map = Base.type_annotation_map


class Hall(Record, TortureBase):
    """Everybody sees every hall: what points to one may be non-null."""

    __tablename__ = "torture_hall"
    __table_args__ = (Index(None, "code", "id"),)

    code: Mapped[str]
    title: Mapped[str | None]
    benches: Mapped[list["Bench"]] = relationship(
        back_populates="hall", foreign_keys="Bench.hall_id", lazy="raise"
    )


class Bench(Record, TortureBase):
    """Each role sees other benches; the public only the open ones."""

    __tablename__ = "torture_bench"
    __table_args__ = (Index(None, "name", "id"), Index(None, "created_at", "id"))

    name: Mapped[str]
    is_open: Mapped[bool]
    institution_id: Mapped[UUID | None]
    hall_id: Mapped[UUID] = mapped_column(ForeignKey("torture_hall.id"), index=True)
    other_hall_id: Mapped[UUID | None] = mapped_column(ForeignKey("torture_hall.id"))
    neighbour_id: Mapped[UUID | None] = mapped_column(ForeignKey("torture_bench.id"))

    hall: Mapped[Hall] = relationship(
        back_populates="benches", foreign_keys="Bench.hall_id", lazy="raise"
    )
    other_hall: Mapped[Hall | None] = relationship(foreign_keys="Bench.other_hall_id", lazy="raise")
    neighbour: Mapped["Bench | None"] = relationship(remote_side="Bench.id", lazy="raise")
    tools: Mapped[list["Tool"]] = relationship(back_populates="bench", lazy="raise")


class Tool(Record, TortureBase):
    """Every kind of column, non-null and nullable."""

    __tablename__ = "torture_tool"
    __table_args__ = (
        Index(None, "word", "id"),
        Index(None, "number", "id"),
        Index(None, "large", "id"),
        Index(None, "ratio", "id"),
        Index(None, "amount", "id"),
        Index(None, "day", "id"),
        Index(None, "moment", "id"),
        Index(None, "is_sound", "id"),
        Index(None, "standing", "number", "id"),
    )

    bench_id: Mapped[UUID] = mapped_column(ForeignKey("torture_bench.id"), index=True)
    is_secret: Mapped[bool]
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    word: Mapped[str]
    word_or_none: Mapped[str | None]
    number: Mapped[int]
    number_or_none: Mapped[int | None]
    large: Mapped[int] = mapped_column(BigInteger)
    large_or_none: Mapped[int | None] = mapped_column(BigInteger)
    ratio: Mapped[float] = mapped_column(Float(53))
    ratio_or_none: Mapped[float | None] = mapped_column(Float(53))
    amount: Mapped[Decimal] = mapped_column(Numeric)
    amount_or_none: Mapped[Decimal | None] = mapped_column(Numeric)
    day: Mapped[date]
    day_or_none: Mapped[date | None]
    moment: Mapped[datetime]
    moment_or_none: Mapped[datetime | None]
    is_sound: Mapped[bool]
    is_sound_or_none: Mapped[bool | None]
    standing: Mapped[MajorStanding] = mapped_column(word(MajorStanding, "standing"))
    standing_or_none: Mapped[MajorStanding | None] = mapped_column(word(MajorStanding, "or_none"))
    reference: Mapped[UUID] = mapped_column(Uuid)
    reference_or_none: Mapped[UUID | None] = mapped_column(Uuid)
    words: Mapped[list[str]] = mapped_column(ARRAY(Text))
    words_or_none: Mapped[list[str | None] | None] = mapped_column(ARRAY(Text))
    numbers: Mapped[list[int]] = mapped_column(ARRAY(BigInteger))
    amounts: Mapped[list[Decimal] | None] = mapped_column(ARRAY(Numeric))
    days: Mapped[list[date]] = mapped_column(ARRAY(Date))
    standings: Mapped[list[MajorStanding]] = mapped_column(STANDINGS)

    bench: Mapped[Bench] = relationship(back_populates="tools", lazy="raise")
    parts: Mapped[list["Part"]] = relationship(back_populates="tool", lazy="raise")


class Part(Record, TortureBase):
    """Seen where its tool is."""

    __tablename__ = "torture_part"

    tool_id: Mapped[UUID] = mapped_column(ForeignKey("torture_tool.id"), index=True)
    name: Mapped[str | None]

    tool: Mapped[Tool] = relationship(back_populates="parts", lazy="raise")


visible(Hall, ROLES)(everything)
visible(Bench, [Role.CENTER])(everything)
visible(Bench, [Role.SCHOOL])(lambda row, viewer: or_(row.is_open, own(row, viewer)))
visible(Bench, [Role.PUBLIC])(lambda row, viewer: row.is_open)
visible(Tool, [Role.CENTER, Role.SCHOOL])(everything)
visible(Tool, [Role.PUBLIC])(lambda row, viewer: ~row.is_secret)
follow(Part, "tool_id", Tool, ROLES)
