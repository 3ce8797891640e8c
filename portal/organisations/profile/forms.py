"""The form of what an organisation says about itself."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.core.forms import Form


class ProfileForm(Form):
    """The five fields; ``seen`` is the version that was shown."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    introduction = forms.CharField(
        label=_("What your organisation does"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("For residents: what you do, for whom, where. No addresses of persons."),
    )
    phone = forms.CharField(label=_("Telephone for the public"), max_length=40, required=False)
    hours = forms.CharField(
        label=_("Opening hours"),
        max_length=120,
        required=False,
        help_text=_("For example Monday to Friday 9:00 to 17:00."),
    )
    languages = forms.CharField(
        label=_("Languages spoken"),
        max_length=120,
        required=False,
        help_text=_("For example Chinese, Mongolian."),
    )
    website = forms.URLField(
        label=_("Website"), max_length=200, required=False, assume_scheme="https"
    )
