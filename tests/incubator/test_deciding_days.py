"""Working days that reach the year whose calendar is not confirmed are shown as provisional."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from portal.core import clock
from tests.factories import deciding as make
from tests.people import client_of

pytestmark = pytest.mark.django_db


def test_a_return_on_the_last_days_of_2026_ends_provisionally_in_2027():
    clerk_day = date(2026, 12, 29)
    row = make.application(
        make.programme(closes_at=clock.now() + timedelta(days=120)), make.organisation()
    )
    make.later((clerk_day - clock.today()).days)
    returned = make.returned(row)
    assert (returned.case.due_on.year, returned.case.due_provisional) == (2027, True)
    page = client_of("incubation_clerk").get(reverse("admission_case", args=[row.pk]))
    assert page.context["page"].case.due_provisional
    assert "暂定" in page.content.decode() or "provisional" in page.content.decode()
