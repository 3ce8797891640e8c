"""The way of a request for support, from asking to delivery."""

from django.utils.translation import gettext_lazy as _

from incubator.support import acts
from incubator.support.acts import BASIS, Facts
from incubator.support.enums import RequestState
from portal.permissions import Permission
from portal.workflow.steps import Step, Waits, Workflow

State = RequestState
LIVE = Permission.ORGANISATION_EDIT
ANSWER = Permission.SUPPORT_ANSWER
FIXED = (acts.not_own_case, acts.time_is_possible, acts.somebody_helps)

SUPPORT: Workflow[Facts] = Workflow(
    code="support",
    title=_("request for support"),
    prefix="FW",
    states=State,
    initial=State.ASKED,
    opening_deadline="support.answer",
    waits={
        State.ASKED: Waits.OFFICE,
        State.ACCEPTED: Waits.TIME,
        State.HELD: Waits.OFFICE,
    },
    path=(State.ASKED, State.ACCEPTED, State.HELD, State.DELIVERED),
    steps=(
        Step(
            "accept", (State.ASKED,), State.ACCEPTED, ANSWER, _("appointment fixed"),
            conditions=FIXED, basis=BASIS, deadline="support.appointment",
            notice="support_accepted",
        ),
        Step(
            "decline", (State.ASKED,), State.DECLINED, ANSWER, _("declined"),
            conditions=(acts.not_own_case,), basis=BASIS, notice="support_declined",
            needs_note=True,
        ),
        Step(
            "move", (State.ACCEPTED,), State.ACCEPTED, ANSWER, _("appointment moved"),
            conditions=(*FIXED, acts.not_begun), basis=BASIS, deadline="support.appointment",
            notice="support_moved",
        ),
        Step(
            "call_off", (State.ACCEPTED,), State.DECLINED, ANSWER, _("called off by the base"),
            conditions=(acts.not_own_case,), basis=BASIS, notice="support_called_off",
            needs_note=True,
        ),
        Step(
            "cancel", (State.ASKED, State.ACCEPTED), State.CANCELLED, LIVE, _("cancelled"),
            side=Waits.APPLICANT, conditions=(acts.not_begun,), basis=BASIS,
            notice="support_cancelled",
        ),
        Step(
            "cancel_for_them", (State.ASKED, State.ACCEPTED), State.CANCELLED, ANSWER,
            _("cancelled by telephone"), conditions=(acts.not_own_case, acts.not_begun),
            basis=BASIS, notice="support_cancelled", needs_note=True,
        ),
        Step(
            "come", (State.ACCEPTED,), State.HELD, None, _("the appointment is over"),
            deadline="support.record",
        ),
        Step(
            "deliver", (State.ACCEPTED, State.HELD), State.DELIVERED, ANSWER, _("delivered"),
            conditions=(acts.not_own_case, acts.has_begun, acts.took_time), basis=BASIS,
            notice="support_delivered", needs_note=True,
        ),
        Step(
            "miss", (State.ACCEPTED, State.HELD), State.MISSED, ANSWER, _("nobody came"),
            conditions=(acts.not_own_case, acts.has_begun), basis=BASIS,
            notice="support_missed", needs_note=True,
        ),
    ),
    url_name="support_case",
    applicant_url_name="support_request",
)  # fmt: skip
