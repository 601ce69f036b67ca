"""通知: who is told of an entry of the register."""

from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Record, word
from models.relation import one
from rules.vocabulary import Role

if TYPE_CHECKING:
    from models.institution import Institution
    from models.register_entry import RegisterEntry


class Notice(Record, Base):
    """通知. Written in the transaction of the act, once for each role that `rules/notice.py` names.

    The recipient is `role`, with the school, the expert or the district where the role has one; a
    supervisor's notice without district is for the city's. What was done, on what, by whom and
    why is that of the entry; `school_name` is the school's name on that day.
    """

    __tablename__ = "notice"
    __table_args__ = (
        UniqueConstraint(
            "entry_id",
            "role",
            "institution_id",
            "expert_id",
            "district_code",
            name="uq_notice_recipient",
            postgresql_nulls_not_distinct=True,
        ),
        CheckConstraint("(role = 'SCHOOL') = (institution_id is not null)", name="school"),
        CheckConstraint("(role = 'EXPERT') = (expert_id is not null)", name="expert"),
        CheckConstraint("role = 'SUPERVISOR' or district_code is null", name="supervisor"),
        Index(None, "created_at", "id"),
        Index(None, "role", "created_at", "id"),
        Index(None, "institution_id", "created_at", "id"),
        Index(None, "expert_id", "created_at", "id"),
        {"comment": "通知 · Notice: who is told of an act"},
    )

    entry_id: Mapped[UUID] = mapped_column(ForeignKey("register_entry.id"))
    role: Mapped[Role] = mapped_column(word(Role))
    institution_id: Mapped[UUID | None] = mapped_column(ForeignKey("institution.id"))
    expert_id: Mapped[UUID | None] = mapped_column(ForeignKey("expert.id"))
    district_code: Mapped[str | None] = mapped_column(ForeignKey("district.code"), index=True)
    noun: Mapped[str]
    subject_id: Mapped[UUID]
    act: Mapped[str]
    clause: Mapped[str | None]
    by_role: Mapped[Role] = mapped_column(word(Role, "by_role"))
    before: Mapped[str | None]
    after: Mapped[str | None]
    reason: Mapped[str | None]
    about_id: Mapped[UUID | None] = mapped_column(ForeignKey("institution.id"), index=True)
    school_name: Mapped[str] = mapped_column(server_default=text("''"), default="")

    entry: Mapped["RegisterEntry"] = one()
    about: Mapped["Institution | None"] = one(through="Notice.about_id")
