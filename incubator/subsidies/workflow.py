"""The way of an organisation's list, and of the monthly batch that gathers the lists."""

from django.utils.translation import gettext_lazy as _

from incubator.grants.acts import Facts
from incubator.subsidies import acts
from incubator.subsidies.acts import BASIS, BatchFacts
from incubator.subsidies.enums import BatchState, ClaimState
from portal.permissions import Permission
from portal.workflow.steps import Clock, Step, Waits, Workflow

State, Batch = ClaimState, BatchState
EDIT, APPROVE = Permission.GRANT_EDIT, Permission.APPROVE
MONEY, PAY = Permission.ORGANISATION_MONEY, Permission.PAYMENT_MAKE
ANSWER, SECOND = Permission.OBJECTION_ANSWER, Permission.PAYMENT_CHECK

LIST: Workflow[Facts] = Workflow(
    code="subsidy.list",
    title=_("list of subsidies"),
    prefix="SB",
    states=ClaimState,
    initial=State.CONFIRMED,
    opening_deadline="subsidies.check",
    waits={
        State.CONFIRMED: Waits.OFFICE,
        State.CHECKED: Waits.TIME,
        State.BATCHED: Waits.TIME,
        State.PUBLISHED: Waits.TIME,
        State.CLEARED: Waits.TREASURY,
        State.ORDERED: Waits.TREASURY,
        State.PAID: Waits.TIME,
    },
    path=(
        State.CONFIRMED, State.CHECKED, State.BATCHED, State.PUBLISHED, State.CLEARED,
        State.ORDERED, State.PAID, State.CLOSED,
    ),
    steps=(
        Step(
            "withdraw", (State.CONFIRMED, State.CHECKED), State.WITHDRAWN, MONEY,
            _("withdrawn by the organisation"), side=Waits.APPLICANT,
        ),
        Step(
            "check", (State.CONFIRMED,), State.CHECKED, EDIT, _("list checked"),
            conditions=acts.CHECK, basis=BASIS, clock=Clock.ENDS,
        ),
        Step(
            "send_back", (State.CONFIRMED, State.CHECKED), State.RETURNED, EDIT,
            _("sent back"), conditions=acts.OWN, notice="subsidy_returned", needs_note=True,
        ),
        Step(
            "gather", (State.CHECKED,), State.BATCHED, None, _("taken into the batch"),
            conditions=acts.GATHER, basis=BASIS,
        ),
        Step("let_go", (State.BATCHED,), State.CHECKED, None, _("the batch was dissolved")),
        Step(
            "publish", (State.BATCHED,), State.PUBLISHED, None, _("approved and made public"),
            deadline="subsidies.publicity", notice="subsidy_published",
        ),
        Step(
            "correct", (State.PUBLISHED,), State.PUBLISHED, ANSWER,
            _("corrected after an objection and published again in full"),
            conditions=acts.OWN, deadline="subsidies.publicity", needs_note=True,
        ),
        Step(
            "take_off", (State.PUBLISHED,), State.RETURNED, ANSWER,
            _("taken off the list after an objection"), conditions=acts.OWN,
            notice="subsidy_returned", needs_note=True,
        ),
        Step(
            "clear", (State.PUBLISHED,), State.CLEARED, None, _("nobody objected with success"),
            clock=Clock.ENDS,
        ),
        Step(
            "order", (State.CLEARED,), State.ORDERED, PAY, _("payment prepared"),
            conditions=acts.ORDER, basis=BASIS,
        ),
        Step(
            "stop", (State.CLEARED,), State.RETURNED, APPROVE,
            _("stopped, the money is free again"), conditions=acts.OWN,
            notice="subsidy_returned", needs_note=True,
        ),
        Step(
            "reopen", (State.ORDERED,), State.CLEARED, None,
            _("payment cancelled, to be prepared again"),
        ),
        Step(
            "pay", (State.CLEARED, State.ORDERED), State.PAID, None, _("paid"),
            deadline="subsidies.close", notice="subsidy_paid",
        ),
        Step(
            "come_back", (State.PAID,), State.ORDERED, None,
            _("returned by the bank, to be paid again"), clock=Clock.ENDS,
        ),
        Step("close", (State.PAID,), State.CLOSED, None, _("no return came")),
    ),
    url_name="subsidy_case",
    applicant_url_name="my_subsidy",
)  # fmt: skip

