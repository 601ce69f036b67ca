"""工作人员: the people of the evaluation department and its examiners (1.1.4, 4.1)."""

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import ARRAY, CheckConstraint, ForeignKey, Index, SmallInteger, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Record
from models.level import is_a_level
from models.relation import many, one

if TYPE_CHECKING:
    from models.institution import Institution
    from models.occupation import Occupation
    from models.staff_member_duty import StaffMemberDuty


class StaffMember(Record, Base):
    """工作人员. An assessor's card names an occupation and the highest level it is good for, to
    the day `card_valid_to`; without an occupation the card is general. Nobody assesses one of the
    `taught_classes`.
    """

    __tablename__ = "staff_member"
    __table_args__ = (
        is_a_level("highest_level"),
        CheckConstraint("card_number is not null or card_valid_to is null", name="card"),
        Index("uq_staff_member_card_number", "institution_id", "card_number", unique=True),
        Index(None, "name", "id"),
        {"comment": "工作人员 · Member of the staff of evaluation (1.1.4, 4.1)"},
    )

    institution_id: Mapped[UUID] = mapped_column(ForeignKey("institution.id"))
    name: Mapped[str]
    card_number: Mapped[str | None]
    card_valid_to: Mapped[date | None]
    occupation_id: Mapped[UUID | None] = mapped_column(ForeignKey("occupation.id"), index=True)
    highest_level: Mapped[int | None] = mapped_column(SmallInteger)
    taught_classes: Mapped[list[str]] = mapped_column(
        ARRAY(Text), default=list, server_default=text("'{}'")
    )
    is_active: Mapped[bool] = mapped_column(default=True, server_default=text("true"))

    institution: Mapped["Institution"] = one("staff_members")
    occupation: Mapped["Occupation | None"] = one()
    duties: Mapped[list["StaffMemberDuty"]] = many("staff_member")
