"""Points as people write them."""

from decimal import Decimal

from django import template

from portal.panels.conditions import plain

register = template.Library()


@register.filter
def points(value: Decimal) -> str:
    """10, 7.5, 0: without a needless nought."""
    return plain(value)
