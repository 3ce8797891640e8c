"""The way of a change of a budget: one proposes, somebody else decides, then it is posted."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.ledger.changes import conditions
from portal.ledger.changes.conditions import BASIS, Facts
from portal.ledger.changes.enums import ChangeState
from portal.permissions import Permission
from portal.workflow.steps import Step, Waits, Workflow

State = ChangeState

BUDGET_CHANGE: Workflow[Facts] = Workflow(
    code="budget_change",
    title=_("change of a budget"),
    prefix="YS",
    states=ChangeState,
    initial=State.PROPOSED,
    opening_deadline="ledger.change_decided",
    waits={State.PROPOSED: Waits.OFFICE},
    path=(State.PROPOSED, State.APPROVED),
    steps=(
        Step(
            "approve", (State.PROPOSED,), State.APPROVED, Permission.BUDGET_APPROVE,
            pgettext_lazy("budget", "approved and posted"), conditions=conditions.APPROVE,
            basis=BASIS, notice="budget_approved",
        ),
        Step(
            "refuse", (State.PROPOSED,), State.REFUSED, Permission.BUDGET_APPROVE,
            pgettext_lazy("budget", "not approved"), conditions=(conditions.other_eyes,),
            basis=BASIS, notice="budget_refused", needs_note=True,
        ),
        Step(
            "withdraw", (State.PROPOSED,), State.WITHDRAWN, Permission.BUDGET_EDIT,
            pgettext_lazy("budget", "withdrawn"), basis=BASIS,
        ),
    ),
    url_name="budget_change",
    opened=_("change of a budget proposed"),
)  # fmt: skip
