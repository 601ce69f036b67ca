"""区: public."""

from models import District
from permissions.declaration import EVERYONE
from permissions.rows import everything, visible

visible(District, EVERYONE)(everything)
