"""What the floors below can be counted by: they know nothing of statistics."""

from portal.statistics.tables import organisations
from portal.statistics.tables.registry import register

register(*organisations.TABLES)
