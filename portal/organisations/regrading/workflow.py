"""The way of a decision about a grade: proposed, heard, decided by a second official."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.organisations.regrading import conditions
from portal.organisations.regrading.conditions import DecisionFacts
from portal.organisations.regrading.enums import RegradingState
from portal.permissions import Permission
from portal.workflow.steps import Step, Waits, Workflow

State = RegradingState

REGRADING: Workflow[DecisionFacts] = Workflow(
    code="regrading",
    title=_("decision about a grade"),
    prefix="DJ",
    states=RegradingState,
    initial=State.RECORDED,
    opening_deadline="regrading.decision",
    waits={State.RECORDED: Waits.OFFICE},
    path=(State.RECORDED, State.CONFIRMED),
    steps=(
        Step(
            "confirm",
            (State.RECORDED,),
            State.CONFIRMED,
            Permission.RECORD_CONFIRM,
            pgettext_lazy("regrading", "decided by a second official"),
            conditions=conditions.CONFIRM,
            basis="社会组织评估管理办法",
        ),
        Step(
            "reject",
            (State.RECORDED,),
            State.REJECTED,
            Permission.RECORD_CONFIRM,
            pgettext_lazy("regrading", "not decided"),
            conditions=(conditions.another_official,),
            needs_note=True,
        ),
        Step(
            "cancel",
            (State.RECORDED,),
            State.WITHDRAWN,
            Permission.RECORD_CONFIRM,
            pgettext_lazy("regrading", "taken back"),
            conditions=(conditions.own_entry,),
            needs_note=True,
        ),
    ),
    url_name="regrading_case",
    opened=pgettext_lazy("regrading", "proposed"),
)
