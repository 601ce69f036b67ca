"""材料清单: what an application must bring is public (3.1)."""

from models import MaterialChecklist, MaterialChecklistLine
from permissions.declaration import EVERYONE
from permissions.rows import everything, visible

visible(MaterialChecklist, EVERYONE)(everything)
visible(MaterialChecklistLine, EVERYONE)(everything)
