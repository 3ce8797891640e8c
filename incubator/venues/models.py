"""Rooms and desks of the bases, their bookings, and the table of taken time."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from incubator.venues.enums import HOLDING, BookingState, OpenTo, RoomKind, UserKind
from incubator.venues.workflow import BOOKING
from portal.workflow.bases import CaseModel


class Room(models.Model):
    """A room of a base; one of desks (``kind``) is never booked by the hour: its desks are lent.

    ``opens`` and ``closes`` narrow the hours of the base; empty means the whole of them.
    ``equipment`` is a list in words, parted by 、. ``area`` counts square metres.
    """

    base = models.ForeignKey("incubator.Base", on_delete=models.PROTECT, related_name="rooms")
    name = models.CharField(_("name"), max_length=60)
    kind = models.CharField(_("kind of room"), max_length=12, choices=RoomKind.choices)
    capacity = models.PositiveSmallIntegerField(_("seats"))
    area = models.PositiveSmallIntegerField(_("area"), null=True, blank=True)
    equipment = models.CharField(_("equipment"), max_length=200, blank=True)
    place = models.CharField(_("where it is in the house"), max_length=80, blank=True)
    opens = models.TimeField(_("bookable from"), null=True, blank=True)
    closes = models.TimeField(_("bookable until"), null=True, blank=True)
    price_fen_per_hour = models.PositiveIntegerField(_("price per hour"), default=0)
    needs_approval = models.BooleanField(_("the base approves each booking"), default=False)
    open_to = models.CharField(
        _("who may book"), max_length=16, choices=OpenTo.choices, default=OpenTo.EVERYBODY
    )
    step_free = models.BooleanField(_("reached without steps"), default=False)
    active = models.BooleanField(_("in use"), default=True)
    created_on = models.DateField()

    class Meta:
        ordering = ["base", "name", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=RoomKind.values), name="room_kind_known"),
            models.CheckConstraint(
                condition=Q(open_to__in=OpenTo.values), name="room_open_to_known"
            ),
            models.CheckConstraint(condition=Q(capacity__gte=1), name="room_holds_somebody"),
            models.CheckConstraint(
                condition=Q(opens=None) | Q(closes=None) | Q(closes__gt=F("opens")),
                name="room_closes_after_it_opens",
            ),
            models.UniqueConstraint(fields=["base", "name"], name="room_name_once_per_base"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def things(self) -> list[str]:
        """The equipment, one word each."""
        return [word for word in self.equipment.split("、") if word]


class Closure(models.Model):
    """A time in which a room, or the whole base (``room`` empty), cannot be used, and why."""

    base = models.ForeignKey("incubator.Base", on_delete=models.PROTECT, related_name="closures")
    room = models.ForeignKey(Room, null=True, on_delete=models.PROTECT, related_name="closures")
    starts_at = models.DateTimeField(_("closed from"))
    ends_at = models.DateTimeField(_("closed until"))
    reason = models.CharField(_("reason"), max_length=200)
    by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["starts_at", "id"]
        indexes = [models.Index(fields=["base", "ends_at"], name="closure_by_base")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="closure_ends_after_it_starts"
            )
        ]

    def __str__(self) -> str:
        return f"closure {self.pk}"


class BookingQuerySet(models.QuerySet["Booking"]):
    """Bookings by what has become of them."""

    def holding(self) -> "BookingQuerySet":
        """Those that hold their time: asked for or booked."""
        return self.filter(status__in=HOLDING)


class Booking(CaseModel):
    """A time in a room for one user on one day.

    ``first`` and ``until`` are minutes of the day in Asia/Shanghai; ``starts_at`` and ``ends_at``
    say the same as moments. The user is a body, or a residents' group with its ``contact``, or a
    caller whose name and telephone are sealed. ``user_key`` tells users apart for the buffer, the
    week and no-shows. ``replaces`` is the booking that a closure took away.
    """

    workflow = BOOKING

    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="bookings")
    day = models.DateField(_("day"))
    first = models.PositiveSmallIntegerField(_("from"))
    until = models.PositiveSmallIntegerField(_("until"))
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    user_kind = models.CharField(max_length=12, choices=UserKind.choices)
    user_key = models.CharField(max_length=80)
    body = models.ForeignKey(
        "bodies.Body", null=True, on_delete=models.PROTECT, related_name="bookings"
    )
    contact = models.ForeignKey(
        "accounts.User", null=True, on_delete=models.PROTECT, related_name="+"
    )
    group_name = models.CharField(_("name of the group"), max_length=60, blank=True)
    caller_name = models.TextField(blank=True)
    caller_phone = models.TextField(blank=True)
    purpose = models.CharField(_("what for"), max_length=120)
    people = models.PositiveSmallIntegerField(_("how many people"))
    series = models.CharField(max_length=36, blank=True)
    price_fen = models.PositiveIntegerField(default=0)
    asked_at = models.DateTimeField()
    by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    note = models.CharField(max_length=300, blank=True)
    cancelled_late = models.BooleanField(default=False)
    closure = models.ForeignKey(
        Closure, null=True, on_delete=models.PROTECT, related_name="bookings"
    )
    replaces = models.OneToOneField(
        "self", null=True, on_delete=models.PROTECT, related_name="replacement"
    )

    objects = BookingQuerySet.as_manager()

    class Meta:
        ordering = ["day", "first", "id"]
        indexes = [
            models.Index(fields=["room", "day"], name="booking_by_room"),
            models.Index(fields=["user_key", "day"], name="booking_by_user"),
            models.Index(fields=["body", "day"], name="booking_by_body"),
            models.Index(fields=["status", "ends_at"], name="booking_by_state"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=["", *BookingState.values]), name="booking_state_known"
            ),
            models.CheckConstraint(
                condition=Q(user_kind__in=UserKind.values), name="booking_user_known"
            ),
            models.CheckConstraint(
                condition=Q(until__gt=F("first"), until__lte=24 * 60), name="booking_within_a_day"
            ),
            models.CheckConstraint(condition=Q(people__gte=1), name="booking_for_somebody"),
        ]

    def __str__(self) -> str:
        return self.case.number if self.case else f"booking {self.pk}"

    def further_offices(self) -> tuple[int, ...]:
        """The base's own people answer, as well as its office."""
        return (self.room.base.body_id,)

    @property
    def state_label(self) -> str:
        """Where it stands, in words."""
        return str(BookingState(self.status).label)

    @property
    def minutes(self) -> int:
        """How long it is."""
        return self.until - self.first

    @property
    def about(self) -> str:
        """How the ledger of allowances names it."""
        return f"incubator.booking:{self.pk}"


