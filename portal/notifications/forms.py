"""How a call or a letter ended."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.core.forms import Form
from portal.notifications.enums import Channel, Outcome
from portal.notifications.models import CallTask

BY_PHONE = (Outcome.REACHED, Outcome.NO_ANSWER, Outcome.WRONG_NUMBER)
BY_LETTER = (Outcome.POSTED, Outcome.REACHED)


class OutcomeForm(Form):
    """One choice, and a note when there is something to remember."""

    outcome = forms.ChoiceField(label=_("How did it end?"), widget=forms.RadioSelect)
    note = forms.CharField(
        label=_("Note"),
        help_text=_("For your colleagues, such as when to call again."),
        max_length=300,
        required=False,
    )

    def __init__(self, call: CallTask, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = BY_LETTER if call.channel == Channel.LETTER else BY_PHONE
        field = self.fields["outcome"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(outcome.value, outcome.label) for outcome in offered]
