"""Forms of suppliers and founding teams."""

from typing import cast

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.core.forms import Explained, Form
from portal.organisations import slots
from portal.organisations.claims.forms import upload
from portal.organisations.suppliers.conditions import MIN_FOUNDERS
from portal.organisations.suppliers.enums import InstitutionClass, SupplierKind
from portal.organisations.suppliers.queries import places

FOUNDER_ROWS = 6
KINDS = {
    SupplierKind.ENTERPRISE: _("code begins with 91"),
    SupplierKind.SOLE_TRADER: _("code begins with 92"),
    SupplierKind.FARMERS_COOPERATIVE: _("code begins with 93"),
    SupplierKind.PUBLIC_INSTITUTION: _("code begins with 12"),
    SupplierKind.RURAL_COLLECTIVE: _("code begins with N"),
}


def _offer_places(form: forms.Form) -> None:
    field = cast(forms.ChoiceField, form.fields["division"])
    field.choices = [("", _("Choose the place")), *((d.pk, d.name) for d in places())]


class SupplierForm(Form):
    """What a supplier is."""

    kind = forms.ChoiceField(
        label=_("What kind of body are you?"),
        choices=[(kind.value, Explained(kind.label, KINDS[kind])) for kind in SupplierKind],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what kind of body you are.")},
    )
    institution_class = forms.ChoiceField(
        label=_("Class, for public institutions only"),
        choices=[("", _("not a public institution")), *InstitutionClass.choices],
        required=False,
    )
    credit_code = forms.CharField(
        label=_("Unified social credit code"),
        max_length=40,
        help_text=_("18 digits and letters on the licence."),
        error_messages={"required": _("Enter the credit code.")},
    )
    name = forms.CharField(
        label=_("Full name"),
        max_length=120,
        help_text=_("As on the licence."),
        error_messages={"required": _("Enter the full name.")},
    )
    division = forms.ChoiceField(
        label=_("Location"),
        help_text=_("The civil affairs bureau of this place checks the application."),
        error_messages={"required": _("Choose the place.")},
    )
    legal_representative = forms.CharField(
        label=_("Legal representative or person in charge"),
        max_length=60,
        error_messages={"required": _("Enter the legal representative.")},
    )
    phone = forms.CharField(
        label=_("Your telephone"),
        max_length=20,
        error_messages={"required": _("Enter a telephone number.")},
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type] # passed on as they came
        _offer_places(self)


class LicenceForm(Form):
    """The licence."""

    licence = upload(_("Licence or certificate"), slots.LICENCE)


class TeamForm(Form):
    """A founding team: name, plan, place and up to six founders."""

    name = forms.CharField(
        label=_("Name of the team"),
        max_length=120,
        help_text=_("It is shown everywhere with “founding team (not registered)”."),
        error_messages={"required": _("Enter the name of the team.")},
    )
    division = forms.ChoiceField(
        label=_("Location"), error_messages={"required": _("Choose the place.")}
    )
    plan = forms.CharField(
        label=_("Plan"),
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("What you want to do, for whom, and how far you are."),
        error_messages={"required": _("Write a few sentences about your plan.")},
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type] # passed on as they came
        _offer_places(self)
        for place in range(1, FOUNDER_ROWS + 1):
            self.fields[f"founder_{place}"] = forms.CharField(
                label=_("Founder %(place)d") % {"place": place},
                max_length=60,
                required=place <= MIN_FOUNDERS,
                error_messages={"required": _("Name at least three founders.")},
            )
            self.fields[f"occupation_{place}"] = forms.CharField(
                label=_("What founder %(place)d does") % {"place": place},
                max_length=60,
                required=False,
            )

    @property
    def founders(self) -> list[tuple[str, str]]:
        """Names and occupations as entered."""
        data = self.cleaned_data
        return [
            (data[f"founder_{place}"], data[f"occupation_{place}"])
            for place in range(1, FOUNDER_ROWS + 1)
        ]

    @property
    def rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """The pairs of fields for the template."""
        return [
            (self[f"founder_{place}"], self[f"occupation_{place}"])
            for place in range(1, FOUNDER_ROWS + 1)
        ]
