"""区 Districts of the city."""

from models import District as DistrictRow
from permissions.declaration import field, of
from schema.node import Node


@of(DistrictRow, "区", "A district of the city (GB/T 2260)")
class District(Node):
    code: str = field("代码", "Six digits")
    name: str = field("名称", "Name")
