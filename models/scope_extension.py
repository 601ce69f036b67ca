"""评价范围扩展: an agency serves a major of another school (1.2)."""

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Record, word
from models.relation import one
from rules.vocabulary import ExtensionStatus

if TYPE_CHECKING:
    from models.account import Account
    from models.agency import Agency
    from models.institution import Institution
    from models.major import Major
    from models.occupation import Occupation


class ScopeExtension(Record, Base):
    """评价范围扩展, proposed by the center with figures, consented to by bureau and commission,
    good from `valid_from` to `valid_to` once it is recorded. `institution` is the agency's school,
    `served` the one whose students it may evaluate. Who proposed may not consent.
    """

    __tablename__ = "scope_extension"
    __table_args__ = (
        CheckConstraint(
            "(status = 'RECORDED') = (valid_from is not null)"
            " and (valid_from is null) = (valid_to is null)",
            name="recorded",
        ),
        CheckConstraint("valid_to >= valid_from", name="validity"),
        CheckConstraint("served_id <> institution_id", name="served"),
        CheckConstraint("expected_candidates > 0", name="expected_candidates"),
        CheckConstraint("bureau_account_id <> proposed_by_id", name="bureau_account"),
        CheckConstraint("commission_account_id <> proposed_by_id", name="commission_account"),
        Index(None, "agency_id", "occupation_id"),
        Index(None, "created_at", "id"),
        Index(None, "status", "id"),
        {"comment": "评价范围扩展 · Extension of an agency's scope to another school (1.2)"},
    )

    agency_id: Mapped[UUID] = mapped_column(ForeignKey("agency.id"))
    institution_id: Mapped[UUID] = mapped_column(ForeignKey("institution.id"), index=True)
    served_id: Mapped[UUID] = mapped_column(ForeignKey("institution.id"), index=True)
    major_id: Mapped[UUID] = mapped_column(ForeignKey("major.id"), index=True)
    occupation_id: Mapped[UUID] = mapped_column(ForeignKey("occupation.id"), index=True)
    status: Mapped[ExtensionStatus] = mapped_column(
        word(ExtensionStatus),
        default=ExtensionStatus.PROPOSED,
        server_default=ExtensionStatus.PROPOSED.name,
    )
    expected_candidates: Mapped[int]
    statement: Mapped[str]
    proposed_by_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"), index=True)
    bureau_account_id: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"), index=True)
    commission_account_id: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"), index=True)
    reason: Mapped[str | None]
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]

    agency: Mapped["Agency"] = one("scope_extensions")
    institution: Mapped["Institution"] = one(through="ScopeExtension.institution_id")
    served: Mapped["Institution"] = one(through="ScopeExtension.served_id")
    major: Mapped["Major"] = one()
    occupation: Mapped["Occupation"] = one()
    proposed_by: Mapped["Account"] = one(through="ScopeExtension.proposed_by_id")
    bureau_account: Mapped["Account | None"] = one(through="ScopeExtension.bureau_account_id")
    commission_account: Mapped["Account | None"] = one(
        through="ScopeExtension.commission_account_id"
    )
