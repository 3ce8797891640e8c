"""The whole way of the money: award, order, two people, the bank's file and list, the event, paid.
And back: the bank returns it, the award stands, it is paid again to another account."""

import pytest
from django.urls import reverse

from incubator.clawbacks import operations as clawbacks
from incubator.grants import operations as grants
from incubator.grants import queries
from incubator.grants.models import Tally
from portal.audit.models import Event
from portal.core import sealed
from portal.core.reasons import Refused
from portal.ledger.budgets import queries as budgets
from portal.ledger.postings import proof, spending
from portal.payments.orders import operations as orders
from portal.payments.orders import queries as order_queries
from portal.payments.orders.models import Order
from portal.payments.payees import operations as payees
from tests import work
from tests.factories import grants as make
from tests.factories import payments
from tests.people import client_of, person

pytestmark = pytest.mark.django_db


def order_of(claim) -> Order:
    return order_queries.of_basis(claim.basis).get()


def to_the_bank(claim):
    """Checked by a second person and put into a file for the bank."""
    order = order_of(claim)
    with pytest.raises(Refused) as refusal:
        orders.check(order=order, by=person("accountant"))
    assert refusal.value.codes & {"own_case", "not_permitted"}
    order = orders.check(order=order, by=person("treasurer"))
    payments.bank_file(order)
    return order_of(claim)


def bank_says(claim, result="成功", **given):
    """The bank's list is uploaded, confirmed and taken in; the worker hands its events on."""
    payments.taken(payments.line(order_of(claim), result, **given))
    work.drain()
    return make.fresh(claim)


def figures(claim):
    line = budgets.by_id(claim.commitment.line_id)
    return (line.committed, line.paid, line.free)


def test_a_claim_that_was_closed_says_that_the_bank_sent_its_money_back(in_chinese):
    make.ready(fen=1_500_000)
    claim = make.stands(make.approved(make.checked(make.claimed(make.offered()))))
    claim = make.ordered(make.receipted(claim))
    to_the_bank(claim)
    claim = grants.confirm_arrival(claim=bank_says(claim), by=person("owner"))
    assert queries.undone_transfer(claim) is None
    clerk, page = person("incubation_clerk"), reverse("my_grant", args=[claim.pk])
    assert "银行已退回" not in client_of("owner").get(page).content.decode()
    claim = bank_says(claim, "退汇", words="账号与户名不符")
    assert (claim.status, queries.undone_transfer(claim)) == ("closed", order_of(claim))
    for who, name in (("owner", "my_grant"), ("incubation_clerk", "grant_case")):
        shown = client_of(who).get(reverse(name, args=[claim.pk])).content.decode()
        assert "银行已退回" in shown
        assert f"付款单 {order_of(claim).number} 现在是“银行退汇”" in shown
    with pytest.raises(Refused) as refusal:
        clawbacks.open_for(claim=claim, words="造假。", by=clerk)
    assert refusal.value.codes == {"nothing_paid"}
    payees.confirm(account=payments.proposed(claim.organisation.body), by=person("treasurer"))
    orders.hand_in(order=order_of(claim), by=person("accountant"))
    to_the_bank(claim)
    claim = bank_says(claim)
    assert (claim.status, queries.undone_transfer(claim)) == ("closed", None)


def test_from_the_approved_claim_to_the_money_back_and_again_to_another_account():
    make.ready(fen=1_500_000)
    claim = make.stands(make.approved(make.checked(make.claimed(make.offered()))))
    claim = make.ordered(make.receipted(claim))
    assert (claim.status, figures(claim)) == ("ordered", (1_000_000, 0, 500_000))
    first = to_the_bank(claim)
    assert sealed.unsealed(first.sealed) == make.NUMBER
    claim = bank_says(claim)
    assert (claim.status, claim.paid, figures(claim)) == (
        "paid",
        1_000_000,
        (0, 1_000_000, 500_000),
    )
    assert Event.objects.filter(action="payments.order.paid").count() == 1
    assert bank_says(claim).paid == 1_000_000

    claim = bank_says(claim, "退汇", words="账号与户名不符")
    assert (claim.status, claim.paid, claim.paid_on) == ("ordered", 0, None)
    assert (figures(claim), Tally.objects.get().awarded) == ((1_000_000, 0, 500_000), 1_000_000)
    returned = order_of(claim)
    assert returned.status == "returned"
    with pytest.raises(Refused) as refusal:
        orders.hand_in(order=returned, by=person("accountant"))
    assert refusal.value.codes == {"account_as_before"}

    other = payments.proposed(claim.organisation.body)
    payees.confirm(account=other, by=person("treasurer"))
    orders.hand_in(order=returned, by=person("accountant"))
    second = to_the_bank(claim)
    assert sealed.unsealed(second.sealed) == sealed.unsealed(other.sealed) != make.NUMBER
    claim = bank_says(claim)
    assert (claim.status, claim.paid, figures(claim)) == (
        "paid",
        1_000_000,
        (0, 1_000_000, 500_000),
    )
    assert (Tally.objects.get().paid, spending.total(spending.paid())) == (1_000_000, 1_000_000)
    assert Order.objects.count() == 1
    assert proof.wrong_sums() == []
