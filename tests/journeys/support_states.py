"""Menu, requests and allowances in the states that their addresses do not show, for axe.

``FURTHER`` is that of ``tests.journeys.states``, which takes it up.
"""

from collections.abc import Callable

from django.urls import reverse

from tests.addresses import allowances
from tests.factories import support as make

Where = tuple[str, str]


def full_menu() -> Where:
    """The menu with items of two kinds."""
    make.item()
    make.item(kind="design", title="项目书诊断")
    return reverse("support_menu"), "anonymous"


def fixed() -> Where:
    """A request with an appointment, as the organisation sees it."""
    return reverse("support_request", args=[make.accepted().pk]), "owner"


def to_rate() -> Where:
    """A delivered service that waits for its rating."""
    return reverse("support_request", args=[make.delivered().pk]), "owner"


def to_record() -> Where:
    """A request whose appointment is over."""
    row = make.in_state(make.asked(), "held")
    return reverse("support_case", args=[row.pk]), "incubation_clerk"


def ledger() -> Where:
    """The allowances of an organisation with one of them chosen."""
    row = allowances.resident().allowances.first()
    return f"{reverse('allowances', args=[row.body_id])}?row={row.pk}", "owner"


FURTHER: dict[str, Callable[[], Where]] = {
    "menu with items": full_menu,
    "request with an appointment": fixed,
    "service to rate": to_rate,
    "request to record": to_record,
    "ledger of an allowance": ledger,
}
