"""The worked example of rules.md I.9, through the operations that people use."""

import pytest

from incubator.clawbacks.models import Clawback
from incubator.grants import offering
from incubator.grants.models import Claim, Tally
from portal.core import clock
from portal.organisations.record import operations as writing
from portal.organisations.register.operations import Source
from tests import work
from tests.factories import grants, ledger
from tests.people import person

pytestmark = pytest.mark.django_db


def through(level):
    """From the grade of today to the money; returns the claim."""
    grants.graded(level)
    claim = grants.latest(offering.offer_to([grants.ours().pk]))
    for step in (grants.claimed, grants.checked, grants.approved, grants.settled):
        claim = step(claim)
    claim = grants.receipted(claim, number=f"SJ{level}{clock.today():%Y}")
    return grants.paid(grants.ordered(claim))


def test_a_first_4a_pays_twenty_thousand_and_a_later_3a_never():
    work.move_to("2026-12-01T09:00:00+08:00")
    grants.ready()
    assert through(4).paid == 2_000_000
    work.move_to("2028-12-01T09:00:00+08:00")
    grants.graded(3)
    assert offering.offer_to([grants.ours().pk]) == []
    assert Claim.objects.count() == 1


def test_the_chain_of_the_rules_pays_ten_thousand_three_times_and_never_more():
    work.move_to("2026-12-01T09:00:00+08:00")
    grants.ready()
    first = through(3)
    assert (first.amount, first.paid, first.status) == (1_000_000, 1_000_000, "paid")
    work.move_to("2028-12-01T09:00:00+08:00")
    ledger.line(10_000_000)
    from tests.factories import record

    record.lists_known(grants.ours())
    promoted = through(4)
    assert promoted.paid == 1_000_000
    work.move_to("2030-12-02T09:00:00+08:00")
    grants.graded(3)
    assert offering.offer_to([grants.ours().pk]) == []
    work.move_to("2032-12-01T09:00:00+08:00")
    ledger.line(10_000_000)
    record.lists_known(grants.ours())
    last = through(5)
    assert last.paid == 1_000_000
    tally = Tally.objects.get()
    assert (tally.awarded, tally.paid, tally.highest) == (3_000_000, 3_000_000, 3_000_000)
    assert Claim.objects.count() == 3
    writing.change_grade(
        organisation=grants.ours().pk, announced_on=last.confirmed_on, kind="cancelled",
        ground="false_data", decided_on=clock.today(), by=person("clerk"),
        source=Source("东民字〔2033〕9号", clock.today()),
    )  # fmt: skip
    work.drain()
    row = Clawback.objects.get()
    assert (row.amount, len(row.claims), row.status) == (3_000_000, 3, "opened")
