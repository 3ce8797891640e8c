"""Stating a council's term."""

from datetime import date

from django.db import transaction

from portal.accounts import queries as people
from portal.accounts.models import User
from portal.audit import operations as audit
from portal.core import clock
from portal.core.reasons import collect, refuse_if_blocked
from portal.organisations.dates import queries
from portal.organisations.dates.conditions import STATE, TermFacts
from portal.organisations.dates.models import CouncilTerm
from portal.organisations.register.models import Organisation
from portal.permissions import Permission


@transaction.atomic
def state_term(
    *, organisation: Organisation, begins_on: date, ends_on: date, by: User
) -> CouncilTerm:
    """Keep the term of the council in office, as the organisation states it.

    Raises Refused with every reason: ``not_permitted``, ``term_ends_before_it_begins``,
    ``term_begins_later``, ``term_too_long`` (with the clause).
    """
    today = clock.today()
    years, clause = queries.council_years(organisation, today)
    allowed = people.may(by, Permission.ORGANISATION_EDIT, body=organisation.pk)
    facts = TermFacts(begins_on, ends_on, today, years, clause, allowed)
    refuse_if_blocked(collect(STATE, facts))
    row = CouncilTerm.objects.create(
        organisation=organisation,
        begins_on=begins_on,
        ends_on=ends_on,
        stated_at=clock.now(),
        stated_by=by,
    )
    audit.record(
        "dates.council_stated",
        by=by,
        subject=f"organisations.organisation:{organisation.pk}",
        data={"begins_on": begins_on.isoformat(), "ends_on": ends_on.isoformat()},
        post=people.post_in(by, Permission.ORGANISATION_EDIT, organisation.pk),
    )
    return row
