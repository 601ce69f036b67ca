"""站点设备: what a site is equipped for (1.1.4)."""

from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import ForeignKey, SmallInteger, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Record
from models.level import is_a_level
from models.relation import one

if TYPE_CHECKING:
    from models.occupation import Occupation
    from models.site import Site


class SiteEquipment(Record, Base):
    """站点设备: the site is equipped for this occupation at this level."""

    __tablename__ = "site_equipment"
    __table_args__ = (
        UniqueConstraint("site_id", "occupation_id", "level"),
        is_a_level("level"),
        {"comment": "站点设备 · Occupation and level that a site is equipped for (1.1.4)"},
    )

    site_id: Mapped[UUID] = mapped_column(ForeignKey("site.id", ondelete="CASCADE"))
    occupation_id: Mapped[UUID] = mapped_column(ForeignKey("occupation.id"), index=True)
    level: Mapped[int] = mapped_column(SmallInteger)

    site: Mapped["Site"] = one("equipment")
    occupation: Mapped["Occupation"] = one()
