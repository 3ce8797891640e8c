"""Handing over all or some of a person's cases in one act, all or nothing."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.accounts import queries as people
from portal.accounts.models import User
from portal.core import clock
from portal.core.reasons import Reason, Refused, not_permitted
from portal.notifications import operations as notifications
from portal.permissions import Permission
from portal.workflow.desk import messages, operations, queries
from portal.workflow.desk.models import HandedCase, Handover
from portal.workflow.models import Case


def hand_over(
    *, office: int, giver: User, taker: User, cases: Collection[int], by: User, words: str = ""
) -> Handover:
    """Let ``taker`` handle these cases (their keys) of ``giver``; every one or none.

    Done by the giver or by somebody who reassigns. Refused("not_permitted", "not_a_colleague",
    "same_person", "nothing_chosen", "handover_changed", "own_case").
    """
    with transaction.atomic():
        found = queries.handled_by(giver, office).filter(pk__in=cases)
        locked = list(found.select_for_update(of=("self",)).order_by("pk"))
        _refuse(office, giver, taker, by, locked, set(cases))
        made = Handover.objects.create(
            office_id=office, giver=giver, taker=taker, words=words.strip(), by=by, at=clock.now()
        )
        HandedCase.objects.bulk_create(
            HandedCase(handover=made, case=case, state=case.state, due_on=case.due_on)
            for case in locked
        )
        Case.objects.filter(pk__in=[case.pk for case in locked]).update(handler=taker)
        for case in locked:
            data = {"handover": made.pk, "from": giver.pk, "to": taker.pk}
            operations.record("desk.handed_over", case, by, data)
        _tell(made, len(locked))
    return made


def _refuse(
    office: int, giver: User, taker: User, by: User, locked: list[Case], wanted: set[int]
) -> None:
    reasons = []
    mine = by.pk == giver.pk and queries.works_in(by, office)
    if not mine and not people.may(by, Permission.CASES_REASSIGN, body=office):
        reasons.append(not_permitted())
    if giver.pk == taker.pk:
        reasons.append(Reason("same_person", _("Both names are the same person.")))
    if not people.handlers(office).filter(pk=taker.pk).exists():
        reasons.append(
            Reason(
                "not_a_colleague",
                _("This person does not handle cases of the office."),
                _("Choose a colleague of the office."),
            )
        )
    if not wanted:
        reasons.append(Reason("nothing_chosen", _("No case is ticked.")))
    if {case.pk for case in locked} != wanted:
        reasons.append(
            Reason(
                "handover_changed",
                _("Some of these cases have changed hands or ended meanwhile; none was moved."),
                _("Look at the list again."),
            )
        )
    reasons += [_party(case) for case in locked if queries.is_party(taker, case)]
    if reasons:
        raise Refused(*reasons)


def _party(case: Case) -> Reason:
    return Reason(
        "own_case",
        _("The colleague is a party to the case %(number)s."),
        _("Leave it out and give it to somebody else."),
        params={"number": case.number},
    )


def _tell(made: Handover, count: int) -> None:
    notifications.notify(
        key=messages.HANDED_OVER.key,
        to=[person for person in (made.taker, made.giver) if person.pk != made.by_id],
        params={"count": count, "giver": made.giver.get_full_name()},
        url=reverse("handover_done", args=[made.pk]),
        office=made.office_id,
        unique=f"handover:{made.pk}",
    )
