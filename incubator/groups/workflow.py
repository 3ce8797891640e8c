"""The way of a community group: handed in, filed at the street, confirmed every year."""

from django.utils.translation import gettext_lazy as _

from incubator.groups import conditions
from incubator.groups.conditions import Facts
from incubator.groups.enums import ON_FILE, GroupState
from portal.permissions import Permission
from portal.workflow.steps import Clock, Step, Waits, Workflow

State = GroupState
FILE = Permission.GROUP_FILE
OWN = Permission.ORGANISATION_EDIT
BASIS = conditions.OPINION
LOCAL = "本市社区社会组织备案办法"

GROUP: Workflow[Facts] = Workflow(
    code="group",
    title=_("filing of a community group"),
    prefix="SQ",
    states=GroupState,
    initial=State.SUBMITTED,
    opening_deadline="groups.decision",
    waits={
        State.SUBMITTED: Waits.OFFICE,
        State.RETURNED: Waits.APPLICANT,
        State.FILED: Waits.TIME,
        State.CONFIRMING: Waits.APPLICANT,
        State.UNCONFIRMED: Waits.APPLICANT,
    },
    path=(State.SUBMITTED, State.FILED),
    steps=(
        Step(
            "file", (State.SUBMITTED,), State.FILED, FILE, _("filed"),
            conditions=(conditions.not_own_case, *conditions.SUBMIT),
            basis=BASIS, notice="group_filed", clock=Clock.ENDS,
        ),
        Step(
            "return", (State.SUBMITTED,), State.RETURNED, FILE, _("sent back, with every point"),
            conditions=(conditions.not_own_case,),
            basis=LOCAL, deadline="groups.supply", notice="group_returned", needs_note=True,
        ),
        Step(
            "refuse", (State.SUBMITTED,), State.REFUSED, FILE, _("not filed"),
            conditions=(conditions.not_own_case,),
            basis=BASIS, notice="group_refused", needs_note=True,
        ),
        Step(
            "supply", (State.RETURNED,), State.SUBMITTED, OWN, _("completed"),
            side=Waits.APPLICANT, conditions=conditions.SUBMIT, deadline="groups.decision",
        ),
        Step(
            "lapse", (State.RETURNED,), State.LAPSED, None,
            _("closed, nothing was added in time"), notice="group_lapsed",
        ),
        Step(
            "withdraw", (State.SUBMITTED, State.RETURNED), State.WITHDRAWN, OWN, _("withdrawn"),
            side=Waits.APPLICANT,
        ),
        Step(
            "ask_confirmation", (State.FILED,), State.CONFIRMING, None,
            _("asked to confirm for another year"), basis=LOCAL,
            deadline="groups.confirm_within", notice="group_confirm",
        ),
        Step(
            "confirm", (State.CONFIRMING, State.UNCONFIRMED), State.FILED, OWN,
            _("confirmed by the group"), side=Waits.APPLICANT,
            conditions=(conditions.enough_members,), notice="group_confirmed", clock=Clock.ENDS,
        ),
        Step(
            "confirm_for", (State.CONFIRMING, State.UNCONFIRMED), State.FILED, FILE,
            _("confirmed at the street"),
            conditions=(conditions.not_own_case, conditions.enough_members),
            notice="group_confirmed", clock=Clock.ENDS,
        ),
        Step(
            "lose_confirmation", (State.CONFIRMING,), State.UNCONFIRMED, None,
            _("not confirmed in time, no longer public"), basis=LOCAL,
            notice="group_unconfirmed", clock=Clock.ENDS,
        ),
        Step(
            "grow", ON_FILE, State.GROWN, FILE, _("became a registered organisation"),
            conditions=(conditions.not_own_case,), notice="group_grown",
        ),
        Step(
            "remove", ON_FILE, State.REMOVED, FILE, _("filing removed"),
            conditions=(conditions.not_own_case,), basis=LOCAL, notice="group_removed",
            needs_note=True,
        ),
    ),
    url_name="group_case",
    applicant_url_name="group_follow",
)  # fmt: skip
