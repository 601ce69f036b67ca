"""考核站点: where a school evaluates (1.1.4)."""

from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, Integer, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Record
from models.relation import many, one

if TYPE_CHECKING:
    from models.district import District
    from models.institution import Institution
    from models.room import Room
    from models.site_equipment import SiteEquipment


class Site(Record, Base):
    """考核站点. Sessions take place only at a site with audio and video monitoring.

    `capacity` counts candidates at one time.
    """

    __tablename__ = "site"
    __table_args__ = (
        UniqueConstraint("institution_id", "name"),
        CheckConstraint("capacity > 0", name="capacity"),
        Index(None, "name", "id"),
        {"comment": "考核站点 · Site of evaluation (1.1.4)"},
    )

    institution_id: Mapped[UUID] = mapped_column(ForeignKey("institution.id"))
    name: Mapped[str]
    address: Mapped[str]
    district_code: Mapped[str] = mapped_column(ForeignKey("district.code"), index=True)
    has_monitoring: Mapped[bool]
    capacity: Mapped[int] = mapped_column(Integer)

    institution: Mapped["Institution"] = one("sites")
    district: Mapped["District"] = one()
    equipment: Mapped[list["SiteEquipment"]] = many("site")
    rooms: Mapped[list["Room"]] = many("site")
