"""Forms of community groups: they translate what was typed, the operations decide."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from incubator.groups.enums import Category, Ground
from incubator.groups.models import CommunityGroup
from incubator.groups.queries import Draft
from portal.core.forms import Explained, Form
from portal.core.reasons import Refused, Text

HINTS: dict[str, Text] = {
    Category.SERVICE: _("child care, repairs, help with errands"),
    Category.CHARITY: _("visiting the lonely, collecting for neighbours in need"),
    Category.NEIGHBOURS: _("settling quarrels, looking after the yard"),
    Category.CULTURE: _("dancing, singing, chess, walking"),
    Category.FARMING: _("growing, breeding, machines shared by neighbours"),
}
FIELDS = {
    "owners_committee": "name",
    "name_taken": "name",
    "for_profit": "for_profit",
    "too_few_members": "members",
    "other_street": "community",
    "host_unknown": "host",
    "host_is_group": "host",
    "ground_missing": "ground",
    "words_missing": "words",
    "grown_unknown": "into",
}


def add_refusal(form: forms.Form, refusal: Refused) -> None:
    """Put every reason beside its field, or on top of the form."""
    for reason in refusal.reasons:
        field = FIELDS.get(reason.code)
        words = f"{reason} （{reason.clause}）" if reason.clause else str(reason)
        form.add_error(field if field in form.fields else None, words)


class GroupForm(Form):
    """What is filed of a group."""

    name = forms.CharField(
        label=_("Name of the group"),
        max_length=60,
        help_text=_("For example 团结社区晨练队."),
        error_messages={"required": _("Enter the name.")},
    )
    category = forms.ChoiceField(
        label=_("What kind of group is it?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a category.")},
    )
    purpose = forms.CharField(
        label=_("What does the group do?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("A few sentences; they stand on its public page. No names of people."),
        error_messages={"required": _("Write a few sentences.")},
    )
    community = forms.ChoiceField(
        label=_("In which community?"),
        error_messages={"required": _("Choose the community.")},
    )
    place = forms.CharField(label=_("Where do you meet?"), max_length=120, required=False)
    members = forms.IntegerField(
        label=_("How many members?"),
        min_value=1,
        max_value=10_000,
        error_messages={"required": _("Enter the number of members.")},
    )
    head_name = forms.CharField(
        label=_("Who leads the group?"),
        max_length=60,
        error_messages={"required": _("Enter the name of the person.")},
    )
    head_phone = forms.CharField(
        label=_("Telephone of this person"),
        max_length=20,
        error_messages={"required": _("Enter a telephone number.")},
    )
    host = forms.CharField(
        label=_("Host organisation, if there is one"),
        max_length=120,
        required=False,
        help_text=_(
            "Name or credit code. It signs and keeps accounts for you. Empty: the community."
        ),
    )
    for_profit = forms.TypedChoiceField(
        label=_("Does the group share income among its members?"),
        choices=[("no", _("no")), ("yes", _("yes"))],
        coerce=lambda typed: typed == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose yes or no.")},
    )

    def __init__(self, data: Any = None, *, communities: Any, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        kinds = cast(forms.ChoiceField, self.fields["category"])
        kinds.choices = [
            (value, Explained(label, HINTS[value])) for value, label in Category.choices
        ]
        chosen = cast(forms.ChoiceField, self.fields["community"])
        chosen.choices = [("", "–"), *((row.code, row.name) for row in communities)]

    @classmethod
    def of(cls, row: CommunityGroup, data: Any, *, communities: Any) -> "GroupForm":
        """The form with what was handed in."""
        kept = ("name", "category", "purpose", "place", "members", "head_name", "head_phone")
        initial = {name: getattr(row, name) for name in kept}
        initial |= {
            "community": row.community_id,
            "host": row.host.name if row.host else "",
            "for_profit": "yes" if row.for_profit else "no",
        }
        return cls(data, communities=communities, initial=initial)

    @property
    def draft(self) -> Draft:
        """The group as typed."""
        typed: dict[str, Any] = {
            key: value.strip() if isinstance(value, str) else value
            for key, value in self.cleaned_data.items()
        }
        return Draft(**typed)


class ConfirmForm(Form):
    """What is asked once a year."""

    members = forms.IntegerField(
        label=_("How many members are there now?"), min_value=1, max_value=10_000
    )
    head_phone = forms.CharField(
        label=_("Telephone of the head, if it has changed"), max_length=20, required=False
    )


class ReturnForm(Form):
    """What is missing, one point in a line."""

    points = forms.CharField(
        label=_("What is missing? One point in a line."),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
    )


class RefuseForm(Form):
    """Why the group is not filed."""

    ground = forms.ChoiceField(
        label=_("Why it is not filed"),
        required=False,
        choices=Ground.choices,
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=_("The reason in words the head will read"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class RemoveForm(Form):
    """Why a filing is removed."""

    words = forms.CharField(
        label=_("The reason in words the head will read"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class GrowForm(Form):
    """Which organisation the group became."""

    into = forms.CharField(label=_("Credit code or whole name"), max_length=120, required=False)
