"""What the ledger tells of a claim of money: to who may see it, and to everybody."""

from collections.abc import Collection, Iterable, Mapping

from django.urls import reverse
from django.utils.translation import gettext as _

from incubator.grants.models import Claim
from incubator.incentives.enums import Field
from portal.core.references import Reference
from portal.core.ui import Link
from portal.ledger.account import telling
from portal.ledger.account.telling import Payee, Told
from portal.ledger.postings import bases
from portal.workflow.publicity import queries as publicities

LABEL = "grants.claim"


def _reference(ids: Collection[int]) -> Mapping[int, Reference]:
    found = Claim.objects.filter(pk__in=ids).select_related("scheme", "organisation__body", "case")
    return {
        row.pk: Reference(
            f"{row} {row.scheme.shown_title} {row.organisation.body.name}",
            reverse("grant_case", args=[row.pk]),
        )
        for row in found
    }


def _told(ids: Collection[int]) -> Mapping[int, Told]:
    found = Claim.objects.filter(pk__in=ids).select_related(
        "scheme", "organisation__body", "version"
    )
    return {row.pk: _one(row) for row in found}


def _one(row: Claim) -> Told:
    body = row.organisation.body
    return Told(
        title=row.scheme.shown_title,
        payee=Payee(body.name, body.pk, body.credit_code or "", body.division_id),
        field=row.scheme.field,
        ground=row.version.legal_basis,
        url=reverse("incentive", args=[row.scheme_id]),
        scheme=str(row.scheme_id),
    )


def _papers(pk: int) -> Iterable[Link]:
    """The public pages on which the claim stood, the last one first."""
    case = Claim.objects.filter(pk=pk).values_list("case", flat=True).first()
    for entry in publicities.of_case(case or 0).reverse():
        page = entry.publicity
        yield Link(
            _("Publicity %(number)s") % {"number": page.number},
            reverse("publicity", args=[page.pk]),
            "newspaper",
        )


bases.register(LABEL, _reference)
telling.register(LABEL, _told, fields=dict(Field.choices), papers=_papers)