class TakenTime(models.Model):
    """A quarter of an hour of a room that is taken; the database lets nobody take it twice.

    ``buffer``: nobody sits there, it parts two users; the same user may sit there after all.
    """

    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    minute = models.PositiveSmallIntegerField()
    booking = models.ForeignKey(Booking, on_delete=models.CASCADE, related_name="taken")
    buffer = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["room", "day", "minute"], name="taken_time_once_per_room"
            )
        ]

    def __str__(self) -> str:
        return f"{self.room_id} {self.day} {self.minute}"


class WeekUse(models.Model):
    """How often, and how many minutes without an allowance, a user has booked in a week."""

    user_key = models.CharField(max_length=80)
    monday = models.DateField()
    number = models.PositiveSmallIntegerField(default=0)
    minutes = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user_key", "monday"], name="week_use_once")]

    def __str__(self) -> str:
        return f"{self.user_key} {self.monday}"


class DeskLoan(models.Model):
    """A desk lent to a residence between two days, both included; one organisation at a time.

    A room of desks has as many as it has seats; ``number`` says which.
    """

    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="loans")
    residence = models.ForeignKey(
        "incubator.Residence", on_delete=models.PROTECT, related_name="desk_loans"
    )
    number = models.PositiveSmallIntegerField(_("number of the desk"), default=1)
    begins_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"))
    returned_on = models.DateField(_("handed back on"), null=True)
    by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["room", "number", "begins_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("begins_on")), name="desk_loan_ends_after_it_begins"
            ),
            models.UniqueConstraint(
                fields=["room", "number", "begins_on"],
                condition=Q(returned_on=None),
                name="desk_loan_once_per_day",
            ),
        ]

    def __str__(self) -> str:
        return f"desk {self.room_id} {self.begins_on}"


class FeedAddress(models.Model):
    """The secret address of a calendar of bookings, of a room or a person; its hash is kept."""

    room = models.OneToOneField(
        Room, null=True, on_delete=models.CASCADE, related_name="feed_address"
    )
    person = models.OneToOneField(
        "accounts.User", null=True, on_delete=models.CASCADE, related_name="room_feed_address"
    )
    hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "feed addresses"
        constraints = [
            models.CheckConstraint(
                condition=Q(room=None, person__isnull=False) | Q(room__isnull=False, person=None),
                name="feed_of_one_thing",
            )
        ]

    def __str__(self) -> str:
        return f"feed {self.pk}"
