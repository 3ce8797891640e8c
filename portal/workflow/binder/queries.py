"""Reading binders."""

from django.db.models import QuerySet

from portal.workflow.binder.models import Binder
from portal.workflow.models import Case


def binder(pk: int) -> Binder:
    """The binder with this key, with its case."""
    return Binder.objects.select_related("case__holder", "by").get(pk=pk)


def of_case(case: Case) -> QuerySet[Binder]:
    """The binders of a case, the newest first."""
    return Binder.objects.filter(case=case).select_related("by", "file")
