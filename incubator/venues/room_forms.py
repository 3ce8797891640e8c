"""Forms of those who keep rooms: rooms, closures, desks, words to a user."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from incubator.bases.models import Base
from incubator.venues import times
from incubator.venues.forms import day_field, time_input
from incubator.venues.models import Room
from incubator.venues.operations import FIELDS
from portal.core.forms import Form, ModelForm
from portal.core.reasons import Text

FEN = 100


class WordsForm(Form):
    """Words that the user will read."""

    words = forms.CharField(
        label=_("Why"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The user reads these words."),
    )


class ClosureForm(Form):
    """When a room, or the whole base, is closed, and why."""

    what = forms.ChoiceField(label=_("What is closed"))
    first_day = day_field(_("From (day)"))
    first_time = forms.TimeField(label=_("From (time)"), widget=time_input(), initial="00:00")
    last_day = day_field(_("Until (day)"))
    last_time = forms.TimeField(label=_("Until (time)"), widget=time_input(), initial="23:59")
    reason = forms.CharField(
        label=_("Why"),
        max_length=200,
        help_text=_("Everybody who booked reads it, such as: the heating is repaired."),
        error_messages={"required": _("Say why it is closed.")},
    )

    def __init__(self, *args: Any, rooms: Iterable[Room], bases: Iterable[Base], **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.rooms = {f"room:{room.pk}": room for room in rooms}
        self.bases = {f"base:{base.pk}": base for base in bases}
        what: Any = self.fields["what"]
        what.choices = [
            *(
                (key, _("%(base)s, all of it") % {"base": b.body.name})
                for key, b in self.bases.items()
            ),
            *((key, f"{room.base.body.name} · {room.name}") for key, room in self.rooms.items()),
        ]

    @property
    def values(self) -> dict[str, Any]:
        """What the operation takes."""
        given = self.cleaned_data
        room = self.rooms.get(given["what"])
        return {
            "base": room.base if room else self.bases[given["what"]],
            "room": room,
            "starts_at": _moment(given["first_day"], given["first_time"]),
            "ends_at": _moment(given["last_day"], given["last_time"]),
            "reason": given["reason"],
        }


def _all_of(base: Base) -> Text:
    return _("%(base)s, all of it") % {"base": base.body.name}


def _moment(day: date, at: Any) -> datetime:
    return times.moment(day, times.minute(at))


class RoomForm(ModelForm):
    """What a room is, and who may book it."""

    price = forms.DecimalField(
        label=_("Price per hour"),
        min_value=0,
        max_value=10_000,
        decimal_places=2,
        initial=0,
        help_text=_("Usually 0: free of charge. In yuan."),
    )

    class Meta:
        model = Room
        fields = tuple(name for name in FIELDS if name != "price_fen_per_hour")
        widgets = {"opens": time_input(), "closes": time_input()}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["price"].initial = self.instance.price_fen_per_hour / FEN
        self.fields["equipment"].help_text = _("One word each, parted by 、: projector、whiteboard")
        self.fields["opens"].help_text = _("Empty: the hours of the base.")

    def _post_clean(self) -> None:
        """Leave the room as it is: the operation writes."""

    @property
    def values(self) -> dict[str, Any]:
        """The values of the room's own fields; the price in fen."""
        given = {name: self.cleaned_data[name] for name in self.Meta.fields}
        return {**given, "price_fen_per_hour": int(self.cleaned_data["price"] * FEN)}


class NewRoomForm(RoomForm):
    """A room with the base it is in."""

    base: Any = forms.ModelChoiceField(None, label=_("Base"))

    def __init__(self, *args: Any, bases: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["base"]
        field.queryset = bases
        field.label_from_instance = lambda base: base.body.name


class DeskForm(Form):
    """A desk for a residence, from day to day."""

    desk = forms.ChoiceField(label=_("Desk"))
    residence = forms.ChoiceField(label=_("Organisation in residence"))
    begins_on = day_field(_("Lent from"))
    ends_on = day_field(_("Until"))

    def __init__(
        self,
        *args: Any,
        desks: list[tuple[str, str]],
        residences: list[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (("desk", desks), ("residence", residences)):
            field: Any = self.fields[name]
            field.choices = choices
