"""Lists and batches of subsidies in states that the descriptions of addresses do not show."""

from collections.abc import Callable

from django.urls import reverse

from tests.factories import subsidies as make

Where = tuple[str, str] | tuple[str, str, int]


def month_to_claim() -> Where:
    """The list of a month before it is confirmed, with an exception."""
    us, version = make.organisation(), make.scheme(fen=0)
    make.person(us)
    make.person(us, level="")
    month = f"{make.month():%Y-%m}"
    url = reverse("subsidy_new", args=[us.pk])
    return f"{url}?scheme={version.scheme_id}&month={month}", "owner"


def list_paid() -> Where:
    """A paid list with the form that nets a wrong line."""
    return reverse("subsidy_case", args=[make.paid_list().pk]), "incubation_clerk"


def batch_to_pay() -> Where:
    """A batch whose money is reserved, as the accountant sees it."""
    return reverse("subsidy_batch", args=[make.committed().pk]), "accountant"


FURTHER: dict[str, Callable[[], Where]] = {
    "month of subsidies to claim": month_to_claim,
    "list of subsidies that was paid": list_paid,
    "batch of subsidies to pay": batch_to_pay,
}
