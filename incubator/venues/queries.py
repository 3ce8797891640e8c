"""Reading rooms, bookings and closures; who sees which."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db.models import F, Q, QuerySet, Sum

from incubator.admission import queries as admission
from incubator.bases import queries as bases
from incubator.venues import limits, times
from incubator.venues.acts import Facts
from incubator.venues.enums import COUNTED, BookingState, RoomKind
from incubator.venues.models import Booking, BookingQuerySet, Closure, Room, WeekUse
from portal.accounts import queries as people
from portal.accounts.models import User
from portal.accounts.queries import Anybody
from portal.core import clock, days, workdays
from portal.permissions import Permission

SHOWN = ("room__base__body", "room__base__office", "body", "contact", "case__holder", "closure")


def rooms() -> QuerySet[Room]:
    """The rooms in use of the bases in use."""
    return Room.objects.filter(active=True, base__active=True).select_related(
        "base__body__division", "base__office"
    )


def bookable() -> QuerySet[Room]:
    """The rooms that are booked by the hour: all but those of desks."""
    return rooms().exclude(kind=RoomKind.DESK)


def of_base(base_id: int) -> QuerySet[Room]:
    """The rooms in use of a base, desks too."""
    return rooms().filter(base=base_id).order_by("name", "pk")


def room(pk: int) -> Room | None:
    """The room in use with this key, or None."""
    return rooms().filter(pk=pk).first()


def kept_by(user: Anybody, permission: Permission = Permission.ROOM_MANAGE) -> QuerySet[Room]:
    """The rooms, in use or not, of the bases where a post carries a permission."""
    return Room.objects.filter(base__in=bases.where(user, permission)).select_related(
        "base__body__division", "base__office"
    )


def bookings() -> BookingQuerySet:
    """Every booking with what its pages show."""
    return Booking.objects.select_related(*SHOWN)


def visible_to(user: Anybody) -> BookingQuerySet:
    """The bookings a person sees: their organisations', their own, and those of their bases."""
    if not isinstance(user, User):
        return bookings().none()
    mine = people.bodies_where(user, Permission.ORGANISATION_VIEW)
    kept = bases.where(user, Permission.BOOKING_KEEP)
    return bookings().filter(
        Q(body__in=mine) | Q(contact=user) | Q(room__base__in=kept.order_by().values("pk"))
    )


def mine(user: User) -> BookingQuerySet:
    """The bookings of a person and of their organisations, the next first."""
    bodies = people.bodies_where(user, Permission.ORGANISATION_VIEW)
    return bookings().filter(Q(body__in=bodies) | Q(contact=user))


def kept(user: Anybody) -> BookingQuerySet:
    """The bookings in the bases where a person looks after bookings."""
    found = bases.where(user, Permission.BOOKING_KEEP).order_by().values("pk")
    return bookings().filter(room__base__in=found)


def seen_in_office(user: Anybody) -> BookingQuerySet:
    """The bookings a person sees at work: those they look after, and the cases of their offices."""
    found = bases.where(user, Permission.BOOKING_KEEP).order_by().values("pk")
    offices = people.bodies_where(user, Permission.CASES_VIEW)
    return bookings().filter(Q(room__base__in=found) | Q(case__holder__in=offices))


def on_days(room_ids: Iterable[int], first: date, last: date) -> BookingQuerySet:
    """The bookings that hold or held their time between two days, in order."""
    return bookings().filter(
        room__in=list(room_ids),
        day__range=(first, last),
        status__in=COUNTED,
    )


def closures(user: Anybody) -> QuerySet[Closure]:
    """The closures of the bases where a person manages rooms, the newest first."""
    found = bases.where(user, Permission.ROOM_MANAGE).order_by().values("pk")
    return (
        Closure.objects.filter(base__in=found)
        .select_related("base__body", "room", "by")
        .order_by("-starts_at", "-pk")
    )


def marking_until(ends_at: datetime) -> datetime:
    """Until when a no-show can be marked: the end of the last working day of the rule."""
    row = limits.on(clock.day(ends_at))
    return workdays.due_at(workdays.deadline(ends_at, row.marking, "wd").last_day)


def answer_until(booking: Booking) -> datetime:
    """Until when the base may answer: the rule's working days, at most until it begins."""
    row = limits.on(clock.day(booking.asked_at))
    due = workdays.due_at(workdays.deadline(booking.asked_at, row.approval, "wd").last_day)
    return min(due, booking.starts_at)


def facts(booking: Booking, by: User | None) -> Facts:
    """What the steps of a booking ask, read now."""
    own = by is not None and (
        booking.contact_id == by.pk
        or (booking.body_id is not None and admission.belongs_to(by, booking.body_id))
    )
    return Facts(
        own_case=own,
        now=clock.now(),
        starts_at=booking.starts_at,
        ends_at=booking.ends_at,
        marking_until=marking_until(booking.ends_at),
    )


def unanswered(moment: datetime) -> list[Booking]:
    """The bookings asked for whose answer is overdue."""
    asked = Booking.objects.filter(status=BookingState.ASKED)
    return [booking for booking in asked if answer_until(booking) <= moment]


def over(moment: datetime) -> list[Booking]:
    """The bookings that are over and can no longer be marked as missed."""
    past = Booking.objects.filter(
        status=BookingState.BOOKED, ends_at__lt=moment - timedelta(days=1)
    )
    return [booking for booking in past if marking_until(booking.ends_at) < moment]


def week_use(user_key: str, day: date) -> tuple[int, int]:
    """How often and how long (minutes without an allowance) a user has booked in a day's week."""
    found = WeekUse.objects.filter(user_key=user_key, monday=monday(day)).first()
    return (found.number, found.minutes) if found else (0, 0)


def when(day: date, first: int, until: int) -> str:
    """A day with its weekday and the hours: 1 December 2026, Tue 9:00–10:30."""
    return f"{days.date_words(day, weekday=True)} {times.span_words(first, until)}"


def monday(day: date) -> date:
    """The Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def approval_until(user_key: str, today: date) -> date | None:
    """Until when no-shows make every booking of a user need an approval; None when they do not."""
    row = limits.on(today)
    since = today - timedelta(days=row.no_show_span + row.no_show_effect)
    missed = list(
        Booking.objects.filter(user_key=user_key, status=BookingState.MISSED, day__gte=since)
        .order_by("day", "pk")
        .values_list("day", flat=True)
    )
    last = None
    for start, end in zip(missed, missed[row.no_shows - 1 :], strict=False):
        if (end - start).days <= row.no_show_span:
            last = end + timedelta(days=row.no_show_effect)
    return last if last is not None and last >= today else None


def minutes_used(body_id: int, first: date, last: date) -> int:
    """How many minutes an organisation has used rooms between two days, both included."""
    found = Booking.objects.filter(
        body=body_id,
        day__range=(first, last),
        status__in=[BookingState.BOOKED, BookingState.USED],
        ends_at__lte=clock.now(),
    ).aggregate(total=Sum(F("until") - F("first")))
    return int(found["total"] or 0)
