"""While money is asked back, grants pay nothing new; what was not spent is asked back here."""

from collections.abc import Collection, Mapping

from django.urls import reverse

from incubator.clawbacks import opening, queries
from incubator.clawbacks.models import Repayment
from incubator.grants import holds, using
from portal.core.references import Reference
from portal.ledger.postings import bases


def told(keys: Collection[int]) -> Mapping[int, Reference]:
    """Repayments in words, for the pages of the ledger."""
    found = Repayment.objects.filter(pk__in=keys).select_related("clawback__case")
    return {
        one.pk: Reference(str(one.clawback), reverse("clawback_case", args=[one.clawback_id]))
        for one in found
    }


holds.register("clawbacks", queries.holds)
using.register("clawbacks", opening.ask_rest)
bases.register("clawbacks.repayment", told)
