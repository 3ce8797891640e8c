"""Reading agreements and residences."""

import json
from collections.abc import Mapping
from datetime import date, timedelta

from django.db.models import Count, QuerySet

from incubator.admission import queries as admission
from incubator.admission.models import Application
from incubator.residence.models import Agreement, Residence
from portal.accounts import queries as people
from portal.accounts.models import User
from portal.audit import queries as audit
from portal.law import queries as law
from portal.permissions import Permission

SHOWN = ("application__case__holder", "application__programme", "base__body", "body")


def agreement_of(application: Application) -> Agreement | None:
    """The agreement of an application with its files; None before it is offered."""
    return (
        Agreement.objects.filter(application=application)
        .select_related("made", "own", "both", "own_by", "both_by")
        .first()
    )


def returned_words(application: Application) -> str:
    """What the office said when it sent the last scan back; "" when it never did."""
    events = audit.history(case=str(application)).filter(action="admission.return_agreement")
    last = events.order_by("-pk").first()
    return str(json.loads(last.data).get("note", "")) if last else ""


def residence_for(user: User, pk: int) -> Residence | None:
    """The residence of an application that a person may see, else None."""
    seen = admission.visible_to(user).filter(pk=pk)
    return Residence.objects.filter(application__in=seen).select_related(*SHOWN).first()


def of_offices(user: User) -> QuerySet[Residence]:
    """The residences in the bases of the offices in which a person sees cases."""
    offices = people.bodies_where(user, Permission.CASES_VIEW)
    return Residence.objects.filter(base__office__in=offices).select_related(*SHOWN)


def running() -> QuerySet[Residence]:
    """The residences that have not ended."""
    return Residence.objects.filter(ended_on=None).select_related(*SHOWN)


def counts_by_base() -> Mapping[int, int]:
    """How many organisations are in residence in each base (its id)."""
    counted = running().order_by().values("base").annotate(number=Count("pk"))
    return {row["base"]: row["number"] for row in counted}


def latest_begin(today: date) -> date:
    """The last day on which a residence signed today may begin."""
    row = law.rule("residence.begin_within", on=today)
    return today + timedelta(days=int(row.value))


def unmade(keys: list[int]) -> QuerySet[Agreement]:
    """Those agreements of which no PDF was made yet."""
    return Agreement.objects.filter(pk__in=keys, made=None).select_related(
        "application__case__holder",
        "application__body",
        "application__programme__base__body",
    )
