"""What this subject tells others: what pauses support, the pages' parts, what a gate wants."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext_lazy as _

from incubator.allowances import holds
from incubator.reports import hub, queries
from incubator.residence import ladder, parts
from portal.core import days
from portal.core.reasons import Reason


def late_reports(body_id: int, _on: date) -> Iterator[Reason]:
    """A report that is very late pauses new support until it is handed in."""
    for report in queries.pausing(body_id):
        yield Reason(
            "report_late",
            _("A report was due on %(day)s and has not come, so new support is paused."),
            _("Hand in the report: support is free again at once."),
            "本市孵化入驻办法",
            params={"day": days.date_words(report.due_on)},
        )


holds.register("reports", late_reports)
parts.register(
    "reports",
    hub.context,
    "incubator/reports/_home.html",
    "incubator/reports/_case.html",
    order=10,
    prepare=queries.for_hub,
)
ladder.register_gate(ladder.MIDTERM, hub.wants_of_review)
