"""What must be true of a report: facts → all reasons."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from portal.core import days
from portal.core.reasons import Reason
from portal.statistics.sheets.conditions import column_unknown
from portal.statistics.sheets.contents import Chosen

BASIS = "统计法关于统计资料审核、签署、归档的规定"


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known when a report is opened, handed in or confirmed.

    ``period_ends`` is the last day of the period, ``counted_to`` the last day that was counted;
    ``worked_on_it``: the person opened it, handed it in or corrected a figure. ``open_number`` and
    ``sent_number`` are other reports of the same form.
    """

    today: date
    period_begins: date
    period_ends: date
    counted_to: date | None = None
    worked_on_it: bool = False
    columns: Sequence[Chosen] = ()
    open_number: str = ""
    sent_number: str = ""


def form_complete(facts: Facts) -> Iterator[Reason]:
    """A form asks for something that the portal counts."""
    if not facts.columns:
        yield Reason("form_empty", _("The form has no column."), _("Choose its columns first."))
    for one in facts.columns:
        if not one.known:
            yield column_unknown(one)


def period_begun(facts: Facts) -> Iterator[Reason]:
    """Nobody counts what is still to come."""
    if facts.today < facts.period_begins:
        yield Reason(
            "period_to_come",
            _("The period begins only on %(day)s."),
            _("Open the report after that day; a look at it is possible from then on."),
            params={"day": days.date_words(facts.period_begins)},
        )


def alone(facts: Facts) -> Iterator[Reason]:
    """One report of a form at a time; what was sent is followed by a correction."""
    if facts.open_number:
        yield Reason(
            "report_open",
            _("A report of this form is open already: %(number)s."),
            _("Go on with that one, or withdraw it."),
            params={"number": facts.open_number},
        )
    if facts.sent_number:
        yield Reason(
            "report_sent",
            _("The report of this form was sent already: %(number)s."),
            _("If a figure was wrong, make a correction on the page of that report."),
            params={"number": facts.sent_number},
        )


def period_counted(facts: Facts) -> Iterator[Reason]:
    """A report goes out when its whole period was counted."""
    if facts.counted_to is None or facts.counted_to < facts.period_ends:
        over = facts.today > facts.period_ends
        yield Reason(
            "counted_early",
            _("The period runs until %(day)s, and this report was counted before."),
            _("Let it be counted again.") if over else _("Let it be counted again after that day."),
            BASIS,
            params={"day": days.date_words(facts.period_ends)},
        )


def other_eyes(facts: Facts) -> Iterator[Reason]:
    """Whoever worked on a report does not confirm it."""
    if facts.worked_on_it:
        yield Reason(
            "four_eyes",
            _("You worked on this report, so somebody else confirms it."),
            _("Ask a colleague who may confirm statistics."),
            BASIS,
        )


OPEN_ONE = (form_complete, period_begun, alone)
CORRECT = (form_complete, alone)
HAND_IN = (period_counted,)
SEND = (other_eyes, period_counted)
