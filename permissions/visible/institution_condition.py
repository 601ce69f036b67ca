"""院校条件: who reads a school's file reads what it shows of each condition (1.1)."""

from models import ConditionStatement, InstitutionCondition, InstitutionEnrolment
from permissions.rows import everything, own, visible
from permissions.visible.roles import AUTHORITIES
from permissions.visible.technical_assessment import of_assessed_institution
from rules.vocabulary import Role

for part in (ConditionStatement, InstitutionCondition, InstitutionEnrolment):
    visible(part, AUTHORITIES)(everything)
    visible(part, [Role.SCHOOL])(own)
    visible(part, [Role.EXPERT])(of_assessed_institution)
