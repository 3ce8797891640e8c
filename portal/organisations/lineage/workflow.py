"""The way of a link, and of a counter-entry: one official records, a different one confirms."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.organisations.lineage import conditions
from portal.organisations.lineage.conditions import SecondFacts
from portal.organisations.lineage.enums import LinkState
from portal.permissions import Permission
from portal.workflow.steps import Step, Waits, Workflow

State = LinkState

LINEAGE: Workflow[SecondFacts] = Workflow(
    code="lineage",
    title=_("lineage of an organisation"),
    prefix="YG",
    states=LinkState,
    initial=State.RECORDED,
    opening_deadline="lineage.second",
    waits={State.RECORDED: Waits.OFFICE},
    path=(State.RECORDED, State.CONFIRMED),
    steps=(
        Step(
            "confirm",
            (State.RECORDED,),
            State.CONFIRMED,
            Permission.RECORD_CONFIRM,
            _("confirmed by a second official"),
            conditions=conditions.CONFIRM,
        ),
        Step(
            "reject",
            (State.RECORDED,),
            State.REJECTED,
            Permission.RECORD_CONFIRM,
            _("not confirmed"),
            conditions=(conditions.another_official,),
            needs_note=True,
        ),
        Step(
            "cancel",
            (State.RECORDED,),
            State.WITHDRAWN,
            Permission.RECORD_CONFIRM,
            _("taken back"),
            conditions=(conditions.own_entry,),
            needs_note=True,
        ),
    ),
    url_name="lineage_case",
    opened=pgettext_lazy("lineage", "recorded"),
)
