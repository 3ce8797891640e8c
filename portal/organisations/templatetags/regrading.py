"""Decisions about the grades of an organisation, on the page of its record."""

from django import template

from portal.organisations.regrading import queries
from portal.organisations.regrading.models import Regrading

register = template.Library()


@register.simple_tag
def cases_of(organisation_id: int) -> list[Regrading]:
    """Every case about the grades of an organisation, newest first; one query."""
    return list(queries.of_organisation(organisation_id))
