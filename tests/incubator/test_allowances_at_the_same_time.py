"""Many uses of one allowance at once: never more than was granted; one carrying over, not two."""

from functools import partial

import pytest
from django.db.models import Sum

from incubator.allowances import changing, operations, queries, rolling
from incubator.allowances.models import Allowance, Entry
from incubator.support import operations as support
from incubator.support.models import SupportRequest
from portal.core import clock
from tests.factories import deciding, residences
from tests.factories import support as menu
from tests.people import person

pytestmark = pytest.mark.slow
ADVICE = {"kind": "advice", "amount": 120, "each": "month", "carry_over": True}


def take(residence, number):
    return partial(
        operations.take,
        body_id=residence.body_id,
        kind="advice",
        amount=50,
        about=f"tests.use:{number}",
        on=clock.today(),
        by=None,
    )


def test_of_eight_uses_at_once_only_as_many_as_fit_are_granted(together):
    residence = residences.residence(grants=[ADVICE])
    found = together(*(take(residence, number) for number in range(8)))
    assert found == ["allowance_exceeded"] * 6 + ["done"] * 2
    assert queries.left(residence.body_id, "advice", clock.today()) == 20
    assert not queries.wrong_sums().exists()


def test_two_requests_at_once_for_the_last_hour_give_one(together):
    residence = residences.residence(body=deciding.ours(), grants=[{**ADVICE, "amount": 60}])
    items = [menu.for_residents(title=f"咨询 {number}") for number in range(3)]
    owner = person("owner")
    acts = [partial(menu.asked, item, residence.body, owner) for item in items]
    assert together(*acts) == ["allowance_exceeded", "allowance_exceeded", "done"]
    assert SupportRequest.objects.count() == 1
    row = SupportRequest.objects.get()
    again = [partial(support.cancel, request=row, by=owner)] * 3
    assert together(*again) == ["done", "not_possible_now", "not_possible_now"]
    assert queries.left(residence.body_id, "advice", row.wished_on) == 60


def test_carrying_over_at_once_moves_the_rest_once_while_somebody_takes_and_the_tier_changes(
    together,
):
    residence = residences.residence(grants=[ADVICE])
    take(residence, 1)()
    deciding.later(32)
    change = partial(
        changing.recompute,
        residence=residence,
        before=[ADVICE],
        after=[{**ADVICE, "amount": 240}],
        on=clock.today(),
        by=None,
    )
    found = together(rolling.roll_over, rolling.roll_over, take(residence, 2), change)
    assert found == ["done"] * 4
    first, second = Allowance.objects.order_by("begins_on")[:2]
    assert (first.granted, first.used) == (50, 50)
    assert second.used == 50
    assert not queries.wrong_sums().exists()
    carried = Entry.objects.filter(what__in=["carried_in", "carried_out"])
    assert carried.count() == 2
    assert carried.aggregate(sum=Sum("granted")) == {"sum": 0}
