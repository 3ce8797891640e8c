"""Telling the organisations that qualify when a round of their registry is open to them."""

from collections.abc import Iterable

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.accounts import queries as people
from portal.accounts.models import User
from portal.core import clock, days
from portal.core.reasons import collect
from portal.notifications import operations as notifications
from portal.notifications.circulars import audiences
from portal.organisations.register import queries as register
from portal.permissions import Permission
from ratings.applications import conditions, queries
from ratings.rounds import operations as rounds
from ratings.rounds import queries as kept
from ratings.rounds.models import Round

EDIT = Permission.ORGANISATION_EDIT
MOST = 500


def invite() -> int:
    """Tell of every open round nobody was told of yet; returns how many people were told.

    A duty of the worker: it may be repeated, nobody is told twice.
    """
    return sum(_invite(row) for row in kept.untold(clock.today()))


def qualifying(row: Round) -> Iterable[tuple[str, list[User]]]:
    """The organisations with people on the portal against which nothing speaks, with these.

    What nobody knows does not keep an organisation from being told.
    """
    kinds = {sheet.kind for sheet in row.sheets.all()}
    there = people.bodies_with(EDIT)
    found = register.of_registries([row.registry_id]).filter(pk__in=there, body__kind__in=kinds)
    for organisation in found.order_by("pk")[:MOST]:
        facts = queries.applicant(organisation, clock.today())
        against = [r for r in collect(conditions.MAY_APPLY, facts) if r.severity == "block"]
        if not against:
            yield organisation.body.name, list(people.holders(EDIT, organisation.pk))


def _invite(row: Round) -> int:
    told = 0
    with transaction.atomic():
        for name, to in qualifying(row):
            notifications.notify(
                key="rating_round_opened",
                to=to,
                params={
                    "office": row.registry.name,
                    "title": row.title,
                    "from": days.date_words(row.opens_on) if row.opens_on else "",
                    "to": days.date_words(row.closes_on) if row.closes_on else "",
                    "name": name,
                },
                url=reverse("rating_round", args=[row.pk]),
                office=row.registry_id,
                unique=f"rating_round:{row.pk}:{row.closes_on}",
            )
            told += len(to)
        rounds.mark_told(rating_round=row)
    return told


def _audience(office: int, _params: audiences.Params) -> Iterable[User]:
    """Those who act for organisations that may apply in a round of the office that is open."""
    found = kept.taking(office, clock.today())
    return [user for row in found for _name, to in qualifying(row) for user in to]


audiences.register(
    "rating_round", _("Organisations that may apply in the open round of ratings"), _audience
)
