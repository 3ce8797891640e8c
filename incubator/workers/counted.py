"""Social workers for yearly statistics, by the level of their certificate. Names are masked."""

from typing import Any

from django.db.models import Case, IntegerField, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from incubator.workers.enums import RANK, Level
from incubator.workers.models import Employment, WorkerCertificate
from portal.core import days, masking
from portal.statistics.tables.registry import Column, Rows, Table, register
from portal.statistics.tables.scope import Scope

NONE = "none"
PARTS = [
    *((level.value, level.label) for level in reversed(Level)),
    (NONE, pgettext_lazy("level of a social worker", "without a certificate")),
]
WORDS = dict(PARTS)


def employed(scope: Scope) -> Rows:
    """Everybody employed on the last day in an organisation of a place, with the level held."""
    held = WorkerCertificate.objects.filter(
        worker=OuterRef("worker"), issued_on__lte=scope.last, valid_until__gte=scope.last
    )
    ranks = [When(level=level, then=Value(rank)) for level, rank in RANK.items()]
    best = held.annotate(rank=Case(*ranks, output_field=IntegerField())).order_by("-rank")
    running = Q(ended_on=None) | Q(ended_on__gt=scope.last)
    found = Employment.objects.filter(
        scope.within("body__division"), running, begins_on__lte=scope.last
    )
    return found.annotate(level=Coalesce(Subquery(best.values("level")[:1]), Value(NONE)))


def _cells(row: Any) -> tuple[str, ...]:
    return (
        masking.name(row.worker.name),
        row.body.name,
        str(WORDS.get(row.level, row.level)),
        days.date_words(row.begins_on),
    )


register(
    Table(
        "workers_by_level", _("Social workers"), _("Level of the certificate"), employed, "level",
        (
            Column("number", _("Employed at the end"), "people"),
            Column(
                "full_time", _("Of them full time"), "people", lambda _scope: Q(full_time=True)
            ),
            Column("new", _("Newly employed"), "people", lambda s: s.between("begins_on")),
        ),
        (
            _("Name of the person"), _("Organisation"), _("Level of the certificate"),
            _("Contract from"),
        ),
        _cells, parts=PARTS,
        related=("worker", "body"),
    ),
)  # fmt: skip
