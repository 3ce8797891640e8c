"""Forms of rooms and bookings: they translate what was typed, the operations decide."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from incubator.allowances import amounts
from incubator.venues import times
from incubator.venues.models import Room
from incubator.venues.offers import Offer, Wish
from portal.core import clock
from portal.core.forms import Form
from portal.core.reasons import Reason

if TYPE_CHECKING:
    from portal.bodies.models import Body

GROUP = "group"
MOST_PEOPLE = 2000
FIRST_DAY, LAST_DAY = date(2020, 1, 1), date(2099, 12, 31)


def day_input() -> forms.DateInput:
    """A day, chosen in the browser's calendar or typed."""
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def time_input() -> forms.TimeInput:
    """A clock time on the quarter of an hour."""
    return forms.TimeInput(attrs={"type": "time", "step": 900}, format="%H:%M")


def day_field(label: Any) -> forms.DateField:
    """A day of this century that every calendar can count from."""
    return forms.DateField(
        label=label,
        widget=day_input(),
        validators=[
            MinValueValidator(FIRST_DAY, _("Choose a day that is near.")),
            MaxValueValidator(LAST_DAY, _("Choose a day that is near.")),
        ],
        error_messages={"required": _("Choose a day."), "invalid": _("Choose a day.")},
    )


def day_of(text: str, otherwise: date) -> date:
    """The day of an address, or another one when it says nothing that can be used."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return otherwise
    return found if FIRST_DAY <= found <= LAST_DAY else otherwise


class TimeForm(Form):
    """A time in a room: day, hours, people, what for."""

    day = day_field(_("Day"))
    start = forms.TimeField(
        label=_("Begins at"),
        widget=time_input(),
        help_text=_("On a quarter of an hour, such as 9:00 or 14:15."),
        error_messages={
            "required": _("Enter when it begins."),
            "invalid": _("Enter a clock time such as 14:15."),
        },
    )
    minutes = forms.TypedChoiceField(label=_("How long"), coerce=int)
    people = forms.IntegerField(
        label=_("How many people"),
        min_value=1,
        max_value=MOST_PEOPLE,
        error_messages={"required": _("Enter how many people come.")},
    )
    purpose = forms.CharField(
        label=_("What for"),
        max_length=120,
        help_text=_("Such as: training of volunteers. It stands on the sheet at the door."),
        error_messages={"required": _("Say what the room is used for.")},
    )

    def __init__(self, *args: Any, room: Room, slot: int, longest: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.room = room
        lengths = range(slot, longest + 1, slot)
        self.fields["minutes"].choices = [  # type: ignore[attr-defined] # a choice field
            (length, amounts.hours(length)) for length in lengths
        ]

    def wish(self) -> Wish:
        """What was asked for."""
        given = self.cleaned_data
        start = given["start"]
        return Wish(
            room=self.room,
            day=given["day"],
            first=start.hour * times.HOUR + start.minute,
            minutes=given["minutes"],
            people=given["people"],
            purpose=given["purpose"].strip(),
        )


class BookForm(TimeForm):
    """A booking by somebody who is signed in: for an organisation or a residents' group."""

    who = forms.ChoiceField(
        label=_("Booked for"), error_messages={"required": _("Choose for whom you book.")}
    )
    group_name = forms.CharField(
        label=_("Name of the residents' group"),
        max_length=60,
        required=False,
        help_text=_("Only for a residents' group, such as the choir of the community."),
    )
    weeks = forms.TypedChoiceField(label=_("Every week"), coerce=int, initial=1)

    def __init__(self, *args: Any, bodies: Iterable[Body], weeks: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = [(str(body.pk), body.shown_name) for body in bodies]
        who: Any = self.fields["who"]
        who.choices = [*chosen, (GROUP, _("a residents' group, I answer for it"))]
        series: Any = self.fields["weeks"]
        series.choices = [(1, _("only this day"))] + [
            (n, ngettext("%(n)s week in a row", "%(n)s weeks in a row", n) % {"n": n})
            for n in range(2, weeks + 1)
        ]

    def clean(self) -> dict[str, Any]:
        """A group needs its name."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("who") == GROUP and not given.get("group_name", "").strip():
            self.add_error("group_name", _("Give the group its name."))
        return given


class CallerForm(TimeForm):
    """A booking that a worker enters for somebody who calls or comes."""

    caller_name = forms.CharField(
        label=_("Name"),
        max_length=40,
        error_messages={"required": _("Ask for the name.")},
    )
    caller_phone = forms.RegexField(
        r"^[0-9][0-9 \-]{5,18}$",
        label=_("Telephone"),
        error_messages={
            "required": _("Ask for a telephone number."),
            "invalid": _("Enter the number in digits, such as 13812345678."),
        },
    )
    organisation = forms.CharField(
        label=_("Organisation"),
        max_length=120,
        required=False,
        help_text=_("Its whole name or credit code, when the person calls for one."),
    )
    came = forms.ChoiceField(
        label=_("How"),
        choices=[("phone", _("by telephone")), ("counter", _("at the counter"))],
        initial="phone",
    )


class FindForm(Form):
    """Which room is wanted; everything may stay empty."""

    says_optional = False
    day = forms.DateField(label=_("Day"), widget=day_input(), required=False)
    minutes = forms.IntegerField(required=False, min_value=0, max_value=times.DAY)
    kind = forms.CharField(required=False, max_length=12)
    seats = forms.IntegerField(
        label=_("Seats at least"), required=False, min_value=0, max_value=MOST_PEOPLE
    )
    equipment = forms.CharField(label=_("Equipment"), required=False, max_length=20)
    place = forms.CharField(required=False, max_length=12)
    step_free = forms.BooleanField(required=False)

    def value(self, name: str, default: Any = None) -> Any:
        """What was chosen, or the default for something that cannot be read."""
        self.is_valid()
        found = self.cleaned_data.get(name)
        return default if found in (None, "") else found


FIELD_OF = {
    "wrong_length": "minutes",
    "wrong_start": "start",
    "across_midnight": "minutes",
    "in_the_past": "day",
    "too_far_ahead": "day",
    "closed_day": "day",
    "outside_hours": "start",
    "too_many_people": "people",
    "room_not_for_you": "who",
    "room_exists": "name",
    "room_hours_wrong": "closes",
    "room_without_seats": "capacity",
    "closure_ends_first": "last_day",
    "closure_past": "last_day",
    "desk_lent": "desk",
    "no_desk": "desk",
    "other_base": "residence",
    "residence_ended": "residence",
    "loan_ends_first": "ends_on",
    "loan_outside_residence": "begins_on",
}


def add_refusal(form: forms.Form | forms.ModelForm[Any], reasons: Iterable[Reason]) -> None:
    """Put every reason of a refusal beside its field, or on top of the form."""
    for reason in reasons:
        name = FIELD_OF.get(reason.code, "")
        form.add_error(name if name in form.fields else None, str(reason))


def initial(query: Any, room: Room) -> dict[str, Any]:
    """What a link to a free time brought along: the day and the time."""
    found = {"day": clock.today(), "people": min(room.capacity, 8)}
    for name in ("day", "start"):
        if query.get(name):
            found[name] = query[name]
    return found


def offer_value(offer: Offer) -> str:
    """An offer as the value of a button."""
    return f"{offer.room.pk} {offer.day.isoformat()} {offer.first}"


def offered(value: str) -> tuple[int, date, int] | None:
    """Room, day and minute of a button's value; None for anything else."""
    try:
        room, day, first = value.split(" ")
        found = int(room), date.fromisoformat(day), int(first)
    except ValueError:
        return None
    fits = 0 < found[0] < 10**18 and 0 <= found[2] < times.DAY
    return found if fits and FIRST_DAY <= found[1] <= LAST_DAY else None
