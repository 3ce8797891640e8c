"""The allowances behind the picture of support: one list for each kind, in its own unit."""

from collections.abc import Sequence
from functools import partial

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import pgettext_lazy

from incubator.allowances import amounts
from incubator.allowances import queries as allowances
from incubator.allowances.enums import SupportKind
from incubator.allowances.models import Allowance
from incubator.dashboards.figure import Figure, day_words, sum_of
from incubator.dashboards.figures import BASE, ORGANISATION, UNTIL, residents
from incubator.dashboards.scope import Scope


def running(scope: Scope) -> QuerySet[Allowance]:
    """The allowances of residences whose period runs on the last day of the scope."""
    return Allowance.objects.filter(
        residence__in=residents(scope).order_by().values("pk"),
        begins_on__lte=scope.last,
        ends_on__gte=scope.last,
    )


def code(kind: str) -> str:
    """The code of the figure of a kind of support."""
    return f"support-{kind}"


def _rows(kind: str, scope: Scope) -> QuerySet[Allowance]:
    found = running(scope).filter(kind=kind).order_by("-used", "pk")
    return found.select_related("body", "residence__base__body")


def _cells(row: Allowance) -> Sequence[str]:
    place = row.residence.base.body.name
    used, granted = amounts.words(row.kind, row.used), amounts.words(row.kind, row.granted)
    return row.body.shown_name, place, used, granted, day_words(row.ends_on)


def _figure(kind: SupportKind) -> Figure:
    return Figure(
        code=code(kind),
        label=kind.label,
        unit=pgettext_lazy("support", "used"),
        rows=partial(_rows, kind.value),
        heads=(
            ORGANISATION,
            BASE,
            pgettext_lazy("support", "used"),
            pgettext_lazy("support", "granted"),
            UNTIL,
        ),
        cells=_cells,
        way=lambda row: reverse("allowances_of", args=[row.body_id]),
        total=sum_of("used"),
        words=partial(amounts.words, kind.value),
        opened=allowances.visible_to,
    )


FIGURES = {found.code: found for found in map(_figure, SupportKind)}
