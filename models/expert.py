"""专家: the experts whom center and department appoint to panels (3.2)."""

from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Record, word
from models.relation import many, one
from rules.vocabulary import ExpertStatus

if TYPE_CHECKING:
    from models.account import Account
    from models.expert_conflict import ExpertConflict
    from models.expert_field import ExpertField
    from models.institution import Institution
    from models.panel_member import PanelMember


class Expert(Record, Base):
    """评估专家. `employer` is the school that employs the expert: there the expert stands aside.
    `field` says in words what the coded `fields` say for the appointment.
    """

    __tablename__ = "expert"
    __table_args__ = (
        Index(None, "name", "id"),
        {"comment": "评估专家 · Expert of technical assessments (3.2)"},
    )

    name: Mapped[str]
    field: Mapped[str]
    status: Mapped[ExpertStatus] = mapped_column(
        word(ExpertStatus),
        default=ExpertStatus.ENLISTED,
        server_default=ExpertStatus.ENLISTED.name,
    )
    employer_id: Mapped[UUID | None] = mapped_column(ForeignKey("institution.id"), index=True)
    employer_name: Mapped[str | None]
    account_id: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"), unique=True)

    employer: Mapped["Institution | None"] = one()
    account: Mapped["Account | None"] = one()
    fields: Mapped[list["ExpertField"]] = many("expert")
    conflicts: Mapped[list["ExpertConflict"]] = many("expert")
    memberships: Mapped[list["PanelMember"]] = many("expert")
