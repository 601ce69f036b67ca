"""工作日: the calendar that deadlines are counted by is public (4.3)."""

from models import WorkingDay, WorkingYear
from permissions.declaration import EVERYONE
from permissions.rows import everything, visible

visible(WorkingDay, EVERYONE)(everything)
visible(WorkingYear, EVERYONE)(everything)
