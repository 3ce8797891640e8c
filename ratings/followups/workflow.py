"""The way of a follow-up or verification rating: notice, statement, check, finding."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.permissions import Permission
from portal.workflow.steps import Step, Waits, Workflow
from ratings.followups import acts
from ratings.followups.acts import BASIS, Act
from ratings.followups.enums import OPEN, FollowUpState

State = FollowUpState
CHECK = Permission.RATING_CHECK

FOLLOW_UP: Workflow[Act] = Workflow(
    code="followup",
    title=_("follow-up of a grade"),
    prefix="GZ",
    states=FollowUpState,
    initial=State.OPENED,
    opening_deadline="followups.statement",
    waits={
        State.OPENED: Waits.APPLICANT,
        State.STATED: Waits.OFFICE,
        State.CHECKED: Waits.OFFICE,
    },
    path=(State.OPENED, State.STATED, State.CHECKED, State.KEPT),
    steps=(
        Step(
            "state", (State.OPENED,), State.STATED, Permission.ORGANISATION_EDIT,
            pgettext_lazy("followup", "statement handed in"), side=Waits.APPLICANT,
            conditions=acts.STATE, basis=BASIS, deadline="followups.check",
        ),
        Step(
            "keep_silent", (State.OPENED,), State.STATED, None,
            pgettext_lazy("followup", "no statement in time"), deadline="followups.check",
            notice="followup_silent",
        ),
        Step(
            "check", (State.STATED,), State.CHECKED, CHECK,
            pgettext_lazy("followup", "checked"), conditions=acts.CHECK, basis=BASIS,
            deadline="followups.finding",
        ),
        Step(
            "keep", (State.CHECKED,), State.KEPT, CHECK,
            pgettext_lazy("followup", "grade kept"), conditions=acts.KEEP, basis=BASIS,
            notice="followup_kept", needs_note=True,
        ),
        Step(
            "lower", (State.CHECKED,), State.PROPOSED, CHECK,
            pgettext_lazy("followup", "lowering or cancelling proposed"),
            conditions=acts.LOWER, basis=BASIS,
        ),
        Step(
            "drop", OPEN, State.DROPPED, CHECK,
            pgettext_lazy("followup", "closed without a finding"), conditions=acts.DROP,
            notice="followup_dropped", needs_note=True,
        ),
    ),
    url_name="followup_case",
    applicant_url_name="my_followup",
    opened=pgettext_lazy("followup", "opened"),
)  # fmt: skip
