"""工作人员: seen by the school, the authorities, its panel and its supervisors (1.1.4, 4.2)."""

from models import StaffMember, StaffMemberDuty
from permissions.rows import everything, follow, own, visible
from permissions.visible.agency import of_supervised_institution
from permissions.visible.roles import AUTHORITIES
from permissions.visible.technical_assessment import of_assessed_institution
from rules.vocabulary import Role

READERS = (*AUTHORITIES, Role.SCHOOL, Role.EXPERT, Role.SUPERVISOR)

visible(StaffMember, AUTHORITIES)(everything)
visible(StaffMember, [Role.SCHOOL])(own)
visible(StaffMember, [Role.EXPERT])(of_assessed_institution)
visible(StaffMember, [Role.SUPERVISOR])(of_supervised_institution)
follow(StaffMemberDuty, "staff_member_id", StaffMember, READERS)
