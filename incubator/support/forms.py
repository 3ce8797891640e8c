"""Forms of the menu and of requests: they translate what was typed, the operations decide."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from incubator.allowances import amounts
from incubator.programmes import queries as programmes
from incubator.programmes.models import Tier
from incubator.support.models import SupportItem, SupportRequest
from portal.core.forms import ChosenRowsField, Form, ModelForm
from portal.core.reasons import Refused
from portal.workflow.models import Channel

FIELD_OF = {
    "wished_too_early": "wished_on",
    "wished_too_late": "wished_on",
    "asked_already": "wished_on",
    "allowance_incomplete": "typed_amount",
    "tiers_need_residents": "who",
    "phone_missing": "phone",
    "no_time": "begins_at",
    "time_past": "begins_at",
    "time_too_late": "begins_at",
    "no_person": "person",
    "no_minutes": "minutes",
    "words_missing": "words",
    "stars_unknown": "stars",
}
CHANNELS = [(one.value, one.label) for one in (Channel.PHONE, Channel.COUNTER, Channel.PAPER)]
STARS = [
    (5, _("5, very good")),
    (4, _("4, good")),
    (3, _("3, all right")),
    (2, _("2, not so good")),
    (1, _("1, not good at all")),
]


def add_refusal(form: forms.Form | forms.BaseModelForm[Any], refusal: Refused) -> None:
    """Put every reason where it belongs: at its field, or on top of the form."""
    for reason in refusal.reasons:
        name = FIELD_OF.get(reason.code, "")
        form.add_error(name if name in form.fields else None, str(reason))


def day_input() -> forms.DateInput:
    """A day, by calendar or typed."""
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def words_input(rows: int = 3) -> forms.Textarea:
    """A few lines."""
    return forms.Textarea(attrs={"rows": rows})


class AskForm(Form):
    """What somebody asks for: for whom, when, what it is about."""

    body = forms.TypedChoiceField(label=_("For"), coerce=int)
    wished_on = forms.DateField(
        label=_("Which day would suit you?"),
        widget=day_input(),
        error_messages={"required": _("Choose a day."), "invalid": _("This is no date.")},
    )
    words = forms.CharField(
        label=_("What is it about?"),
        max_length=1000,
        widget=words_input(),
        help_text=_("A few words, so that the right person comes prepared."),
        error_messages={"required": _("Write a few words.")},
    )

    def __init__(self, data: Any, *, bodies: Iterable[tuple[int, str]], earliest: date) -> None:
        choices = list(bodies)
        super().__init__(data, initial={"wished_on": earliest, "body": choices[0][0]})
        self.fields["body"].choices = choices  # type: ignore[attr-defined] # a choice field
        if len(choices) == 1:
            self.fields["body"].widget = forms.HiddenInput()


class CallerForm(Form):
    """A call or a visit that a worker enters: whose it is, and how it came in."""

    name = forms.CharField(
        label=_("Organisation or founding team"),
        max_length=120,
        help_text=_("Its full name or its credit code."),
        error_messages={"required": _("Enter the name or the credit code.")},
    )
    channel = forms.ChoiceField(label=_("How it came in"), choices=CHANNELS)
    caller = forms.CharField(
        label=_("Who telephones or comes"),
        max_length=60,
        error_messages={"required": _("Enter the name of the person.")},
    )
    caller_phone = forms.CharField(label=_("Telephone"), max_length=40, required=False)
    wished_on = forms.DateField(
        label=_("Day wished"),
        widget=day_input(),
        error_messages={"required": _("Choose a day."), "invalid": _("This is no date.")},
    )
    words = forms.CharField(
        label=_("What is it about?"),
        max_length=1000,
        widget=words_input(),
        error_messages={"required": _("Write a few words.")},
    )


class AppointmentForm(ModelForm):
    """Time, length, person and place of an appointment."""

    begins_at = forms.DateTimeField(
        label=_("Begins"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        error_messages={"required": _("Enter the day and the hour.")},
    )
    minutes = forms.IntegerField(label=_("Minutes"), min_value=1, max_value=600)
    person = forms.CharField(
        label=_("Who helps"), max_length=60, error_messages={"required": _("Enter the name.")}
    )

    class Meta:
        model = SupportRequest
        fields = ("begins_at", "minutes", "person", "place")

    def _post_clean(self) -> None:
        """Leave the request as it is: the operation writes."""


class WordsForm(Form):
    """Words the organisation will read."""

    words = forms.CharField(
        label=_("What the organisation reads"),
        max_length=1000,
        widget=words_input(),
        error_messages={"required": _("Write a few words.")},
    )


class DeclineForm(WordsForm):
    """Why not, and what else there is."""

    alternative = forms.ModelChoiceField(
        SupportItem.objects.none(),
        label=_("Another item of the menu instead"),
        required=False,
        empty_label=_("none"),
    )

    def __init__(self, *args: Any, others: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["alternative"].queryset = others  # type: ignore[attr-defined] # a choice of models


class DeliverForm(WordsForm):
    """What was done, and how long it took."""

    minutes = forms.IntegerField(label=_("Minutes it took"), min_value=1, max_value=600)
    field_order = ("minutes", "words")


class RatingForm(Form):
    """How good it was, and why."""

    stars = forms.TypedChoiceField(
        label=_("How good was it?"),
        choices=STARS,
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose 1 to 5.")},
    )
    words = forms.CharField(
        label=_("In a few words"), max_length=300, required=False, widget=words_input(2)
    )


class ItemForm(ModelForm):
    """An item of the menu, typed as people count: yuan and hours."""

    typed_price = forms.DecimalField(
        label=_("Price in yuan"),
        min_value=0,
        max_digits=8,
        decimal_places=2,
        required=False,
        help_text=_("Empty or 0: free."),
    )
    typed_amount = forms.DecimalField(
        label=_("How much it takes (hours, pieces or yuan)"),
        min_value=0,
        max_digits=8,
        decimal_places=2,
        required=False,
    )
    tiers = ChosenRowsField(
        Tier.objects.none(),
        label=_("Only for tiers"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None ticked: every tier."),
    )

    class Meta:
        model = SupportItem
        fields = (
            "kind",
            "title",
            "title_en",
            "gets",
            "provider",
            "provider_name",
            "hours",
            "minutes",
            "seats",
            "who",
            "form",
            "tiers",
            "allowance",
            "lead_days",
            "phone",
            "order",
            "published",
        )
        widgets = {"gets": words_input(4)}
        help_texts = {"published": _("Untick it and nobody finds it any more.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["tiers"].queryset = programmes.tiers(active_only=False)  # type: ignore[attr-defined] # likewise
        row = self.instance
        if row.pk:
            self.initial["typed_price"] = f"{row.price / 100:.2f}"
            if row.allowance:
                self.initial["typed_amount"] = amounts.shown(row.allowance, row.amount)

    def clean(self) -> dict[str, Any]:
        """Price in fen, and the amount in the unit of its kind."""
        given = self.cleaned_data
        given["price"] = int((given.pop("typed_price", None) or 0) * 100)
        typed, kind = given.pop("typed_amount", None) or Decimal(0), given.get("allowance", "")
        kept = amounts.kept(kind, typed) if kind else int(typed)
        if kept is None:
            self.add_error("typed_amount", gettext("Desks and seats are whole numbers."))
        given["amount"] = kept
        return given

    def _post_clean(self) -> None:
        """Leave the item as it is: the operation writes."""


class NewItemForm(ItemForm):
    """Where a new item stands: in one of the person's bases, or on the menu of the city."""

    where = forms.ChoiceField(label=_("On the menu of"))
    field_order = ("where",)

    def __init__(self, *args: Any, places: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["where"].choices = list(places)  # type: ignore[attr-defined] # a choice field
