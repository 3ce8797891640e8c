"""Forms of the desk: they translate what was typed, the operations decide."""

from collections.abc import Iterable
from datetime import date
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import User
from portal.core.forms import Form
from portal.core.reasons import Refused


def add_refusal(form: forms.Form, refusal: Refused) -> None:
    """Put every reason of a refusal on top of a form."""
    for reason in refusal.reasons:
        form.add_error(None, str(reason))


class NoteForm(Form):
    """A note for the colleagues."""

    words = forms.CharField(
        label=_("Note for colleagues"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Only the office reads it. It cannot be changed later."),
        error_messages={"required": _("Write a few words.")},
    )


class ReplyForm(Form):
    """The reply to an instruction."""

    words = forms.CharField(
        label=_("Your reply"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write a few words.")},
    )


class InstructionForm(Form):
    """What the leader asks, and until when."""

    words = forms.CharField(
        label=_("What do you ask?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write a few words.")},
    )
    reply_by = forms.DateField(
        label=_("Reply by"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Enter the day."), "invalid": _("This is no date.")},
    )

    def __init__(self, data: Any, *, usual: date) -> None:
        super().__init__(data, initial={"reply_by": usual})


class GiveForm(Form):
    """To which colleague a case goes; nobody means that it is free again."""

    to = forms.ChoiceField(label=_("Who handles it from now on?"), required=False)
    words = forms.CharField(
        label=_("What the colleague must know"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("It is kept as a note of the case."),
    )

    def __init__(self, data: Any, *, colleagues: Iterable[User]) -> None:
        super().__init__(data)
        field = cast(forms.ChoiceField, self.fields["to"])
        field.choices = [("", _("nobody, it is free")), *_named(colleagues)]


class HandoverForm(Form):
    """To whom the ticked cases go."""

    taker = forms.ChoiceField(
        label=_("Who takes them over?"),
        error_messages={"required": _("Choose a colleague.")},
    )
    words = forms.CharField(
        label=_("What the colleague must know"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("It stands on the printed list."),
    )

    def __init__(self, data: Any, *, colleagues: Iterable[User]) -> None:
        super().__init__(data)
        field = cast(forms.ChoiceField, self.fields["taker"])
        field.choices = [("", "—"), *_named(colleagues)]


def _named(people: Iterable[User]) -> list[tuple[str, str]]:
    return [(str(one.pk), one.get_full_name()) for one in people]
