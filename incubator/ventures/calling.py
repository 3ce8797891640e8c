"""Preparing a call: its terms, its needs, and making it public."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from incubator.ventures import conditions, queries
from incubator.ventures.models import VentureCall, VentureNeed
from incubator.ventures.operations import lock_call, record, refuse_unless
from portal.accounts import queries as people
from portal.accounts.models import User
from portal.core import clock
from portal.core.reasons import Reason, Refused, collect, refuse_if_blocked

if TYPE_CHECKING:
    from portal.bodies.models import Body

MOST_NEEDS = 200


@transaction.atomic
def begin(*, office: Body, title: str, by: User) -> VentureCall:
    """Begin a call of an office. Raises Refused: ``not_permitted``, ``title_taken``."""
    refuse_unless(people.may(by, queries.EDIT, body=office.pk))
    try:
        with transaction.atomic():
            call = VentureCall.objects.create(
                office=office, title=title.strip(), prepared_by=by, prepared_at=clock.now()
            )
    except IntegrityError:
        raise Refused(
            Reason(
                "title_taken",
                _("The office has a call with this title already."),
                _("Add the year or the round to the title."),
            )
        ) from None
    record("ventures.call_begun", call, by)
    return call


@transaction.atomic
def save(*, call: VentureCall, by: User, **terms: Any) -> VentureCall:
    """Keep the terms of a draft, whole or not. Raises Refused: ``not_permitted``,
    ``published_already``."""
    row = _draft(call, by)
    for name, value in terms.items():
        setattr(row, name, value)
    row.prepared_by, row.prepared_at = by, clock.now()
    row.save()
    return row


@transaction.atomic
def add_need(*, call: VentureCall, by: User, **need: Any) -> VentureNeed:
    """Put a need on the list of a draft. Raises Refused: ``not_permitted``,
    ``published_already``, ``too_many_needs``."""
    row = _draft(call, by)
    if row.needs.count() >= MOST_NEEDS:
        raise Refused(
            Reason(
                "too_many_needs",
                _("The list has %(most)s needs already."),
                _("Join needs that belong together."),
                params={"most": MOST_NEEDS},
            )
        )
    return VentureNeed.objects.create(call=row, **need)


@transaction.atomic
def drop_need(*, call: VentureCall, need: int, by: User) -> None:
    """Take a need (its id) off the list of a draft; one that is not there changes nothing.

    Raises Refused: ``not_permitted``, ``published_already``.
    """
    _draft(call, by).needs.filter(pk=need).delete()


@transaction.atomic
def publish(*, call: VentureCall, by: User) -> VentureCall:
    """Make a call public, as another person than who prepared it.

    Raises Refused with every reason: ``not_permitted``, ``published_already``, ``own_draft``,
    ``fields_missing``, ``needs_missing``, ``line_missing``, ``budget_of_call_missing``,
    ``limit_wrong``, ``short``, ``days_missing``, ``open_too_short``, ``project_days_missing``,
    ``project_days_wrong``.
    """
    row = lock_call(call.pk)
    refuse_unless(people.may(by, queries.APPROVE, body=row.office_id))
    reasons = list(collect(conditions.PUBLISH, queries.call_facts(row)))
    if row.published_at is not None:
        reasons = [_published()]
    elif row.prepared_by_id == by.pk:
        reasons.append(
            Reason(
                "own_draft",
                _("You prepared this call, so another person makes it public."),
                _("Ask the other one who approves in your office."),
            )
        )
    refuse_if_blocked(reasons)
    row.published_by, row.published_at = by, clock.now()
    row.save(update_fields=["published_by", "published_at"])
    record("ventures.call_published", row, by, {"budget": row.budget})
    return row


def _draft(call: VentureCall, by: User) -> VentureCall:
    row = lock_call(call.pk)
    refuse_unless(people.may(by, queries.EDIT, body=row.office_id))
    if row.published_at is not None:
        raise Refused(_published())
    return row


def _published() -> Reason:
    return Reason(
        "published_already",
        _("The call is public; its terms no longer change."),
        _("Tell a mistake in a notice, and begin a new call for other terms."),
    )
