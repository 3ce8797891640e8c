"""The way of an objection: received, and answered by an official who did not decide the case."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.permissions import Permission
from portal.workflow.publicity import conditions
from portal.workflow.publicity.conditions import AnswerFacts
from portal.workflow.publicity.enums import ObjectionState
from portal.workflow.steps import Step, Waits, Workflow

State = ObjectionState
ANSWER = Permission.OBJECTION_ANSWER
APART = (conditions.not_own_decision, conditions.not_own_objection)

OBJECTION: Workflow[AnswerFacts] = Workflow(
    code="objection",
    title=_("objection to a publicity"),
    prefix="YY",
    states=ObjectionState,
    initial=State.RECEIVED,
    opening_deadline="publicity.objection_answer",
    waits={State.RECEIVED: Waits.OFFICE},
    path=(State.RECEIVED,),
    outcome=pgettext_lazy("objection", "answer"),
    steps=(
        Step(
            "dismiss",
            (State.RECEIVED,),
            State.DISMISSED,
            ANSWER,
            _("objection answered, nothing changes"),
            conditions=APART,
            notice="objection_answered",
            needs_note=True,
        ),
        Step(
            "correct",
            (State.RECEIVED,),
            State.CORRECTED,
            ANSWER,
            _("objection answered, corrected and made public again"),
            conditions=(*APART, conditions.not_settled),
            notice="objection_answered",
            needs_note=True,
        ),
        Step(
            "uphold",
            (State.RECEIVED,),
            State.UPHELD,
            ANSWER,
            _("objection answered, taken off the list"),
            conditions=(*APART, conditions.not_settled),
            notice="objection_answered",
            needs_note=True,
        ),
        Step(
            "withdraw",
            (State.RECEIVED,),
            State.WITHDRAWN,
            Permission.SIGNED_IN,
            _("withdrawn by the objector"),
            side=Waits.APPLICANT,
        ),
        Step(
            "take_back",
            (State.RECEIVED,),
            State.WITHDRAWN,
            ANSWER,
            _("withdrawn by the objector through the office"),
            needs_note=True,
        ),
    ),
    url_name="objection_case",
    applicant_url_name="objection",
)