BATCH: Workflow[BatchFacts] = Workflow(
    code="subsidy.batch",
    title=_("batch of subsidies"),
    prefix="SP",
    states=BatchState,
    initial=Batch.BUILDING,
    opening_deadline="",
    waits={
        Batch.BUILDING: Waits.TIME,
        Batch.BUILT: Waits.OFFICE,
        Batch.PROPOSED: Waits.OFFICE,
        Batch.PUBLISHED: Waits.TIME,
        Batch.SHORT: Waits.TIME,
        Batch.COMMITTED: Waits.TREASURY,
        Batch.ORDERED: Waits.TREASURY,
        Batch.PAID: Waits.TIME,
    },
    path=(
        Batch.BUILDING, Batch.BUILT, Batch.PROPOSED, Batch.PUBLISHED, Batch.COMMITTED,
        Batch.ORDERED, Batch.PAID, Batch.CLOSED,
    ),
    steps=(
        Step(
            "built", (Batch.BUILDING,), Batch.BUILT, None, _("lists gathered"),
            deadline="subsidies.propose",
        ),
        Step(
            "end_empty",
            (Batch.BUILDING, Batch.PUBLISHED, Batch.SHORT, Batch.COMMITTED, Batch.ORDERED),
            Batch.DISSOLVED,
            None,
            _("no list is left in it"),
        ),
        Step(
            "dissolve", (Batch.BUILT,), Batch.DISSOLVED, EDIT, _("dissolved"), needs_note=True,
        ),
        Step(
            "propose", (Batch.BUILT,), Batch.PROPOSED, EDIT, _("proposed for approval"),
            conditions=(acts.not_own_organisation,), basis=BASIS, deadline="subsidies.approve",
        ),
        Step(
            "return", (Batch.PROPOSED,), Batch.BUILT, APPROVE, _("sent back"),
            deadline="subsidies.propose", needs_note=True,
        ),
        Step(
            "approve", (Batch.PROPOSED,), Batch.PUBLISHED, APPROVE,
            _("approved and made public"),
            conditions=(
                acts.not_own_organisation, acts.decided_by_another, acts.sum_stands,
            ),
            basis=BASIS, deadline="subsidies.publicity",
        ),
        Step(
            "queue", (Batch.PUBLISHED,), Batch.SHORT, None, _("the line is short"),
            clock=Clock.ENDS,
        ),
        Step(
            "commit", (Batch.PUBLISHED, Batch.SHORT), Batch.COMMITTED, None,
            _("money reserved from the budget"), deadline="subsidies.order",
        ),
        Step(
            "order", (Batch.COMMITTED, Batch.ORDERED), Batch.ORDERED, PAY,
            _("payments prepared"), conditions=(acts.paid_to_organisations,), clock=Clock.ENDS,
        ),
        Step(
            "pay_out", (Batch.COMMITTED,), Batch.PAID, SECOND, _("paid to the persons"),
            conditions=(acts.paid_to_persons,), clock=Clock.ENDS,
        ),
        Step(
            "pay", (Batch.COMMITTED, Batch.ORDERED), Batch.PAID, None,
            _("every list of it is paid or ended"), clock=Clock.ENDS,
        ),
        Step("come_back", (Batch.PAID,), Batch.ORDERED, None, _("a payment came back")),
        Step("close", (Batch.PAID,), Batch.CLOSED, None, _("no return came")),
    ),
    url_name="subsidy_batch",
    opened=_("begun"),
)  # fmt: skip
