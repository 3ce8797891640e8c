"""The way of a report: opened by the portal, handed in, sent back once at most, accepted."""

from django.utils.translation import gettext_lazy as _

from incubator.reports import acts
from incubator.reports.acts import Facts
from incubator.reports.enums import ReportState
from portal.permissions import Permission
from portal.workflow.steps import Step, Waits, Workflow

State = ReportState
LIVE = Permission.ORGANISATION_EDIT
KEEP = Permission.RESIDENCE_KEEP
BASIS = "本市孵化入驻办法"
TO_HAND_IN = (acts.residence_runs, acts.answered)

REPORT: Workflow[Facts] = Workflow(
    code="report",
    title=_("report of an organisation in residence"),
    prefix="HB",
    states=State,
    initial=State.OPEN,
    opening_deadline="report.hand_in",
    waits={
        State.OPEN: Waits.APPLICANT,
        State.HANDED_IN: Waits.OFFICE,
        State.RETURNED: Waits.APPLICANT,
        State.AGAIN: Waits.OFFICE,
    },
    path=(State.OPEN, State.HANDED_IN, State.ACCEPTED),
    steps=(
        Step(
            "hand_in", (State.OPEN,), State.HANDED_IN, LIVE, _("report handed in"),
            side=Waits.APPLICANT, conditions=TO_HAND_IN, basis=BASIS, deadline="report.read",
        ),
        Step(
            "send_back", (State.HANDED_IN,), State.RETURNED, KEEP, _("sent back with questions"),
            conditions=(acts.not_own_case, acts.residence_runs), basis=BASIS,
            deadline="report.again", notice="report_returned", needs_note=True,
        ),
        Step(
            "hand_in_again", (State.RETURNED,), State.AGAIN, LIVE, _("report handed in again"),
            side=Waits.APPLICANT, conditions=TO_HAND_IN, basis=BASIS, deadline="report.read",
        ),
        Step(
            "accept", (State.HANDED_IN, State.AGAIN), State.ACCEPTED, KEEP, _("report accepted"),
            conditions=(acts.not_own_case,), basis=BASIS, notice="report_accepted",
        ),
        Step(
            "drop", (State.OPEN, State.RETURNED), State.DROPPED, None,
            _("no longer wanted, the residence has ended"), conditions=(acts.residence_over,),
        ),
    ),
    url_name="report_case",
    applicant_url_name="report",
    opened=_("the report may be written"),
)  # fmt: skip
