"""区 Districts of the city."""

from models import District as DistrictRow
from permissions.declaration import Rows, field, of
from resolvers.read.condition import every_row
from schema.node import Node


@of(DistrictRow, "区", "A district of the city (GB/T 2260)")
class District(Node):
    code: str = field("代码", "Six digits")
    name: str = field("名称", "Name")


@of(None, "查询", "Reads of districts")
class DistrictQueries:
    districts: list[District] = field(
        "区", "The districts of the city, by code", answer=Rows(every_row, order=("code",))
    )
