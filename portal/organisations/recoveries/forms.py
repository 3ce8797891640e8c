"""Forms of recoveries at the counter."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.accounts.fields import AddressField
from portal.core.forms import Form
from portal.organisations import slots
from portal.organisations.claims.forms import upload


class RecoveryForm(Form):
    """Who becomes the owner, on which letter, and why."""

    contact = AddressField(
        label=_("Telephone or e-mail of the new owner"),
        help_text=_("The one they signed up with. They stand before you with their identity card."),
    )
    grounds = forms.CharField(
        label=_("What happened"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Why the present owner cannot be reached, and who the new one is."),
        error_messages={"required": _("Write down what happened.")},
    )
    letter = upload(
        _("Scan of the sealed letter"),
        slots.LETTER,
        help_text=_("With the seal and the signature of the legal representative."),
    )
