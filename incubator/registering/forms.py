"""Forms of registrations: they translate what was typed, the operations decide."""

from collections.abc import Iterable, Sequence
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from incubator.registering import slots
from incubator.registering.enums import DirectKind, Kind, Mode, Office, Settling
from incubator.registering.models import Registration, RegistrationPoint
from portal.core import money
from portal.core.forms import Explained, Form, ModelForm
from portal.core.reasons import Reason, Refused, Text

NONE = [("", _("please choose"))]
KINDS: dict[str, Text] = {
    Kind.SOCIAL_GROUP: _("Members join for a common wish: an association, a society, a club."),
    Kind.INSTITUTION: _("It serves people with a team and means of its own: a centre, a school."),
    Kind.FOUNDATION: _("It gives away a fund for the public good; registered at the region."),
}
WAYS: dict[str, Text] = {
    Mode.DUAL: _("The usual way: a department agrees to supervise your field."),
    Mode.DIRECT: _("Only for the four kinds below; done cautiously, the industry is asked."),
}


def day(label: Text, *, required: bool = False, hint: Text = "") -> forms.DateField:
    """A date field as browsers offer it."""
    return forms.DateField(
        label=label,  # type: ignore[arg-type] # a lazy text
        required=required,
        help_text=hint,  # type: ignore[arg-type] # a lazy text
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Choose a day.")},
    )


def text(label: Text, most: int, *, rows: int = 0, hint: Text = "") -> forms.CharField:
    """Words that may still be missing in a draft."""
    return forms.CharField(
        label=label,  # type: ignore[arg-type] # a lazy text
        required=False,
        max_length=most,
        help_text=hint,  # type: ignore[arg-type] # a lazy text
        widget=forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput(),
    )


def kind_field() -> forms.ChoiceField:
    """The legal kind, each with one line that explains it."""
    return forms.ChoiceField(
        label=_("What do you want to found?"),
        choices=[(kind.value, Explained(kind.label, KINDS[kind])) for kind in Kind],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what you want to found.")},
    )


def name_field() -> forms.CharField:
    """The name wanted."""
    return forms.CharField(
        label=_("Name wanted"),
        max_length=60,
        help_text=_("Division, a word of your own or the field, form of organisation."),
        error_messages={"required": _("Enter the name you want.")},
    )


class StartForm(Form):
    """Which base helps, what is founded, under which name."""

    base = forms.ChoiceField(
        label=_("Base that helps you"), error_messages={"required": _("Choose a base.")}
    )
    kind = kind_field()
    name = name_field()

    def __init__(self, data: Any, *, bases: Sequence[tuple[int, str]], **given: Any) -> None:
        super().__init__(data, **given)
        chosen = cast(forms.ChoiceField, self.fields["base"])
        chosen.choices = [*NONE, *((str(pk), name) for pk, name in bases)]


class NameForm(Form):
    """Kind and name, with a second and a third choice."""

    kind = kind_field()
    name = name_field()
    second = text(_("Second choice"), 60)
    third = text(_("Third choice"), 60)

    def entered(self) -> dict[str, Any]:
        """What to keep."""
        given = self.cleaned_data
        others = [given["second"], given["third"]]
        return {"kind": given["kind"], "name": given["name"], "other_names": others}


class UnitForm(ModelForm):
    """The supervising unit, or the direct way."""

    says_optional = False

    mode = forms.ChoiceField(
        label=_("How will you be registered?"),
        required=False,
        choices=[(mode.value, Explained(mode.label, WAYS[mode])) for mode in Mode],
        widget=forms.RadioSelect,
    )
    direct_kind = forms.ChoiceField(
        label=_("Which of the four kinds (direct way only)"),
        required=False,
        choices=[("", pgettext_lazy("direct kind", "none")), *DirectKind.choices],
    )
    unit_on = day(_("Date of its document"))

    class Meta:
        model = Registration
        fields = ["mode", "direct_kind", "unit", "unit_document", "unit_on"]

    def entered(self) -> dict[str, Any]:
        """What to keep."""
        return dict(self.cleaned_data)


class FactsForm(ModelForm):
    """What the papers are written from; everything may still be missing."""

    says_optional = False

    capital = text(_("Registered funds (yuan)"), 30, hint=_("Figures, such as 30000 or 3万."))
    meeting_on = day(_("Day of the founding meeting"))

    class Meta:
        model = Registration
        fields = [
            "purpose",
            "scope",
            "area",
            "domicile",
            "domicile_right",
            "capital_source",
            "raises_publicly",
            "meeting_on",
            "meeting_place",
            "present",
            "contact",
            "phone",
        ]
        help_texts = {
            "purpose": _("One or two sentences: for whom, what for."),
            "scope": _("What you will do, parted by semicolons; the charter repeats it."),
            "domicile_right": _("Lease, free use, own property; from when to when."),
            "area": _("The division in which you are active, such as 东胜区."),
        }
        widgets = {
            "purpose": forms.Textarea(attrs={"rows": 3}),
            "scope": forms.Textarea(attrs={"rows": 4}),
        }

    def __init__(self, data: Any, *, instance: Registration) -> None:
        fen = instance.capital_fen
        given = {"capital": money.yuan(fen) if fen is not None else ""}
        super().__init__(data, instance=instance, initial=given)
        if instance.kind != Kind.SOCIAL_GROUP:
            del self.fields["area"]
        if instance.kind != Kind.FOUNDATION:
            del self.fields["raises_publicly"]
        for name in ("contact", "phone", "meeting_on", "meeting_place", "present"):
            self.fields[name].required = False

    def clean_capital(self) -> int | None:
        """Fen, or None while nothing is entered."""
        typed = self.cleaned_data["capital"].strip()
        if not typed:
            return None
        try:
            return money.parse_yuan(typed)
        except Refused as refusal:
            raise forms.ValidationError([str(reason) for reason in refusal.reasons]) from refusal

    def entered(self) -> dict[str, Any]:
        """What to keep."""
        given = dict(self.cleaned_data)
        given["capital_fen"] = given.pop("capital")
        return given


