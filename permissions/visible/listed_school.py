"""院校名单: published by the education ministry."""

from models import ListedSchool
from permissions.declaration import EVERYONE
from permissions.rows import everything, visible

visible(ListedSchool, EVERYONE)(everything)
