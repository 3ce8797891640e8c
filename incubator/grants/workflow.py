"""The way of a claim: offered, claimed, checked, approved, public, committed, paid."""

from django.utils.translation import gettext_lazy as _

from incubator.grants import acts
from incubator.grants.acts import BASIS, USE, Facts
from incubator.grants.enums import ClaimState
from portal.permissions import Permission
from portal.workflow.steps import Clock, Step, Waits, Workflow

State = ClaimState
EDIT, APPROVE = Permission.GRANT_EDIT, Permission.APPROVE
MONEY, PAY = Permission.ORGANISATION_MONEY, Permission.PAYMENT_MAKE
ANSWER = Permission.OBJECTION_ANSWER
BEFORE_CLOSING = (State.REPORTING, State.REPORTED, State.RETURNING)

GRANT: Workflow[Facts] = Workflow(
    code="grant",
    title=_("claim of money"),
    prefix="BZ",
    states=ClaimState,
    initial=State.OFFERED,
    opening_deadline="",
    waits={
        State.OFFERED: Waits.APPLICANT,
        State.CLAIMED: Waits.OFFICE,
        State.CHECKED: Waits.OFFICE,
        State.PUBLISHED: Waits.TIME,
        State.QUEUED: Waits.TIME,
        State.COMMITTED: Waits.APPLICANT,
        State.RECEIPTED: Waits.TREASURY,
        State.ORDERED: Waits.TREASURY,
        State.PAID: Waits.APPLICANT,
        State.REPORTING: Waits.APPLICANT,
        State.REPORTED: Waits.OFFICE,
        State.RETURNING: Waits.APPLICANT,
    },
    path=(
        State.OFFERED, State.CLAIMED, State.CHECKED, State.PUBLISHED, State.COMMITTED,
        State.RECEIPTED, State.ORDERED, State.PAID, State.CLOSED,
    ),
    steps=(
        Step(
            "claim", (State.OFFERED,), State.CLAIMED, MONEY, _("claimed"), side=Waits.APPLICANT,
            conditions=acts.CLAIM, basis=BASIS, deadline="grants.check",
        ),
        Step(
            "lapse", (State.OFFERED,), State.LAPSED, None, _("not claimed in time"), basis=BASIS,
            notice="grant_lapsed",
        ),
        Step(
            "withdraw", (State.OFFERED, State.CLAIMED, State.QUEUED), State.WITHDRAWN, MONEY,
            _("withdrawn by the organisation"), side=Waits.APPLICANT,
        ),
        Step(
            "check", (State.CLAIMED,), State.CHECKED, EDIT, _("checked and proposed"),
            conditions=acts.CHECK, basis=BASIS, deadline="grants.approve",
        ),
        Step(
            "refuse", (State.CLAIMED,), State.REFUSED, EDIT, _("refused"),
            conditions=(acts.not_own_case,), basis=BASIS, notice="grant_refused", needs_note=True,
        ),
        Step(
            "return", (State.CHECKED,), State.CLAIMED, APPROVE,
            _("sent back to be checked again"), deadline="grants.check", needs_note=True,
        ),
        Step(
            "approve", (State.CHECKED,), State.PUBLISHED, APPROVE, _("approved and made public"),
            conditions=acts.APPROVE, basis=BASIS, deadline="grants.publicity",
            notice="grant_published",
        ),
        Step(
            "correct", (State.PUBLISHED,), State.PUBLISHED, ANSWER,
            _("corrected after an objection and published again in full"),
            conditions=(acts.not_own_case,), deadline="grants.publicity", needs_note=True,
        ),
        Step(
            "take_off", (State.PUBLISHED,), State.REFUSED, ANSWER,
            _("taken off the list after an objection"), conditions=(acts.not_own_case,),
            notice="grant_refused", needs_note=True,
        ),
        Step(
            "queue", (State.PUBLISHED,), State.QUEUED, None, _("the line is short: queued"),
            clock=Clock.ENDS, notice="grant_queued",
        ),
        Step(
            "commit", (State.PUBLISHED, State.QUEUED), State.COMMITTED, None,
            _("money reserved from the budget"), deadline="grants.receipt",
            notice="grant_committed",
        ),
        Step(
            "receipt", (State.COMMITTED,), State.RECEIPTED, MONEY, _("receipt handed in"),
            side=Waits.APPLICANT, conditions=(acts.receipt_there,), deadline="grants.order",
        ),
        Step(
            "return_receipt", (State.RECEIPTED,), State.COMMITTED, PAY,
            _("receipt sent back to be mended"), deadline="grants.receipt",
            notice="grant_receipt_returned", needs_note=True,
        ),
        Step(
            "order", (State.RECEIPTED,), State.ORDERED, PAY, _("payment prepared"),
            conditions=acts.ORDER, basis=BASIS, clock=Clock.ENDS,
        ),
        Step(
            "stop", (State.QUEUED, State.COMMITTED, State.RECEIPTED), State.REFUSED, APPROVE,
            _("stopped, the money is free again"), conditions=(acts.not_own_case,),
            notice="grant_refused", needs_note=True,
        ),
        Step(
            "reopen", (State.ORDERED,), State.RECEIPTED, None,
            _("payment cancelled, to be prepared again"), deadline="grants.order",
        ),
        Step(
            "pay", (State.ORDERED,), State.PAID, None, _("paid"), deadline="grants.close",
            notice="grant_paid",
        ),
        Step(
            "pay_for_use", (State.ORDERED,), State.REPORTING, None,
            _("paid, a report on its use follows"), deadline="grants.report",
            notice="grant_paid_for_use",
        ),
        Step(
            "come_back", (State.PAID, *BEFORE_CLOSING), State.ORDERED, None,
            _("returned by the bank, to be paid again"), clock=Clock.ENDS,
        ),
        Step(
            "report", (State.REPORTING,), State.REPORTED, MONEY, _("use of the money reported"),
            side=Waits.APPLICANT, conditions=(acts.report_there, acts.within_what_was_paid),
            basis=USE, deadline="grants.accept",
        ),
        Step(
            "return_report", (State.REPORTED,), State.REPORTING, EDIT,
            _("report sent back to be mended"), conditions=(acts.not_own_case,),
            deadline="grants.report", notice="grant_report_returned", needs_note=True,
        ),
        Step(
            "accept", (State.REPORTED,), State.CLOSED, EDIT, _("report accepted"),
            conditions=(acts.not_own_case, acts.all_spent), basis=USE,
            notice="grant_report_accepted",
        ),
        Step(
            "accept_with_rest", (State.REPORTED,), State.RETURNING, EDIT,
            _("report accepted, unspent money to be returned"),
            conditions=(acts.not_own_case, acts.some_unspent), basis=USE, clock=Clock.ENDS,
        ),
        Step(
            "settle_rest", (State.RETURNING,), State.CLOSED, None,
            _("unspent money came back"), conditions=(acts.all_spent,),
            notice="grant_report_accepted",
        ),
        Step(
            "close", (State.PAID,), State.CLOSED, MONEY, _("arrival of the money confirmed"),
            side=Waits.APPLICANT,
        ),
        Step(
            "close_by_time", (State.PAID,), State.CLOSED, None,
            _("closed, nobody said that the money is missing"),
        ),
    ),
    url_name="grant_case",
    applicant_url_name="my_grant",
    opened=_("offered"),
)  # fmt: skip
