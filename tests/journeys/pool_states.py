"""The charity pool with something in it, for the sweep by axe.

``READY`` and ``FURTHER`` are those of ``tests.journeys.states``, which takes them up.
"""

from collections.abc import Callable
from typing import Any

from django.urls import reverse

from tests import people
from tests.factories import pool as make

Where = tuple[str, str]


def offered() -> dict[str, Any]:
    """Something in the pool of which a part was received with thanks and a part is asked for."""
    row = make.received().offer
    make.asked(row)
    return {"pk": row.pk}


def full() -> Where:
    """The pool with something in it."""
    make.listed(by=people.person("resident"))
    return reverse("pool"), "anonymous"


READY: dict[str, Callable[[], dict[str, Any]]] = {
    "my_offer": offered,
    "pool_offer_case": offered,
}
FURTHER: dict[str, Callable[[], Where]] = {"pool with an offer": full}
AGAIN = {"pool with an offer"}
