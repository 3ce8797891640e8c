"""Writing when a base is open: its weekly hours, and days that are different."""

from collections.abc import Iterable
from datetime import date, time
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from incubator.bases import acts, hours, printing
from incubator.bases.hours import Span
from incubator.bases.models import Base, Opening, SpecialDay
from portal.accounts.models import User
from portal.core import clock
from portal.core.reasons import Reason, Refused

HOW = _("Write them as 工作日8:30-12:00，14:30-17:30；周末9:00-12:00.")


@transaction.atomic
def set_hours(*, base: Base, text: str, by: User | None) -> Base:
    """Put the weekly hours, as people write them, in the place of the present ones.

    Empty text means that the base keeps no hours. Raises Refused: ``not_permitted``, and one
    reason for each thing that was not understood.
    """
    row = acts.locked(base)
    acts.permit_keeping(row, by)
    return put_spans(row, understood(text), by=by)


def understood(text: str) -> tuple[Span, ...]:
    """The spans of hours as people write them; raises Refused with everything that is wrong."""
    found = hours.parse(text)
    grave = [_reason(fault) for fault in found.faults if fault.is_grave]
    if grave:
        raise Refused(*grave)
    return found.spans


def put_spans(base: Base, spans: Iterable[Span], *, by: User | None, **more: Any) -> Base:
    """Write the rows of opening hours and the text printed from them; the caller has permitted."""
    wanted = tuple(sorted(spans))
    if wanted == spans_of(base):
        return base
    base.openings.all().delete()
    Opening.objects.bulk_create(
        Opening(
            base=base,
            weekday=span.weekday,
            opens=span.opens,
            closes=span.closes,
            working_days_only=span.working_days_only,
        )
        for span in wanted
    )
    old, base.hours = base.hours, printed(wanted)
    base.save(update_fields=["hours"])
    acts.record("base.hours", base, by, {"old": old, "new": base.hours}, **more)
    return base


def spans_of(base: Base) -> tuple[Span, ...]:
    """The weekly hours of a base in order."""
    return tuple(
        sorted(
            Span(row.weekday, row.opens, row.closes, row.working_days_only)
            for row in base.openings.all()
        )
    )


def printed(spans: Iterable[Span]) -> str:
    """The hours as Chinese text, which is kept beside the rows for lists and papers."""
    with translation.override("zh-hans"):
        return printing.show(spans)[:200]


@transaction.atomic
def set_day(
    *,
    base: Base,
    day: date,
    reason: str,
    by: User | None,
    opens: time | None = None,
    closes: time | None = None,
) -> SpecialDay:
    """Close a base on a day, or open it at other hours, saying why.

    Raises Refused: ``not_permitted``, ``day_past``, ``reason_missing``, ``hours_half``,
    ``hours_backwards``, ``day_known``.
    """
    row = acts.locked(base)
    acts.permit_keeping(row, by)
    reasons = list(_day_reasons(day, reason, opens, closes))
    if reasons:
        raise Refused(*reasons)
    try:
        with transaction.atomic():
            made = SpecialDay.objects.create(
                base=row, day=day, opens=opens, closes=closes, reason=reason.strip()
            )
    except IntegrityError as error:
        raise Refused(
            Reason(
                "day_known",
                _("This day stands in the list already."),
                _("Take it out of the list first, then enter it anew."),
            )
        ) from error
    acts.record("base.day", row, by, {"day": day.isoformat(), "reason": made.reason})
    return made


@transaction.atomic
def clear_day(*, base: Base, day: SpecialDay, by: User | None) -> None:
    """Take a special day out of the list; the weekly hours count again."""
    row = acts.locked(base)
    acts.permit_keeping(row, by)
    gone, _rows = SpecialDay.objects.filter(pk=day.pk, base=row).delete()
    if gone:
        acts.record("base.day_cleared", row, by, {"day": day.day.isoformat()})


def _day_reasons(
    day: date, reason: str, opens: time | None, closes: time | None
) -> Iterable[Reason]:
    if day < clock.today():
        yield Reason("day_past", _("The day is over."), _("Enter a day from today on."))
    if not reason.strip():
        yield Reason(
            "reason_missing",
            _("The reason is missing."),
            _("Say in a few words why, such as “statutory holiday”; visitors read it."),
        )
    if (opens is None) != (closes is None):
        yield Reason(
            "hours_half",
            _("Only one of the two times was given."),
            _("Enter both times, or none for a closed day."),
        )
    elif opens is not None and closes is not None and closes <= opens:
        yield Reason(
            "hours_backwards",
            _("The base closes before it opens."),
            _("Enter the hours of one day, such as 9:00 to 12:00."),
        )


def _reason(fault: hours.Fault) -> Reason:
    params = {"words": fault.words}
    if fault.code == "hours_backwards":
        words = _("The hours “%(words)s” end before they begin, or go over midnight.")
        cure = _("Write the hours of one day; night hours in two parts.")
        return Reason("hours_backwards", words, cure, params=params)
    if fault.code == "time_impossible":
        words = _("There is no such time as in “%(words)s”.")
        return Reason("time_impossible", words, _("Write times from 0:00 to 24:00."), params=params)
    return Reason("hours_not_understood", _("“%(words)s” was not understood."), HOW, params=params)
