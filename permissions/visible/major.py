"""专业: majors, what they train for, and their evaluations (1.2, 1.3.3)."""

from models import EvaluationExpert, IntegratedProgramme, Major, MajorEvaluation, MajorOccupation
from permissions.rows import everything, follow, own, visible
from permissions.visible.agency import of_supervised_institution
from permissions.visible.roles import AUTHORITIES
from permissions.visible.technical_assessment import of_assessed_institution
from rules.vocabulary import Role

READERS = (*AUTHORITIES, Role.SCHOOL, Role.EXPERT, Role.SUPERVISOR)

for model in (Major, IntegratedProgramme, MajorEvaluation):
    visible(model, AUTHORITIES)(everything)
    visible(model, [Role.SCHOOL])(own)
    visible(model, [Role.EXPERT])(of_assessed_institution)

for model in (Major, IntegratedProgramme):
    visible(model, [Role.SUPERVISOR])(of_supervised_institution)

follow(MajorOccupation, "major_id", Major, READERS)
follow(EvaluationExpert, "evaluation_id", MajorEvaluation, AUTHORITIES)
