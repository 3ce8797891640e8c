"""Appointing officials and ending their posts."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.accounts import fields
from portal.accounts.roles import Role
from portal.core.forms import Explained, Form


class AppointForm(Form):
    """Who, reached how, as what, and in which body."""

    name = forms.CharField(
        label=pgettext_lazy("person", "Name"),
        help_text=_("As it will stand on letters and in the history."),
        max_length=60,
        error_messages={"required": _("Give the name.")},
    )
    address = fields.AddressField(
        help_text=_("A message goes there; the first sign-in is by a code."),
    )
    role = forms.ChoiceField(
        label=_("Post"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a post.")},
    )
    body = forms.ChoiceField(label=_("In which body"), error_messages={"required": _("Choose.")})

    def __init__(self, *args: Any, bodies: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        roles = [role for role in Role.all.values() if role.staff]
        self._choices("role", [(role.code, Explained(role.title, role.duties)) for role in roles])
        self._choices("body", bodies)
        if len(bodies) == 1:
            self.fields["body"].widget = forms.HiddenInput()
            self.fields["body"].initial = bodies[0][0]

    def _choices(self, name: str, choices: list[tuple[str, Any]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices


class EndPostForm(Form):
    """Why a post ends."""

    reason = forms.CharField(
        label=_("Why does the post end?"),
        help_text=_("Stands in the history, for example: moved to another section."),
        max_length=200,
        error_messages={"required": _("Say why the post ends.")},
    )
