"""目录记载: what was published on a day stays published, also of who was removed later (3.4)."""

from models import DirectoryChange, DirectoryEntry, DirectoryEntryItem
from permissions.declaration import EVERYONE
from permissions.rows import everything, visible

visible(DirectoryChange, EVERYONE)(everything)
visible(DirectoryEntry, EVERYONE)(everything)
visible(DirectoryEntryItem, EVERYONE)(everything)
