"""Whatever makers, checkers and the bank do, paid ≤ committed and each order is paid once."""

import os

import pytest
from django.db import transaction
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from portal.core import sealed
from portal.core.reasons import Refused
from portal.ledger.postings.enums import Kind
from portal.ledger.postings.models import Posting
from portal.ledger.postings.proof import wrong_sums
from portal.payments.banking.models import Receipt
from portal.payments.orders import operations
from portal.payments.orders.enums import GONE, UNDER_WAY
from portal.payments.orders.models import Order
from tests import people
from tests.factories import ledger
from tests.factories import payments as make

COMMITTED = 1_000
STEPS = int(os.environ.get("PAYMENT_STEPS", "25"))
EXAMPLES = int(os.environ.get("PAYMENT_EXAMPLES", "4"))
picks = st.integers(0, 7)


class Payments(RuleBasedStateMachine):
    """One commitment, any number of orders, lists of receipts new and old."""

    def __init__(self) -> None:
        super().__init__()
        self.mark = transaction.savepoint()
        make.in_force()
        self.commitment = ledger.commitment(COMMITTED, basis=f"tests.award:{next(make._serials)}")
        self.lines: list[tuple[str, ...]] = []

    def teardown(self) -> None:
        """Leave nothing to the next example."""
        transaction.savepoint_rollback(self.mark)

    @rule(fen=st.integers(1, 700))
    def prepare(self, fen: int) -> None:
        """An order over some of it."""
        self.attempt(lambda: make.prepared(fen, commitment=self.commitment))

    @rule(pick=picks, act=st.sampled_from(["check", "cancel", "hand_in", "send_back"]))
    def act(self, pick: int, act: str) -> None:
        """A step of a person."""
        given = {
            "check": {"by": "treasurer"},
            "cancel": {"by": "accountant", "words": "x"},
            "hand_in": {"by": "accountant", "same_account": True},
            "send_back": {"by": "treasurer", "words": "x"},
        }[act]
        row = self.order(pick)
        if row is not None:
            by = people.person(str(given["by"]))
            self.attempt(lambda: getattr(operations, act)(order=row, **(given | {"by": by})))

    @rule(pick=picks)
    def send(self, pick: int) -> None:
        """Into a file for the bank."""
        row = self.order(pick)
        if row is not None:
            self.attempt(lambda: make.bank_file(row))

    @rule(pick=picks, result=st.sampled_from(["成功", "退汇"]), wrong=st.booleans())
    def receipt(self, pick: int, result: str, wrong: bool) -> None:
        """A new receipt, perhaps over another amount."""
        row = self.order(pick)
        if row is not None:
            line = make.line(row, result, **({"amount": "77.77"} if wrong else {}))
            self.lines.append(line)
            make.taken(line)

    @rule()
    def replay(self) -> None:
        """Every receipt once more: nothing changes."""
        if self.lines:
            before = list(Order.objects.order_by("pk").values_list("pk", "status", "attempt"))
            counts = make.taken(*self.lines).counts
            assert counts == {"known": len(self.lines)}
            assert before == list(
                Order.objects.order_by("pk").values_list("pk", "status", "attempt")
            )

    @invariant()
    def paid_within_what_is_committed(self) -> None:
        """The ledger says the same as the orders, and both stay within the commitment."""
        self.commitment.refresh_from_db()
        paid = sum(self.fen(GONE))
        assert paid == self.commitment.paid
        assert paid + sum(self.fen(UNDER_WAY)) <= COMMITTED
        assert self.commitment.open + self.commitment.paid == COMMITTED
        assert wrong_sums() == []

    @invariant()
    def each_try_is_paid_at_most_once(self) -> None:
        """One posting for each try; one matched payment more than returns for a paid order."""
        for row in self.orders():
            name = operations.posting_basis(row)
            posted = Posting.objects.filter(kind=Kind.PAY, basis=name).count()
            assert posted <= 1
            assert posted == 1 or row.status not in GONE
            matched = Receipt.objects.filter(order=row, result="paid").count()
            assert matched <= row.attempt
            assert sealed.unsealed(row.sealed).endswith(row.shown[-4:])

    def orders(self) -> list[Order]:
        """The orders of the commitment, oldest first."""
        return list(Order.objects.filter(commitment=self.commitment).order_by("pk"))

    def order(self, pick: int) -> Order | None:
        """One of them."""
        rows = self.orders()
        return rows[pick % len(rows)] if rows else None

    def fen(self, states: tuple[str, ...]) -> list[int]:
        """The amounts of the orders in some states."""
        return [row.fen for row in self.orders() if row.status in states]

    def attempt(self, act: object) -> None:
        """Act; a refusal is fine, anything else is not."""
        try:
            act()  # type: ignore[operator] # a callable without arguments
        except Refused as refusal:
            assert refusal.codes


@pytest.mark.django_db
def test_paid_within_committed_whatever_happens():
    found = settings(max_examples=EXAMPLES, stateful_step_count=STEPS, deadline=None)
    from hypothesis.stateful import run_state_machine_as_test

    run_state_machine_as_test(Payments, settings=found)
