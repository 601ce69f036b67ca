"""评估细则: who applies, who assesses and who decides read by what the panel marks (3.2)."""

from models import AssessmentCriteria, AssessmentCriterion
from permissions.rows import everything, visible
from permissions.visible.roles import AUTHORITIES
from rules.vocabulary import Role

READERS = (*AUTHORITIES, Role.SCHOOL, Role.EXPERT)

visible(AssessmentCriteria, READERS)(everything)
visible(AssessmentCriterion, READERS)(everything)
