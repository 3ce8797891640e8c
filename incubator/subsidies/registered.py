"""What the ledger tells of a batch when a posting rests on one."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from incubator.incentives.enums import Field
from incubator.subsidies.conditions import month_words
from incubator.subsidies.enums import DEAD_CLAIMS, Payee
from incubator.subsidies.models import SubsidyBatch, SubsidyClaim
from portal.core.references import Reference
from portal.core.ui import Link
from portal.ledger.account import telling as account
from portal.ledger.account import terms
from portal.ledger.postings import bases
from portal.workflow.publicity import queries as publicities


def _batches(keys: Collection[int]) -> Mapping[int, Reference]:
    found = SubsidyBatch.objects.filter(pk__in=keys).select_related("scheme", "case")
    return {
        row.pk: Reference(
            f"{row} {row.scheme.title} {month_words(row.month)}",
            reverse("subsidy_batch", args=[row.pk]),
        )
        for row in found
    }


def _lists(keys: Collection[int]) -> Mapping[int, Reference]:
    found = SubsidyClaim.objects.filter(pk__in=keys).select_related("case", "organisation__body")
    return {
        row.pk: Reference(
            f"{row} {row.organisation.body.name}", reverse("subsidy_case", args=[row.pk])
        )
        for row in found
    }


def _public(keys: Collection[int]) -> Mapping[int, account.Told]:
    """What everybody reads of batches: how many persons, nobody's name."""
    found = SubsidyBatch.objects.filter(pk__in=keys).select_related("scheme__office")
    lists: dict[int | None, list[SubsidyClaim]] = {}
    claims = SubsidyClaim.objects.filter(batch__in=keys).exclude(status__in=DEAD_CLAIMS)
    for claim in claims.select_related("organisation__body"):
        lists.setdefault(claim.batch_id, []).append(claim)
    days = publicities.last_days_of(
        claim.case_id for each in lists.values() for claim in each if claim.case_id
    )
    return {row.pk: _told(row, lists.get(row.pk, []), days) for row in found}


def _told(row: SubsidyBatch, claims: list[SubsidyClaim], days: Mapping[int, date]) -> account.Told:
    ends = [days[key] for claim in claims if (key := claim.case_id) and key in days]
    return account.Told(
        title=f"{row.scheme.shown_title} {month_words(row.month)}",
        payee=_payee(row, claims),
        field=row.scheme.field,
        url=reverse("incentive", args=[row.scheme_id]),
        scheme=str(row.scheme_id),
        persons=row.people if row.payee == Payee.PERSON else 0,
        shown_until=terms.last_day_shown(max(ends)) if ends else None,
    )


def _payee(row: SubsidyBatch, claims: list[SubsidyClaim]) -> account.Payee:
    if row.payee != Payee.PERSON and len(claims) == 1:
        body = claims[0].organisation.body
        return account.Payee(body.name, body.pk, body.credit_code or "", body.division_id)
    several = (
        "" if row.payee == Payee.PERSON else _("%(number)s organisations") % {"number": len(claims)}
    )
    return account.Payee(several, division=row.scheme.office.division_id)


def _papers(pk: int) -> Iterable[Link]:
    """The public pages on which the lists of a batch stood."""
    claims = SubsidyClaim.objects.filter(batch=pk).exclude(case=None)
    for page in publicities.public().filter(entries__case__in=claims.values("case")).distinct():
        yield Link(
            _("Publicity %(number)s") % {"number": page.number},
            reverse("publicity", args=[page.pk]),
            "newspaper",
        )


bases.register("subsidies.batch", _batches)
account.register("subsidies.batch", _public, fields=dict(Field.choices), papers=_papers)
bases.register("subsidies.list", _lists)
