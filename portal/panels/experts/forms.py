"""Forms of the pool."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.core.forms import Form
from portal.panels.experts.enums import TieKind
from portal.panels.experts.operations import TieWords


class ProfileForm(Form):
    """What an expert says of themselves."""

    knows = forms.CharField(
        label=_("Fields of expertise"),
        max_length=200,
        required=False,
        help_text=_("For example: social work with children, project finance."),
    )
    title = forms.CharField(label=_("Professional title"), max_length=60, required=False)
    employer = forms.CharField(
        label=_("Employer"),
        max_length=120,
        required=False,
        help_text=_("The full name. You are never drawn for it."),
    )


class TieForm(Form):
    """A tie to an organisation or a person."""

    kind = forms.ChoiceField(
        label=_("What ties you"),
        choices=TieKind.choices,
        error_messages={"required": _("Choose what ties you.")},
    )
    name = forms.CharField(
        label=_("Organisation or person"),
        max_length=120,
        help_text=_("The full name, as it stands on the certificate or the identity card."),
        error_messages={"required": _("Enter the full name.")},
    )
    from_on = forms.DateField(
        label=_("Since"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    until_on = forms.DateField(
        label=_("Until"),
        required=False,
        help_text=_("Leave empty while the tie lasts."),
        widget=forms.DateInput(attrs={"type": "date"}),
    )

    @property
    def words(self) -> TieWords:
        """The tie as it was entered."""
        return TieWords(**self.cleaned_data)


class AddForm(Form):
    """Whom to put into the pool."""

    address = forms.CharField(
        label=_("E-mail or telephone of the expert's account"),
        max_length=120,
        error_messages={"required": _("Enter an e-mail or a telephone.")},
    )
