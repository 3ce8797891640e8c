"""The spans in which amounts are granted anew, and amounts told in another span: pure."""

from datetime import date, timedelta

from incubator.allowances.enums import MONTHS, Each
from portal.core import workdays

DAY = timedelta(days=1)


def periods(begins_on: date, ends_on: date, each: str) -> list[tuple[date, date]]:
    """The spans, first and last day included, in which an amount is granted anew.

    A residence of 12 months from 1 March ends on 1 March: that last day belongs to the last span
    and is none of its own.
    """
    months = MONTHS.get(Each(each))
    if months is None:
        return [(begins_on, ends_on)]
    found, number, first = [], 1, begins_on
    while first <= ends_on:
        following = workdays.months_later(begins_on, months * number)
        last = ends_on if following >= ends_on else following - DAY
        found.append((first, last))
        first, number = last + DAY, number + 1
    return found


def in_span(amount: int, given: str, wanted: str, begins_on: date, ends_on: date) -> int:
    """An amount granted every ``given`` span as the amount for every ``wanted`` span.

    The sum over the whole residence stays; a part of a unit is rounded up.
    """
    if given == wanted:
        return amount
    whole = amount * len(periods(begins_on, ends_on, given))
    return ceiling(whole, len(periods(begins_on, ends_on, wanted)))


def ceiling(number: int, parts: int) -> int:
    """A quotient rounded up, also below nought: in favour of the organisation."""
    return -(-number // parts)


def by_day(
    granted: int, used: int, before: int, after: int, span: tuple[date, date], on: date
) -> int:
    """What a period grants when its amount changes from ``before`` to ``after`` on a day.

    Days of the span before ``on`` count with the old amount, ``on`` and the days after it with
    the new one. A part of a unit is rounded up; never less than is used.
    """
    first, last = span
    remaining = (last - max(on, first)).days + 1
    total = (last - first).days + 1
    return max(granted + ceiling(remaining * (after - before), total), used)
