"""不良行为记录: seen by the school, the authorities and the panel (1.1.2)."""

from models import Violation
from permissions.rows import everything, own, visible
from permissions.visible.roles import AUTHORITIES
from permissions.visible.technical_assessment import of_assessed_institution
from rules.vocabulary import Role

visible(Violation, AUTHORITIES)(everything)
visible(Violation, [Role.SCHOOL])(own)
visible(Violation, [Role.EXPERT])(of_assessed_institution)
