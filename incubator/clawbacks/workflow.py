"""The way of money that is asked back: opened, decided by another, paid back, settled."""

from django.utils.translation import gettext_lazy as _

from incubator.clawbacks import acts
from incubator.clawbacks.acts import BASIS, Facts
from incubator.clawbacks.enums import ClawbackState
from portal.permissions import Permission
from portal.workflow.steps import Clock, Step, Waits, Workflow

State = ClawbackState
APPROVE, MONEY = Permission.APPROVE, Permission.ORGANISATION_MONEY

CLAWBACK: Workflow[Facts] = Workflow(
    code="clawback",
    title=_("money asked back"),
    prefix="ZH",
    states=ClawbackState,
    initial=State.OPENED,
    opening_deadline="clawbacks.speak",
    waits={State.OPENED: Waits.OFFICE, State.DECIDED: Waits.APPLICANT},
    path=(State.OPENED, State.DECIDED, State.SETTLED),
    steps=(
        Step(
            "speak", (State.OPENED,), State.OPENED, MONEY, _("the organisation spoke"),
            side=Waits.APPLICANT, needs_note=True,
        ),
        Step(
            "decide", (State.OPENED,), State.DECIDED, APPROVE, _("decided: it is asked back"),
            conditions=(acts.not_own_case, acts.decided_by_another), basis=BASIS,
            deadline="clawbacks.pay", notice="clawback_decided", needs_note=True,
        ),
        Step(
            "drop", (State.OPENED,), State.DROPPED, APPROVE, _("not pursued"),
            conditions=(acts.not_own_case, acts.decided_by_another),
            notice="clawback_dropped", needs_note=True,
        ),
        Step(
            "take_back", (State.DECIDED,), State.DROPPED, APPROVE,
            _("decision taken back, nothing is asked back"),
            conditions=(
                acts.not_own_case, acts.decided_by_another, acts.taken_back_by_another,
                acts.nothing_came_back, acts.no_rest_open,
            ),
            basis=BASIS, notice="clawback_dropped", needs_note=True,
        ),
        Step(
            "ask_rest", (State.OPENED,), State.DECIDED, None,
            _("unspent money is to be returned"), basis=acts.USE, deadline="clawbacks.pay",
            notice="clawback_rest",
        ),
        Step(
            "restore", (State.OPENED,), State.DROPPED, None,
            _("the grade was restored, nothing is asked back"), notice="clawback_dropped",
        ),
        Step(
            "instalments", (State.DECIDED,), State.DECIDED, APPROVE, _("instalments agreed"),
            conditions=(acts.not_own_case, acts.plan_adds_up), clock=Clock.ENDS,
            notice="clawback_instalments",
        ),
        Step(
            "settle", (State.DECIDED,), State.SETTLED, None, _("paid back in full"),
            conditions=(acts.all_came_back,), notice="clawback_settled",
        ),
    ),
    url_name="clawback_case",
    applicant_url_name="my_clawback",
    opened=_("opened"),
)  # fmt: skip
