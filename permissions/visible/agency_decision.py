"""机构决定: the directory shows them wherever it shows the agency (3.3, 3.4)."""

from models import Agency, AgencyDecision, AgencyDecisionItem, AgencySuspension
from permissions.declaration import EVERYONE
from permissions.rows import follow

follow(AgencyDecision, "agency_id", Agency, EVERYONE)
follow(AgencyDecisionItem, "decision_id", AgencyDecision, EVERYONE)
follow(AgencySuspension, "agency_id", Agency, EVERYONE)
