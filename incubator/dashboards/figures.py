"""The figures of a dashboard. Each is the count or sum of the rows that its list shows."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from incubator.admission import queries as admission
from incubator.admission.models import Application
from incubator.allowances import amounts
from incubator.allowances.enums import SupportKind
from incubator.allowances.models import Entry
from incubator.dashboards.figure import Figure, Rows, day_words, sum_of
from incubator.dashboards.scope import Scope
from incubator.residence import queries as stays
from incubator.residence.enums import Outcome
from incubator.residence.models import Residence
from incubator.training import queries as training
from incubator.venues.models import DeskLoan
from portal.core import money

HOUR = 60


def residents(scope: Scope) -> QuerySet[Residence]:
    """The organisations in residence on the last day of the scope."""
    found = Residence.objects.filter(base__in=scope.bases, begins_on__lte=scope.last)
    running = found.filter(ended_on=None) | found.filter(ended_on__gt=scope.last)
    return running.select_related("body", "base__body", "application__programme__tier", "case")


def graduates(scope: Scope) -> QuerySet[Residence]:
    """The organisations that graduated between the days of the scope."""
    return Residence.objects.filter(
        base__in=scope.bases,
        outcome=Outcome.GRADUATED,
        ended_on__range=(scope.first, scope.last),
    ).select_related("body", "base__body", "application__programme__tier", "case")


def applications(scope: Scope) -> QuerySet[Application]:
    """The applications handed in between the days of the scope."""
    return Application.objects.filter(
        programme__base__in=scope.bases,
        submitted_at__gte=scope.begins,
        submitted_at__lt=scope.ends,
    ).select_related("body", "programme__base__body", "case")


def desks(scope: Scope) -> QuerySet[DeskLoan]:
    """The desks that are lent on the last day of the scope."""
    return DeskLoan.objects.filter(
        room__base__in=scope.bases,
        begins_on__lte=scope.last,
        ends_on__gte=scope.last,
        returned_on=None,
    ).select_related("room__base__body", "residence__body")


def attended(scope: Scope) -> Rows:
    """The sessions that people attended between the days of the scope."""
    return training.attended_in(sorted(scope.bases), scope.first, scope.last).select_related(
        "enrolment", "session__run__course__base__body"
    )


def money_used(scope: Scope) -> QuerySet[Entry]:
    """The entries of support money taken or returned between the days of the scope."""
    return (
        Entry.objects.filter(
            allowance__residence__base__in=scope.bases,
            allowance__kind=SupportKind.MONEY,
            at__gte=scope.begins,
            at__lt=scope.ends,
        )
        .exclude(used=0)
        .select_related("allowance__body", "allowance__residence__base__body")
    )


def stay_cells(row: Residence) -> Sequence[str]:
    """A residence in the columns organisation, base, tier, first and last day."""
    return (
        row.body.shown_name,
        row.base.body.name,
        row.application.programme.tier.shown_name,
        day_words(row.begins_on),
        day_words(row.ended_on or row.ends_on),
    )


def case_of(row: Residence) -> str:
    """The address of a residence."""
    return reverse("residence_case", args=[row.pk])


ORGANISATION, BASE = _("Organisation"), _("Base")
TIER, DAY, UNTIL = _("Tier"), _("Day"), _("Until")
STAY_HEADS = (ORGANISATION, BASE, TIER, _("Begins"), _("Ends"))
FIGURES = {
    figure.code: figure
    for figure in (
        Figure(
            "residents", _("In residence"), pgettext_lazy("unit", "organisations"), residents,
            STAY_HEADS, stay_cells, case_of,
            tier="application__programme__tier", opened=stays.kept_by,
        ),
        Figure(
            "desks", _("Desks lent"), pgettext_lazy("unit", "desks"), desks,
            (ORGANISATION, BASE, _("Room"), _("Desk"), UNTIL),
            lambda row: (
                row.residence.body.shown_name, row.room.base.body.name, row.room.name,
                str(row.number), day_words(row.ends_on),
            ),
        ),
        Figure(
            "training", _("Training"), pgettext_lazy("unit", "hours"), attended,
            (_("Course"), BASE, DAY, _("Minutes")),
            lambda row: (
                row.session.run.course.title, _base_of(row), day_words(row.session.starts_at),
                str(row.minutes),
            ),
            total=sum_of("minutes"), words=lambda value: f"{value / HOUR:,.1f}",
        ),
        Figure(
            "graduates", _("Graduated"), pgettext_lazy("unit", "organisations"), graduates,
            (ORGANISATION, BASE, TIER, _("Begins"), _("Day of the end")), stay_cells, case_of,
            tier="application__programme__tier", opened=stays.kept_by,
        ),
        Figure(
            "money", _("Support money used"), pgettext_lazy("unit", "yuan"), money_used,
            (ORGANISATION, BASE, DAY, _("Amount")),
            lambda row: (
                row.allowance.body.shown_name, row.allowance.residence.base.body.name,
                day_words(row.at), amounts.words(SupportKind.MONEY, row.used),
            ),
            total=sum_of("used"), words=money.yuan,
        ),
        Figure(
            "applications", _("Applications"), pgettext_lazy("unit", "applications"), applications,
            (ORGANISATION, BASE, DAY, _("Number")),
            lambda row: (
                row.body.shown_name, row.programme.base.body.name, day_words(row.submitted_at),
                str(row),
            ),
            lambda row: reverse("admission_case", args=[row.pk]),
            opened=admission.of_offices,
        ),
    )
}  # fmt: skip


def _base_of(row: Any) -> str:
    base = row.session.run.course.base
    return str(base.body.name) if base else "–"
