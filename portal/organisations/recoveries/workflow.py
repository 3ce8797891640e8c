"""The way of a recovery: one official begins, a different one confirms."""

from django.utils.translation import gettext_lazy as _

from portal.organisations.recoveries import conditions
from portal.organisations.recoveries.conditions import ConfirmFacts
from portal.organisations.recoveries.enums import RecoveryState
from portal.permissions import Permission
from portal.workflow.steps import Step, Waits, Workflow

State = RecoveryState

RECOVERY: Workflow[ConfirmFacts] = Workflow(
    code="recovery",
    title=_("recovery of a lost owner"),
    prefix="HF",
    states=RecoveryState,
    initial=State.STARTED,
    opening_deadline="claims.recovery",
    waits={State.STARTED: Waits.OFFICE},
    path=(State.STARTED, State.CONFIRMED),
    steps=(
        Step(
            "confirm",
            (State.STARTED,),
            State.CONFIRMED,
            Permission.RECOVERY_CONFIRM,
            _("confirmed by a second official"),
            conditions=(
                conditions.another_official,
                conditions.still_registered,
                conditions.nothing_changed,
            ),
            notice="recovery_confirmed",
        ),
        Step(
            "reject",
            (State.STARTED,),
            State.REJECTED,
            Permission.RECOVERY_CONFIRM,
            _("not confirmed"),
            conditions=(conditions.another_official,),
            notice="recovery_rejected",
            needs_note=True,
        ),
        Step(
            "cancel",
            (State.STARTED,),
            State.CANCELLED,
            Permission.RECOVERY_START,
            _("taken back"),
            needs_note=True,
        ),
    ),
    url_name="recovery_case",
)
