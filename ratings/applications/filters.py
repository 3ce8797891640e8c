"""Which ratings of an office to show."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.core.forms import Form
from ratings.rounds.models import Round


class FilterForm(Form):
    """Which ratings of an office to show."""

    q = forms.CharField(label=_("Name, code or number"), required=False, max_length=120)
    state = forms.ChoiceField(label=_("State"), required=False)
    round = forms.ChoiceField(label=_("Round of ratings"), required=False)

    def __init__(
        self, data: Any, *, states: Iterable[tuple[str, Any]], rounds: Iterable[Round]
    ) -> None:
        super().__init__(data)
        state = cast(forms.ChoiceField, self.fields["state"])
        state.choices = [("", _("All")), *states]
        known = cast(forms.ChoiceField, self.fields["round"])
        known.choices = [("", _("All")), *((str(one.pk), one.title) for one in rounds)]
