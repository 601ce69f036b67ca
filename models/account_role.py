"""账号角色: in which roles an account may act, and for whom."""

from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Record, word
from models.relation import one
from rules.vocabulary import Role

if TYPE_CHECKING:
    from models.account import Account
    from models.district import District
    from models.expert import Expert
    from models.institution import Institution


class AccountRole(Record, Base):
    """账号角色. A school acts for one institution, an expert for one file of the expert list;
    a supervisor without a district is municipal (4.2).
    """

    __tablename__ = "account_role"
    __table_args__ = (
        UniqueConstraint(
            "account_id",
            "role",
            "institution_id",
            "district_code",
            "expert_id",
            postgresql_nulls_not_distinct=True,
        ),
        CheckConstraint("role <> 'PUBLIC'", name="signed_in"),
        CheckConstraint("(role = 'SCHOOL') = (institution_id is not null)", name="school"),
        CheckConstraint("(role = 'EXPERT') = (expert_id is not null)", name="expert"),
        CheckConstraint("role = 'SUPERVISOR' or district_code is null", name="supervisor"),
        {"comment": "账号角色 · Role in which an account may act (3.1, 3.2, 4.2)"},
    )

    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    role: Mapped[Role] = mapped_column(word(Role))
    institution_id: Mapped[UUID | None] = mapped_column(ForeignKey("institution.id"), index=True)
    district_code: Mapped[str | None] = mapped_column(ForeignKey("district.code"), index=True)
    expert_id: Mapped[UUID | None] = mapped_column(ForeignKey("expert.id"), index=True)
    is_withdrawn: Mapped[bool] = mapped_column(server_default=text("false"), default=False)

    account: Mapped["Account"] = one("roles")
    institution: Mapped["Institution | None"] = one()
    district: Mapped["District | None"] = one()
    expert: Mapped["Expert | None"] = one()
