"""What is kept: one table a file. Every table of the register is named here."""

from models.account import Account
from models.account_role import AccountRole
from models.base import Base
from models.catalogue_major import CatalogueMajor
from models.district import District
from models.exclusion import Exclusion
from models.expert import Expert
from models.institution import Institution
from models.listed_school import ListedSchool
from models.occupation import Occupation
from models.standard import Standard
from models.trade import Trade
from models.working_day import WorkingDay
from models.working_year import WorkingYear

__all__ = [
    "Account",
    "AccountRole",
    "Base",
    "CatalogueMajor",
    "District",
    "Exclusion",
    "Expert",
    "Institution",
    "ListedSchool",
    "Occupation",
    "Standard",
    "Trade",
    "WorkingDay",
    "WorkingYear",
]
