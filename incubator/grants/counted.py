"""Grants for yearly statistics, by scheme: claimed, committed, paid."""

from collections.abc import Collection

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from incubator.grants.models import Claim
from incubator.incentives.models import Scheme
from portal.core import days, money
from portal.statistics.tables.registry import Column, Rows, Table, register
from portal.statistics.tables.scope import Scope


def claims(scope: Scope) -> Rows:
    """The claims to the schemes of the offices of a place that were made, promised or paid."""
    return Claim.objects.filter(
        scope.within("scheme__office__division"),
        _claimed(scope) | _committed(scope) | _paid(scope),
    )


def _claimed(scope: Scope) -> Q:
    return scope.between("claimed_on")


def _committed(scope: Scope) -> Q:
    return Q(commitment__made_at__gte=scope.begins, commitment__made_at__lt=scope.ends)


def _paid(scope: Scope) -> Q:
    return Q(scope.between("paid_on"), paid__gt=0)


def _names(keys: Collection[str]) -> dict[str, str]:
    found = Scheme.objects.filter(pk__in=keys).values_list("pk", "title")
    return {str(key): title for key, title in found}


def _cells(row: Claim) -> tuple[str, ...]:
    return (
        row.organisation.body.name,
        str(row),
        days.date_words(row.claimed_on) if row.claimed_on else "–",
        money.yuan(row.amount),
        money.yuan(row.paid),
    )


register(
    Table(
        "grants_by_scheme", _("Grants by scheme"), _("Scheme"), claims, "scheme",
        (
            Column("number", _("Claims made"), "claims", _claimed),
            Column("committed", _("Amount committed"), "yuan", _committed, total="amount"),
            Column("paid_number", _("Claims paid"), "claims", _paid),
            Column("paid", _("Amount paid"), "yuan", _paid, total="paid"),
        ),
        (_("Organisation"), _("Case number"), _("Claimed on"), _("Amount"), _("Paid")), _cells,
        names=_names, related=("organisation__body", "case"),
    ),
)  # fmt: skip
