"""What the decision adds to the pages of a rating: the way to its own pages."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import User
from portal.core.ui import Link
from ratings.applications import parts
from ratings.applications.models import Application
from ratings.deciding import queries


def for_office(row: Application, _user: User) -> list[Link]:
    """The office's page of the decision, from "assessed" on."""
    if row.status not in queries.BEGUN:
        return []
    return [Link(_("Decision: opinion, committee, publicity"), _at("rating_decision", row))]


def for_organisation(row: Application, _user: User) -> list[Link]:
    """The organisation's page of the result, once it was made public."""
    if row.status not in queries.SHOWN:
        return []
    return [Link(_("Result of the rating"), _at("my_decision", row))]


def _at(name: str, row: Application) -> str:
    return reverse(name, args=[row.pk])


parts.register(office=for_office, organisation=for_organisation)