class PersonForm(Form):
    """A founder or a proposed leader."""

    name = forms.CharField(
        label=_("Name of the person"),
        max_length=60,
        error_messages={"required": _("Enter the name.")},
    )
    number = forms.CharField(label=_("Identity number"), max_length=40, required=False)
    office = forms.ChoiceField(
        label=_("Will be"),
        choices=Office.choices,
        error_messages={"required": _("Choose what the person will be.")},
    )
    work = text(_("Where they work and as what"), 120)
    founder = forms.BooleanField(label=_("is a founder"), required=False)
    head = forms.BooleanField(label=_("will be the legal representative"), required=False)
    serves_state = forms.BooleanField(label=_("serves a state organ today"), required=False)

    def entered(self) -> dict[str, Any]:
        """What to keep besides the number."""
        return {name: value for name, value in self.cleaned_data.items() if name != "number"}


class MembersForm(Form):
    """The list of members, one per line."""

    members = forms.CharField(
        label=_("Members, one per line"),
        required=False,
        max_length=100_000,
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text=_(
            "Name, comma, occupation: 王芳，退休教师. A unit begins so: 单位，东胜区医院，张明."
        ),
    )


class DocumentForm(Form):
    """A document: the file, or the word that the original is in hand."""

    file = forms.FileField(
        label=_("Scan or photograph"),
        required=False,
        allow_empty_file=True,
        help_text=_("PDF, DOCX or picture, up to 10 MB."),
        widget=forms.FileInput(attrs={"accept": slots.BROUGHT.accept}),
    )
    original = forms.BooleanField(label=_("We hold the original and bring it"), required=False)

    def clean(self) -> dict[str, Any]:
        """One of the two."""
        given = super().clean() or {}
        if not self.errors and not given.get("file") and not given.get("original"):
            self.add_error("file", _("Choose the file, or tick that you hold the original."))
        return given


class AnswersForm(Form):
    """An answer to each point of the last round."""

    says_optional = False

    def __init__(self, data: Any, *, points: Iterable[RegistrationPoint]) -> None:
        super().__init__(data)
        for point in points:
            self.fields[f"point_{point.pk}"] = forms.CharField(
                label=point.words,
                required=False,
                max_length=1000,
                initial=point.answer,
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    def answers(self) -> dict[int, str]:
        """The answers by the points' ids."""
        return {int(key.removeprefix("point_")): said for key, said in self.cleaned_data.items()}


class HelperForm(Form):
    """What a helper enters with a step; which part is needed depends on the button."""

    says_optional = False

    words = text(
        _("Words to the team"), 1000, rows=3, hint=_("The team reads exactly these words.")
    )
    points = text(
        _("What is missing"), 6000, rows=5, hint=_("Everything at once, one thing per line.")
    )
    on = day(_("On which day"))
    number = text(_("Number of acceptance"), 80, hint=_("If the registry gave one."))

    def lines(self) -> list[str]:
        """The points, one per line."""
        return [line for line in self.cleaned_data["points"].splitlines() if line.strip()]


class CertificateForm(Form):
    """The certificate as the registry gave it."""

    says_optional = False

    code = text(_("Unified social credit code"), 30)
    document = text(_("Number of the certificate or decision"), 80)
    registered_on = day(_("Registered on"))
    valid_from = day(_("Certificate valid from"), hint=_("Empty: from the day of registration."))
    valid_to = day(_("Certificate valid to"))


class RefusalForm(Form):
    """The refusal as the registry gave it."""

    says_optional = False

    on = day(_("Day of the decision"))
    document = text(_("Number of the decision"), 80)
    words = text(_("Reasons of the registry"), 1000, rows=4)


class SettleForm(Form):
    """A step after the certificate."""

    says_optional = False

    step = forms.ChoiceField(label=_("What was settled"), choices=Settling.choices)
    on = day(_("On which day"))
    words = text(_("What was done"), 200, hint=_("E.g. bank and branch, tax office, party branch."))


class RevealForm(Form):
    """For what a whole identity number is needed."""

    reason = text(_("For what do you need it? It is noted."), 200)


def add_reasons(form: Any, reasons: Iterable[Reason], field: str | None = None) -> None:
    """Put every reason of a refusal on top of a form, or beside a field."""
    for reason in reasons:
        words = f"{reason} ({reason.clause})" if reason.clause else str(reason)
        form.add_error(field, words)
