"""Forms of the pool: they translate what was typed, the operations decide."""

from collections.abc import Iterable
from datetime import date
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from incubator.pool import slots
from incubator.pool.enums import MONEY, GiftKind
from portal.core.forms import Form
from portal.core.reasons import Refused
from portal.workflow.models import Channel

FIELD_OF = {
    "money_not_taken": "kind",
    "no_quantity": "quantity",
    "more_than_left": "quantity",
    "until_past": "until",
    "until_too_late": "until",
    "station_closed": "base",
    "words_missing": "words",
}
CHANNELS = [(one.value, one.label) for one in (Channel.PHONE, Channel.COUNTER, Channel.PAPER)]
KINDS = [*GiftKind.choices, (MONEY, _("money"))]


def add_refusal(form: forms.Form, refusal: Refused) -> None:
    """Put every reason where it belongs: at its field, or on top of the form."""
    for reason in refusal.reasons:
        name = FIELD_OF.get(reason.code, "")
        form.add_error(name if name in form.fields else None, str(reason))


def _words(label: Any, most: int, *, required: bool = True, hint: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=most,
        required=required,
        help_text=hint,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write a few words.")},
    )


class OfferForm(Form):
    """What somebody offers, to which station, until when."""

    body = forms.TypedChoiceField(label=_("Who gives"), coerce=int, required=False)
    base = forms.TypedChoiceField(
        label=_("To which station"),
        coerce=int,
        error_messages={"required": _("Choose a station.")},
    )
    kind = forms.ChoiceField(label=_("What kind"), choices=KINDS)
    title = forms.CharField(
        label=_("What you offer"),
        max_length=80,
        help_text=_("Short: “Wheelchairs, used, in good order”."),
        error_messages={"required": _("Say what you offer.")},
    )
    words = _words(
        _("What it is like"), 1000, required=False, hint=_("Size, age, what to look out for.")
    )
    quantity = forms.IntegerField(
        label=_("How many"),
        max_value=1_000_000,
        error_messages={"required": _("Enter how many.")},
    )
    unit = forms.CharField(
        label=_("Counted in"), max_length=12, help_text=_("Pieces, boxes, hours …")
    )
    until = forms.DateField(
        label=_("The offer stands until"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Choose a day."), "invalid": _("This is no date.")},
    )
    show_giver = forms.BooleanField(
        label=_("My name may be shown beside the offer"), required=False
    )

    def __init__(
        self,
        data: Any,
        *,
        bases: Iterable[tuple[int, str]],
        bodies: Iterable[tuple[int, str]],
        until: date,
    ) -> None:
        super().__init__(data, initial={"until": until, "quantity": 1})
        mine = list(bodies)
        cast(forms.ChoiceField, self.fields["base"]).choices = [("", "—"), *bases]
        cast(forms.ChoiceField, self.fields["body"]).choices = [(0, _("myself")), *mine]
        if not mine:
            del self.fields["body"]


class CallerOfferForm(OfferForm):
    """The same, for somebody who telephones or comes."""

    name = forms.CharField(
        label=_("Who gives"),
        max_length=60,
        error_messages={"required": _("Enter the name.")},
    )
    phone = forms.CharField(label=_("Telephone"), max_length=20, required=False)
    channel = forms.ChoiceField(label=_("How it came in"), choices=CHANNELS)
    field_order = ("channel", "name", "phone", "base", "kind", "title", "words")


class AskForm(Form):
    """How much of an offer, for whom, what for."""

    body = forms.TypedChoiceField(label=_("For"), coerce=int, required=False)
    quantity = forms.IntegerField(
        label=_("How many"),
        max_value=1_000_000,
        error_messages={"required": _("Enter how many.")},
    )
    purpose = _words(
        _("What is it needed for?"), 500, hint=_("The station reads it; nobody else does.")
    )

    def __init__(self, data: Any, *, bodies: Iterable[tuple[int, str]]) -> None:
        super().__init__(data, initial={"quantity": 1})
        mine = list(bodies)
        cast(forms.ChoiceField, self.fields["body"]).choices = [(0, _("myself")), *mine]
        if not mine:
            del self.fields["body"]


class HouseholdForm(Form):
    """A household that needs it, entered by the station: name and telephone are sealed."""

    channel = forms.ChoiceField(label=_("How it came in"), choices=CHANNELS)
    name = forms.CharField(
        label=_("Name"), max_length=60, error_messages={"required": _("Enter the name.")}
    )
    phone = forms.CharField(label=_("Telephone"), max_length=20, required=False)
    quantity = forms.IntegerField(
        label=_("How many"),
        initial=1,
        max_value=1_000_000,
        error_messages={"required": _("Enter how many.")},
    )
    purpose = _words(_("What is it needed for?"), 500)


class WordsForm(Form):
    """A reason that the other side reads."""

    words = _words(_("Reason"), 1000, required=False, hint=_("The other side reads these words."))


class EmptyForm(Form):
    """A step that needs no words."""


class ThanksForm(Form):
    """A word to the giver, if the recipient likes."""

    thanks = _words(_("A word to the giver (if you like)"), 300, required=False)


class SlipForm(ThanksForm):
    """The receipt signed on paper."""

    upload = forms.FileField(
        label=_("Signed slip"),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": slots.SLIP.accept}),
        error_messages={"required": _("Choose the scan of the slip.")},
        help_text=_("PDF or photograph (JPG, PNG), up to 10 MB."),
    )
    field_order = ("upload", "thanks")
