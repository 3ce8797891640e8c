"""Residences for yearly statistics: by base and by stage."""

from collections.abc import Collection
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from incubator.bases.models import Base
from incubator.residence.enums import Outcome, ResidenceState
from incubator.residence.models import Residence
from portal.core import days
from portal.statistics.tables.registry import Column, Rows, Table, register
from portal.statistics.tables.scope import Scope


def base_names(keys: Collection[str]) -> dict[str, str]:
    """The names of bases by their keys."""
    found = Base.objects.filter(pk__in=keys).values_list("pk", "body__name")
    return {str(key): name for key, name in found}


def stays(scope: Scope) -> Rows:
    """Every residence in a place that ran on one of the days."""
    running = Q(ended_on=None) | Q(ended_on__gte=scope.first)
    return Residence.objects.filter(
        scope.within("base__body__division"), running, begins_on__lte=scope.last
    )


def living(scope: Scope) -> Rows:
    """Those in residence on the last day."""
    return stays(scope).filter(_at_the_end(scope))


def _at_the_end(scope: Scope) -> Q:
    return Q(ended_on=None) | Q(ended_on__gt=scope.last)


def _ended(scope: Scope) -> Q:
    return Q(ended_on__range=(scope.first, scope.last))


def _cells(row: Residence) -> tuple[str, ...]:
    return (
        row.body.shown_name,
        row.base.body.name,
        days.date_words(row.begins_on),
        days.date_words(row.ended_on) if row.ended_on else "–",
        str(row.get_outcome_display() or ResidenceState(row.status).label),
    )


HEADS = (_("Organisation"), _("Base"), _("Begins"), _("Day of the end"), _("State"))
RELATED = ("body", "base__body")
LIVING: list[Any] = [
    (state.value, state.label)
    for state in ResidenceState
    if state not in (ResidenceState.FOLLOW_UP, ResidenceState.CLOSED)
]

register(
    Table(
        "residences_by_base", _("Residences by base"), _("Base"), stays, "base",
        (
            Column("number", _("In residence at the end"), "organisations", _at_the_end),
            Column(
                "new", _("Moved in"), "organisations", lambda scope: scope.between("begins_on")
            ),
            Column(
                "graduated", _("Graduated"), "organisations",
                lambda scope: Q(_ended(scope), outcome=Outcome.GRADUATED),
            ),
            Column(
                "left", _("Ended without graduation"), "organisations",
                lambda scope: _ended(scope) & ~Q(outcome=Outcome.GRADUATED),
            ),
        ),
        HEADS, _cells, names=base_names, related=RELATED,
    ),
    Table(
        "residences_by_stage", _("Residences by stage"), _("Stage"), living, "status",
        (Column("number", _("In residence at the end"), "organisations"),),
        HEADS, _cells, parts=LIVING, related=RELATED,
    ),
)  # fmt: skip
