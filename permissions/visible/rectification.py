"""限期整改: between the school and those who oversee it (1.1.5, 4.2)."""

from models import Rectification
from permissions.rows import everything, own, visible
from permissions.visible.agency import of_supervised_institution
from permissions.visible.roles import AUTHORITIES
from rules.vocabulary import Role

visible(Rectification, AUTHORITIES)(everything)
visible(Rectification, [Role.SCHOOL])(own)
visible(Rectification, [Role.SUPERVISOR])(of_supervised_institution)
