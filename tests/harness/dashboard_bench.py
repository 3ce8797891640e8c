"""What a base's dashboard costs at 200 and at 2,000 residences, for ``make bench``.

``python -m tests.harness.dashboard_bench`` makes the residences in bulk in a portal of its own and
prints queries and CPU of the page.
"""

import os
from datetime import timedelta
from typing import Any

from tests.harness.admission_bench import cpu, say

SIZES = (200, 2_000)


def main() -> None:
    """Measure both sizes and print the figures."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.test")
    import django

    django.setup()
    from tests.harness import databases
    from tests.harness.site import models_on

    with databases.clone("wushe_bench_dashboard") as settings, models_on(settings):
        _measure()


def _measure() -> None:
    from tests.factories import programmes

    programme = programmes.published()
    made = 0
    for size in SIZES:
        _fill(programme, made, size)
        made = size
        _page(f"at_{size}_residences", programme.base)


def _fill(programme: Any, first: int, last: int) -> None:
    """Residences with their organisations and applications, the way they stand in the tables."""
    from incubator.admission.models import Application
    from incubator.allowances.models import Allowance
    from incubator.residence.models import Residence
    from portal.bodies.models import Body
    from portal.core import clock, workdays

    today = clock.today()
    begins = [today - timedelta(days=number % 300) for number in range(first, last)]
    bodies = Body.objects.bulk_create(
        Body(kind="social_group", name=f"东胜区第{number}号互助会", division_id="150602")
        for number in range(first, last)
    )
    applications = Application.objects.bulk_create(
        Application(
            programme=programme,
            body=body,
            form="virtual",
            status="resident",
            submitted_at=clock.now() - timedelta(days=(today - day).days),
            contact="高敏",
            phone="13812345678",
            programme_version=1,
            digest="0" * 64,
        )
        for body, day in zip(bodies, begins, strict=True)
    )
    rows = Residence.objects.bulk_create(
        Residence(
            application=application,
            body=application.body,
            base=programme.base,
            form="virtual",
            status="running",
            begins_on=day,
            ends_on=workdays.months_later(day, 12),
        )
        for application, day in zip(applications, begins, strict=True)
    )
    Allowance.objects.bulk_create(
        Allowance(
            residence=row,
            body=row.body,
            kind="rooms",
            begins_on=row.begins_on,
            ends_on=row.ends_on,
            granted=6_000,
            used=1_200,
        )
        for row in rows
    )


def _page(prefix: str, base: Any) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext
    from django.urls import reverse

    from tests import people

    client, address = (
        people.client_of("incubation_clerk"),
        reverse("base_dashboard", args=[base.pk]),
    )
    assert client.get(address).status_code == 200
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    say(f"{prefix}.dashboard.queries", len(captured))
    say(f"{prefix}.dashboard.cpu", cpu(lambda: client.get(address)), "ms")


if __name__ == "__main__":
    main()
