"""What the portal knows of a period: rooms, courses, mentors, support, milestones."""

from typing import Any

from django.utils.translation import gettext as _

from incubator.allowances import amounts
from incubator.reports import queries
from incubator.reports.models import Report
from incubator.support import queries as support
from incubator.training import queries as training
from incubator.venues import queries as venues
from portal.core import clock
from portal.core.ui import Fact


def figures(report: Report) -> dict[str, Any]:
    """The figures of a report's period as plain values: minutes, and titles."""
    home, span = report.residence, (report.first_on, report.last_on)
    milestones = list(queries.milestones_of(home))
    return {
        "rooms": venues.minutes_used(home.body_id, *span),
        "courses": training.minutes_attended(home.body_id, *span),
        "mentoring": queries.minutes_mentored(home, *span),
        "services": [str(one.item) for one in support.delivered(home.body_id, *span)],
        "done": [
            one.title for one in milestones if one.done_on and span[0] <= one.done_on <= span[1]
        ],
        "late": [
            one.title
            for one in milestones
            if one.done_on is None and one.due_on <= min(span[1], clock.today())
        ],
    }


def facts(known: dict[str, Any]) -> list[Fact]:
    """The figures as rows of a table."""
    none = _("none")
    return [
        Fact(_("Hours in rooms"), amounts.hours(known.get("rooms", 0))),
        Fact(_("Hours in courses"), amounts.hours(known.get("courses", 0))),
        Fact(_("Hours with a mentor"), amounts.hours(known.get("mentoring", 0))),
        Fact(_("Support delivered"), "；".join(known.get("services", [])) or none),
        Fact(_("Milestones reached"), "；".join(known.get("done", [])) or none),
        Fact(_("Milestones that are late"), "；".join(known.get("late", [])) or none),
    ]
