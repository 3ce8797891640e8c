"""What the pages and papers of an admission cost, for ``make bench``.

``python -m tests.harness.admission_bench`` makes five applications, then fifty, through the real
operations in a portal of its own, and prints queries and CPU of the pages and of the receipt.
"""

import os
import sys
import time
from collections.abc import Callable
from statistics import median

SIZES = (5, 50)
TURNS = 15


def cpu(act: Callable[[], object]) -> float:
    """Median CPU milliseconds of an act."""
    spent = []
    for _ in range(TURNS):
        began = time.process_time()
        act()
        spent.append((time.process_time() - began) * 1000)
    return median(spent)


def say(name: str, value: float, unit: str = "") -> None:
    """One figure a line."""
    sys.stdout.write(f"{name} {value:.2f} {unit}".rstrip() + "\n")


def main() -> None:
    """Measure both sizes and print the figures."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.test")
    import django

    django.setup()
    from tests.harness import databases
    from tests.harness.site import models_on

    with databases.clone("wushe_bench_admission") as settings, models_on(settings):
        _measure()


def _measure() -> None:
    from incubator.applying import documents
    from tests import people
    from tests.factories import applying, joining, programmes

    programme, owner = programmes.published(), people.person("owner")
    made: list[object] = []
    for size in SIZES:
        while len(made) < size:
            organisation = joining.organisation(f"东胜区第{len(made)}邻里互助中心")
            people.appoint(owner, "owner", organisation.body)
            made.append(applying.application(programme, organisation.body, owner))
        _pages(f"at_{size}_applications", made[0])
    say("receipt.cpu", cpu(lambda: documents.receipt(made[0], "ABCD2345")), "ms")


def _pages(prefix: str, application: object) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext
    from django.urls import reverse

    from tests import people

    pages = {
        "admission_case": ("incubation_clerk", reverse("admission_case", args=[application.pk])),
        "admission_own": ("owner", reverse("admission", args=[application.pk])),
        "admission_work_list": ("incubation_clerk", reverse("work_list")),
    }
    for name, (who, address) in pages.items():
        client = people.client_of(who)
        assert client.get(address).status_code == 200, address
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        say(f"{prefix}.{name}.queries", len(captured))
        say(f"{prefix}.{name}.cpu", cpu(lambda c=client, a=address: c.get(a)), "ms")


if __name__ == "__main__":
    main()
