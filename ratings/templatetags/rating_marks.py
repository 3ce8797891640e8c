"""Marks as people read them."""

from decimal import Decimal

from django import template

from portal.core.charts import Radar
from ratings.applications.models import Application
from ratings.certificates import comparing
from ratings.schemes.conditions import cut
from ratings.schemes.enums import Evidence

register = template.Library()


@register.filter
def papers(codes: list[str]) -> str:
    """What proves a point, in words: the codes of a point's evidence."""
    return "、".join(str(Evidence(code).label) for code in codes if code in Evidence.values)


@register.filter
def mark(value: Decimal) -> str:
    """12, 12.5, 65.33: two places at most, cut off, so that nothing looks better than it is."""
    return cut(value)


@register.simple_tag
def compared(row: Application) -> Radar | None:
    """The groups of a rating beside the median of its peers; None before it is scored."""
    return comparing.chart(row)
