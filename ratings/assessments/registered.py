"""What the assessment adds to the pages of a rating: the way to its own pages."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import User
from portal.core.ui import Link
from ratings.applications import parts
from ratings.applications.models import Application
from ratings.assessments import queries


def for_office(row: Application, _user: User) -> list[Link]:
    """The office's page of the assessment, from "qualified" on."""
    if row.status not in queries.BEGUN:
        return []
    return [Link(_("Assessment: own marks, experts, visit"), _at("rating_assessment", row))]


def for_organisation(row: Application, user: User) -> list[Link]:
    """The organisation's page of its assessment."""
    if row.status not in queries.BEGUN:
        return []
    words = _("Fill in the self-assessment") if queries.may_fill(user, row) else _("Assessment")
    return [Link(words, _at("my_assessment", row))]


def _at(name: str, row: Application) -> str:
    return reverse(name, args=[row.pk])


parts.register(office=for_office, organisation=for_organisation)
