"""Ratings for yearly statistics: where those that were applied for stand."""

from django.utils.translation import gettext_lazy as _

from portal.core import days
from portal.statistics.tables.registry import Column, Rows, Table, register
from portal.statistics.tables.scope import Scope
from ratings.applications.enums import RatingState
from ratings.applications.models import Application


def applied(scope: Scope) -> Rows:
    """The ratings of the offices of a place that were applied for within the days."""
    return Application.objects.filter(
        scope.within("round__registry__division"),
        submitted_at__gte=scope.begins,
        submitted_at__lt=scope.ends,
    )


def _cells(row: Application) -> tuple[str, ...]:
    return (
        row.organisation.body.name,
        str(row),
        days.date_words(row.submitted_at),
        str(RatingState(row.status).label),
    )


register(
    Table(
        "ratings_by_state", _("Ratings applied for"), _("State"), applied, "status",
        (Column("number", _("Applications"), "organisations"),),
        (_("Organisation"), _("Case number"), _("Applied on"), _("State")), _cells,
        names=lambda keys: {key: str(RatingState(key).label) for key in keys},
        related=("organisation__body", "case"),
    ),
)  # fmt: skip
