"""The way of a bank account: named by the organisation, confirmed by a second person."""

from django.utils.translation import gettext_lazy as _

from portal.payments.payees import conditions
from portal.payments.payees.conditions import OWN_NAME, DecisionFacts
from portal.payments.payees.enums import AccountState
from portal.permissions import Permission
from portal.workflow.steps import Step, Waits, Workflow

State = AccountState

PAYEE: Workflow[DecisionFacts] = Workflow(
    code="payee",
    title=_("bank account of an organisation"),
    prefix="ZH",
    states=AccountState,
    initial=State.PROPOSED,
    opening_deadline="payments.account_check",
    waits={State.PROPOSED: Waits.TREASURY},
    path=(State.PROPOSED, State.CONFIRMED),
    steps=(
        Step(
            "confirm", (State.PROPOSED,), State.CONFIRMED, Permission.PAYMENT_CHECK,
            _("account confirmed"),
            conditions=(
                conditions.another_person, conditions.may_be_paid,
                conditions.holder_is_the_body, conditions.not_of_another,
            ),
            basis=OWN_NAME, notice="payee_confirmed",
        ),
        Step(
            "refuse", (State.PROPOSED,), State.REFUSED, Permission.PAYMENT_CHECK,
            _("account not confirmed"), conditions=(conditions.another_person,),
            notice="payee_refused", needs_note=True,
        ),
        Step(
            "withdraw", (State.PROPOSED,), State.WITHDRAWN, Permission.ORGANISATION_MONEY,
            _("account taken back"), side=Waits.APPLICANT, notice="payee_withdrawn",
        ),
    ),
    url_name="payee_account",
    applicant_url_name="our_account_case",
    opened=_("account named"),
)  # fmt: skip
