"""The way of a report: counted, looked through, confirmed by another official, sent, locked."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.permissions import Permission
from portal.statistics.reports import conditions
from portal.statistics.reports.conditions import BASIS, Facts
from portal.statistics.reports.enums import ReportState
from portal.workflow.steps import Clock, Step, Waits, Workflow

State = ReportState
EDIT, CONFIRM = Permission.STATISTICS_EDIT, Permission.STATISTICS_CONFIRM

STATISTICS: Workflow[Facts] = Workflow(
    code="statistics",
    title=_("report of statistics"),
    prefix="TJ",
    states=ReportState,
    initial=State.COUNTING,
    opening_deadline="statistics.report",
    waits={
        State.COUNTING: Waits.TIME,
        State.DRAFT: Waits.OFFICE,
        State.HANDED_IN: Waits.OFFICE,
    },
    path=(State.COUNTING, State.DRAFT, State.HANDED_IN, State.SENT),
    steps=(
        Step(
            "counted", (State.COUNTING,), State.DRAFT, None,
            pgettext_lazy("statistics", "counted"),
        ),
        Step(
            "recount", (State.DRAFT,), State.COUNTING, EDIT,
            pgettext_lazy("statistics", "to be counted again"),
        ),
        Step(
            "hand_in", (State.DRAFT,), State.HANDED_IN, EDIT,
            pgettext_lazy("statistics", "handed in to be confirmed"),
            conditions=conditions.HAND_IN, basis=BASIS, deadline="statistics.confirm",
            notice="statistics_handed_in",
        ),
        Step(
            "send", (State.HANDED_IN,), State.SENT, CONFIRM,
            pgettext_lazy("statistics", "confirmed, sent and locked"),
            conditions=conditions.SEND, basis=BASIS, clock=Clock.ENDS, notice="statistics_sent",
        ),
        Step(
            "send_back", (State.HANDED_IN,), State.DRAFT, CONFIRM,
            pgettext_lazy("statistics", "sent back to be mended"),
            conditions=(conditions.other_eyes,), basis=BASIS, deadline="statistics.confirm",
            notice="statistics_sent_back", needs_note=True,
        ),
        Step(
            "withdraw", (State.COUNTING, State.DRAFT), State.WITHDRAWN, EDIT,
            pgettext_lazy("statistics", "withdrawn"),
        ),
    ),
    url_name="statistics_report",
    opened=pgettext_lazy("statistics", "report opened"),
    remarks={
        "figure_set": pgettext_lazy("statistics", "a figure set by hand"),
        "counting_again": pgettext_lazy("statistics", "to be counted again"),
    },
)  # fmt: skip
