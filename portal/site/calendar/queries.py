"""What ends when: the cases of a person's offices, their own ones, and replies to leaders."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.core import clock, workdays
from portal.core.reasons import Text
from portal.organisations.dates import queries as legal
from portal.site.work.queries import address
from portal.workflow import queries as cases
from portal.workflow.desk import queries as desk
from portal.workflow.models import Case
from portal.workflow.steps import Waits

SHOWN = 500
WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Item:
    """One last day: what ends, its number, where it is done, and whether it is the reader's."""

    key: str
    day: date
    title: Text
    number: str
    url: str
    state: Text = ""
    who: str = ""
    mine: bool = False
    provisional: bool = False


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the week with what ends on it."""

    day: date
    works: bool
    today: bool
    items: list[Item]


def of_offices(user: User) -> list[Item]:
    """The last days of the offices' open cases and of the replies that leaders wait for."""
    found = cases.of_offices(user).filter(closed_at=None, due_on__isnull=False)[:SHOWN]
    items = [_case(case, office=True, mine=case.waits_for == Waits.OFFICE) for case in found]
    return sorted([*items, *_replies(user)], key=lambda item: (item.day, item.number))


def of_applicant(user: User) -> list[Item]:
    """The last days of a person's own cases and of those of their organisations."""
    found = cases.of_applicant(user).filter(closed_at=None, due_on__isnull=False)[:SHOWN]
    items = [_case(case, office=False, mine=case.waits_for == Waits.APPLICANT) for case in found]
    items += _legal(user)
    return sorted(items, key=lambda item: (item.day, item.number))


def monday(words: str) -> date:
    """The Monday of the week in which a date of the address lies; of this week otherwise."""
    try:
        day = date.fromisoformat(words)
    except ValueError:
        day = clock.today()
    day = day if 2000 <= day.year <= 2100 else clock.today()
    return day - timedelta(days=day.weekday())


def week(items: Iterable[Item], first: date) -> list[Day]:
    """The seven days from a Monday with their items; free days stay, so that nothing is missed."""
    calendar, today, listed = workdays.calendar(), clock.today(), list(items)
    days = [first + timedelta(days=number) for number in range(7)]
    return [
        Day(day, calendar.works(day), day == today, [one for one in listed if one.day == day])
        for day in days
    ]


def _case(case: Case, *, office: bool, mine: bool) -> Item:
    return Item(
        key=f"case-{case.pk}",
        day=case.due_on or clock.today(),
        title=case.table.title,
        number=case.number,
        url=address(case, office=office),
        state=case.state_label,
        who=case.applicant,
        mine=mine,
        provisional=case.due_provisional,
    )


def _legal(user: User) -> list[Item]:
    """The legal dates of the organisations in which a person is a member."""
    rows = legal.kept_by(user)
    known = legal.of_many(rows, clock.today())
    return [
        Item(
            key=f"legal-{row.pk}-{one.kind}-{one.day}",
            day=one.day,
            title=one.kind.label,
            number="",
            url=reverse("legal_dates", args=[row.pk]),
            who=row.body.name,
            mine=True,
        )
        for row in rows
        for one in known[row.pk]
    ]


def _replies(user: User) -> list[Item]:
    waiting = desk.instructions_for(user).filter(replied_at=None)[:SHOWN]
    return [
        Item(
            key=f"reply-{one.pk}",
            day=one.reply_by,
            title=_("Reply to the leader"),
            number=one.case.number,
            url=desk.office_url(one.case),
            who=one.case.applicant,
            mine=one.case.handler_id in (None, user.pk),
        )
        for one in waiting
    ]
