"""The way of a round: written, looked over by a second person, published, closed by its day."""

from django.utils.translation import gettext_lazy as _

from portal.permissions import Permission
from portal.workflow.steps import Clock, Step, Waits, Workflow
from ratings.rounds import acts
from ratings.rounds.acts import Facts
from ratings.rounds.enums import RoundState

State = RoundState
EDIT = Permission.RATING_EDIT
BASIS = "社会组织评估管理办法"

RATING_ROUND: Workflow[Facts] = Workflow(
    code="rating_round",
    title=_("round of ratings"),
    prefix="PL",
    states=RoundState,
    initial=State.DRAFT,
    opening_deadline="",
    waits={
        State.DRAFT: Waits.OFFICE,
        State.PROPOSED: Waits.OFFICE,
        State.OPEN: Waits.TIME,
    },
    path=(State.DRAFT, State.PROPOSED, State.OPEN, State.CLOSED),
    steps=(
        Step(
            "propose", (State.DRAFT,), State.PROPOSED, EDIT, _("put before a second person"),
            conditions=(acts.is_whole,), deadline="rounds.look_over",
        ),
        Step(
            "send_back", (State.PROPOSED,), State.DRAFT, EDIT, _("sent back to be mended"),
            needs_note=True, clock=Clock.ENDS,
        ),
        Step(
            "publish", (State.PROPOSED,), State.OPEN, EDIT, _("published"),
            conditions=(acts.another_person, acts.is_whole), basis=BASIS, clock=Clock.ENDS,
        ),
        Step(
            "extend", (State.OPEN,), State.OPEN, EDIT, _("time to apply made longer"),
            conditions=(acts.later_than_before,), needs_note=True,
        ),
        Step(
            "close", (State.OPEN,), State.CLOSED, None, _("applications are over"), basis=BASIS,
        ),
        Step(
            "call_off", (State.DRAFT, State.PROPOSED, State.OPEN), State.CALLED_OFF, EDIT,
            _("called off"), conditions=(acts.nobody_waits,), needs_note=True,
        ),
    ),
    url_name="rating_round_case",
    opened=_("round begun"),
)  # fmt: skip
