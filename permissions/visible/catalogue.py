"""职业目录: occupations, trades, exclusions, standards and majors are public (1.3, 2.1)."""

from models import (
    CatalogueMajor,
    CatalogueMajorOccupation,
    Exclusion,
    MarkingRule,
    Occupation,
    OccupationSuccession,
    StaffingRatio,
    Standard,
    StandardTrade,
    Trade,
)
from permissions.declaration import EVERYONE
from permissions.rows import everything, visible

for model in (
    Occupation,
    Trade,
    OccupationSuccession,
    Exclusion,
    Standard,
    StandardTrade,
    StaffingRatio,
    MarkingRule,
    CatalogueMajor,
    CatalogueMajorOccupation,
):
    visible(model, EVERYONE)(everything)
