"""Where an organisation came from, on whatever page tells of it."""

from typing import Any

from django import template

from portal.organisations.lineage import pages

register = template.Library()


@register.simple_tag
def lineage_of(organisation_id: int) -> pages.Family:
    """The family of an organisation: everybody before and after it; three queries."""
    return pages.family(organisation_id)


@register.simple_tag
def entries_of(organisation_id: int) -> list[pages.Row]:
    """Every link and counter-entry that names it, newest first, for officials; one query."""
    return pages.entries(organisation_id)


@register.filter
def other_than(link: Any, organisation_id: int) -> Any:
    """The organisation at the other end of a link."""
    return link.parent if link.child_id == organisation_id else link.child
