"""Reading agreements and residences."""

import json
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet, Subquery

from incubator.admission import queries as admission
from incubator.admission.models import Application
from incubator.bases import queries as bases
from incubator.residence.acts import Facts
from incubator.residence.models import Agreement, Residence
from portal.accounts import queries as people
from portal.accounts.models import User
from portal.accounts.queries import Anybody
from portal.audit import queries as audit
from portal.core import clock
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


def facts(residence: Residence, by: User | None) -> Facts:
    """What the conditions of every step may ask of a residence; reports and exits add theirs."""
    return Facts(
        own_case=by is not None and admission.belongs_to(by, residence.body_id),
        today=clock.today(),
        ends_on=residence.ends_on,
        midterm_passed=residence.midterm_passed_on is not None,
        extended=residence.extended_by > 0,
    )


def of_body(body_id: int) -> Residence | None:
    """The residence of an organisation that has not ended, or None."""
    return running().filter(body=body_id).first()


def of_body_on(body_id: int, day: date) -> Residence | None:
    """The residence in which an organisation was on a day, or None."""
    found = Residence.objects.filter(body=body_id, begins_on__lte=day)
    return found.filter(Q(ended_on=None) | Q(ended_on__gt=day)).first()


def visible_to(user: Anybody) -> QuerySet[Residence]:
    """The residences a person sees: of their organisation, or of a base in which they work."""
    mine = people.bodies_where(user, Permission.ORGANISATION_VIEW)
    offices = people.bodies_where(user, Permission.CASES_VIEW)
    kept = bases.where(user, Permission.RESIDENCE_KEEP)
    return Residence.objects.filter(
        Q(body__in=mine) | Q(base__office__in=offices) | Q(base__in=kept)
    ).select_related("case__holder", *SHOWN)


def kept_by(user: Anybody) -> QuerySet[Residence]:
    """The residences a person sees from the side of the base: as its worker or in its office."""
    offices = people.bodies_where(user, Permission.CASES_VIEW)
    kept = bases.where(user, Permission.RESIDENCE_KEEP).values("pk")
    return _whole(Residence.objects.filter(Q(base__office__in=offices) | Q(base__in=kept)))


def of_organisations(user: Anybody) -> QuerySet[Residence]:
    """The residences of a person's organisations, running or ended."""
    mine = people.bodies_where(user, Permission.ORGANISATION_VIEW)
    return _whole(Residence.objects.filter(body__in=mine))


def may_live(user: Anybody, residence: Residence) -> bool:
    """Whether a person may act for the organisation in residence."""
    return people.may(user, Permission.ORGANISATION_EDIT, body=residence.body_id)


def may_keep(user: Anybody, residence: Residence) -> bool:
    """Whether a person looks after a residence: in the base or its office, and is no party."""
    own = people.may(user, Permission.ORGANISATION_VIEW, body=residence.body_id)
    return not own and bases.may(user, Permission.RESIDENCE_KEEP, residence.base)


def keepers(residence: Residence) -> list[User]:
    """Who looks after a residence: the people of the base, and those of its office."""
    found = [
        one
        for place in (residence.base.body_id, residence.base.office_id)
        for one in people.holders(Permission.RESIDENCE_KEEP, place)
    ]
    return list(dict.fromkeys(found))


def without_case() -> QuerySet[Residence]:
    """Running residences from before residences were cases."""
    return Residence.objects.filter(case=None, ended_on=None).select_related(*SHOWN)


def _whole(rows: QuerySet[Residence]) -> QuerySet[Residence]:
    return rows.select_related(
        "case__holder", "case__handler", "base__body", "base__office", "body",
        "application__programme", "application__case",
    )  # fmt: skip


def running() -> QuerySet[Residence]:
    """The residences that have not ended."""
    return Residence.objects.filter(ended_on=None).select_related(*SHOWN)


def counts_by_base() -> Mapping[int, int]:
    """How many organisations are in residence in each base (its id)."""
    counted = running().order_by().values("base").annotate(number=Count("pk"))
    return {row["base"]: row["number"] for row in counted}


def number_in(base: Any) -> Subquery:
    """How many organisations are in residence in a base, as a column of a query on bases."""
    counted = running().filter(base=base).order_by().values("base").annotate(number=Count("pk"))
    return Subquery(counted.values("number"))


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
