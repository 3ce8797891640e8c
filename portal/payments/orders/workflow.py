"""The way of a payment order: maker, checker, bank, and back when a transfer is returned.

What the bank reports is taken by the portal itself, when a receipt fits (``banking``).
"""

from django.utils.translation import gettext_lazy as _

from portal.payments.orders import conditions
from portal.payments.orders.conditions import FOUR_EYES, OrderFacts
from portal.payments.orders.enums import OrderState
from portal.permissions import Permission
from portal.workflow.steps import Clock, Step, Waits, Workflow

State = OrderState
MAKE, CHECK = Permission.PAYMENT_MAKE, Permission.PAYMENT_CHECK
PAYABLE = (
    conditions.payee_may_be_paid,
    conditions.payee_on_no_list,
    conditions.amount_is_committed,
    conditions.account_is_current,
    conditions.paper_is_there,
)

ORDER: Workflow[OrderFacts] = Workflow(
    code="payments.order",
    title=_("payment order"),
    prefix="ZD",
    states=OrderState,
    initial=State.PREPARED,
    opening_deadline="payments.order_check",
    waits={
        State.PREPARED: Waits.TREASURY,
        State.MENDING: Waits.TREASURY,
        State.CHECKED: Waits.TREASURY,
        State.SENT: Waits.TREASURY,
        State.RETURNED: Waits.TREASURY,
        State.PAID: Waits.TIME,
    },
    path=(State.PREPARED, State.CHECKED, State.SENT, State.PAID, State.SETTLED),
    steps=(
        Step(
            "check", (State.PREPARED,), State.CHECKED, CHECK, _("order checked"),
            conditions=(conditions.checked_by_another, *PAYABLE), basis=FOUR_EYES,
            deadline="payments.order_send",
        ),
        Step(
            "send_back", (State.PREPARED, State.CHECKED), State.MENDING, CHECK,
            _("order sent back to be mended"), conditions=(conditions.checked_by_another,),
            basis=FOUR_EYES, deadline="payments.order_mend", needs_note=True,
        ),
        Step(
            "hand_in", (State.MENDING, State.RETURNED), State.PREPARED, MAKE,
            _("order handed in to be checked again"),
            conditions=(conditions.payee_may_be_paid, conditions.payee_on_no_list),
            deadline="payments.order_check",
        ),
        Step(
            "send", (State.CHECKED,), State.SENT, MAKE, _("order sent to the bank"),
            conditions=PAYABLE, clock=Clock.ENDS,
        ),
        Step(
            "paid", (State.SENT,), State.PAID, None, _("paid by the bank"),
            deadline="payments.return_window", notice="payment_paid",
        ),
        Step(
            "returned", (State.SENT, State.PAID), State.RETURNED, None,
            _("returned by the bank"), deadline="payments.order_mend",
            notice="payment_returned",
        ),
        Step("settle", (State.PAID,), State.SETTLED, None, _("no return came")),
        Step(
            "cancel",
            (State.PREPARED, State.MENDING, State.CHECKED, State.RETURNED),
            State.CANCELLED, MAKE, _("order cancelled"), needs_note=True,
        ),
    ),
    url_name="payment_order",
    applicant_url_name="payment_to_us",
    opened=_("order prepared"),
)  # fmt: skip
