"""Geometry of the charts. The drawing is SVG or a table, made on the server."""

from portal.core.charts.bars import Bar as Bar
from portal.core.charts.bars import bars as bars
from portal.core.charts.bullets import Bullet as Bullet
from portal.core.charts.bullets import Part as Part
from portal.core.charts.bullets import bullets as bullets
from portal.core.charts.heat import Heat as Heat
from portal.core.charts.heat import heat as heat
from portal.core.charts.hexes import HexMap as HexMap
from portal.core.charts.hexes import Tile as Tile
from portal.core.charts.hexes import hex_map as hex_map
from portal.core.charts.lines import Lines as Lines
from portal.core.charts.lines import lines as lines
from portal.core.charts.radar import Axis as Axis
from portal.core.charts.radar import Radar as Radar
from portal.core.charts.radar import radar as radar
from portal.core.charts.sankey import Flow as Flow
from portal.core.charts.sankey import Sankey as Sankey
from portal.core.charts.sankey import Stock as Stock
from portal.core.charts.sankey import sankey as sankey
