"""备案回执: published when issued (3.3, 3.4)."""

from models import FilingReceipt
from permissions.declaration import EVERYONE
from permissions.rows import everything, visible

visible(FilingReceipt, EVERYONE)(everything)
