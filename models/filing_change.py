"""变更事项: what an application changes of an agency, before and after (3.3)."""

from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Record, word
from models.relation import one
from rules.vocabulary import ChangedFact

if TYPE_CHECKING:
    from models.filing_application import FilingApplication
    from models.site import Site


class FilingChange(Record, Base):
    """变更事项. A text as filed and as it is to be; or a site, and the site in whose place it
    comes for every item evaluated there.
    """

    __tablename__ = "filing_change"
    __table_args__ = (
        CheckConstraint(
            "(fact = 'SITE') = (site_before_id is not null)"
            " and (fact = 'SITE') = (site_after_id is not null)"
            " and (fact = 'SITE') = (text_after is null)",
            name="of_one_fact",
        ),
        Index(
            "uq_filing_change_text",
            "application_id",
            "fact",
            unique=True,
            postgresql_where=text("fact <> 'SITE'"),
        ),
        Index(
            "uq_filing_change_site",
            "application_id",
            "site_before_id",
            unique=True,
            postgresql_where=text("fact = 'SITE'"),
        ),
        {"comment": "变更事项 · What an application changes of an agency (3.3)"},
    )

    application_id: Mapped[UUID] = mapped_column(
        ForeignKey("filing_application.id", ondelete="CASCADE"), index=True
    )
    fact: Mapped[ChangedFact] = mapped_column(word(ChangedFact))
    text_before: Mapped[str | None]
    text_after: Mapped[str | None]
    site_before_id: Mapped[UUID | None] = mapped_column(ForeignKey("site.id"), index=True)
    site_after_id: Mapped[UUID | None] = mapped_column(ForeignKey("site.id"), index=True)

    application: Mapped["FilingApplication"] = one("changes")
    site_before: Mapped["Site | None"] = one(through="FilingChange.site_before_id")
    site_after: Mapped["Site | None"] = one(through="FilingChange.site_after_id")
