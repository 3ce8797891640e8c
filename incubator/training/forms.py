"""Forms of training: they translate what was typed, the operations decide."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from incubator.training.enums import Way
from incubator.training.models import Course, CourseRun, CourseSession
from portal.accounts import phones
from portal.core import clock
from portal.core.forms import Form, ModelForm

CHANNELS = [(way.value, way.label) for way in (Way.PHONE, Way.COUNTER, Way.PAPER)]


class CourseForm(ModelForm):
    """What is taught, for whom, and by which base."""

    base: Any = forms.ModelChoiceField(
        label=_("Base that gives the course"),
        queryset=None,
        error_messages={"required": _("Choose the base."), "invalid_choice": _("Choose the base.")},
    )
    price = forms.DecimalField(
        label=_("Price"),
        min_value=0,
        max_value=20000,
        decimal_places=2,
        initial=0,
        help_text=_("0 when the course is free, as it usually is."),
    )

    class Meta:
        model = Course
        fields = ["title", "aim", "for_whom", "level", "who", "credits"]
        widgets = {"aim": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args: Any, bases: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["base"]
        field.queryset = bases
        field.label_from_instance = lambda base: base.body.name
        known = list(bases[:2])
        if self.instance.pk:
            field.initial = self.instance.base_id
            self.fields["price"].initial = self.instance.price_fen / 100
        elif len(known) == 1:
            field.initial = known[0].pk

    @property
    def values(self) -> dict[str, Any]:
        """What the operation takes, the price in fen."""
        given = dict(self.cleaned_data)
        given["price_fen"] = int(given.pop("price") * 100)
        return given


class RunForm(ModelForm):
    """The name of a run and its seats."""

    class Meta:
        model = CourseRun
        fields = ["name", "seats"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seats"].validators.append(_at_least_one)


def _at_least_one(value: int) -> None:
    if value < 1:
        raise forms.ValidationError(_("A run has at least one seat. Write 1 or more."))


class SessionForm(Form):
    """When, where and by whom."""

    day = forms.DateField(
        label=_("Day"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Choose the day."), "invalid": _("Choose a day.")},
    )
    begins = forms.TimeField(
        label=_("Begins at"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={
            "required": _("Say when it begins."),
            "invalid": _("Write a time such as 14:00."),
        },
    )
    ends = forms.TimeField(
        label=_("Ends at"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={
            "required": _("Say when it ends."),
            "invalid": _("Write a time such as 16:00."),
        },
    )
    place = forms.CharField(
        label=_("Room or address"),
        max_length=200,
        required=False,
        help_text=_("Empty: at the base."),
    )
    teacher = forms.CharField(label=_("Teacher"), max_length=80, required=False)

    def __init__(self, *args: Any, session: CourseSession | None = None, **kwargs: Any) -> None:
        if session is not None:
            start = session.starts_at.astimezone(clock.SHANGHAI)
            end = session.ends_at.astimezone(clock.SHANGHAI)
            kwargs["initial"] = {
                "day": clock.day(start),
                "begins": start.time(),
                "ends": end.time(),
                "place": session.place,
                "teacher": session.teacher,
            }
        super().__init__(*args, **kwargs)

    def clean_day(self) -> date:
        """A year that calendars know."""
        day: date = self.cleaned_data["day"]
        if not 2000 <= day.year <= 2100:
            raise forms.ValidationError(_("Choose a day."))
        return day

    @property
    def values(self) -> dict[str, Any]:
        """What the operation takes."""
        given = self.cleaned_data
        return {
            "starts_at": datetime.combine(given["day"], given["begins"], clock.SHANGHAI),
            "ends_at": datetime.combine(given["day"], given["ends"], clock.SHANGHAI),
            "place": given["place"],
            "teacher": given["teacher"],
        }


class CancelForm(Form):
    """Why a run is called off."""

    why = forms.CharField(
        label=_("Why it does not take place"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Everybody who has a seat or waits reads these words."),
        error_messages={"required": _("Say why; the learners read it.")},
    )


class EnrolForm(Form):
    """Who learns, and whose allowance is used."""

    learner = forms.ChoiceField(label=_("Who takes the seat?"), required=False)
    name = forms.CharField(
        label=_("Name as on the certificate"),
        max_length=60,
        error_messages={"required": _("Write the name as it stands on the identity card.")},
    )
    body = forms.ChoiceField(label=_("For an organisation in residence"), required=False)

    def __init__(
        self, *args: Any, me: str, bodies: Iterable[Any], colleagues: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.colleagues = list(colleagues)
        shown = [(str(body.pk), body.shown_name) for body in bodies]
        if shown:
            nobody = ("", _("For myself, no allowance is used"))
            _choices(self, "body").choices = [nobody, *shown]
        else:
            del self.fields["body"]
        if self.colleagues:
            names = dict(shown)
            _choices(self, "learner").choices = [
                ("", _("I myself")),
                *(
                    (f"{body}:{person}", f"{name} · {names.get(str(body), '')}")
                    for body, person, name in self.colleagues
                ),
            ]
        else:
            del self.fields["learner"]
        self.fields["name"].initial = me

    @property
    def chosen(self) -> tuple[int | None, int | None]:
        """The learner (None: the reader) and the organisation (None: without one)."""
        learner = self.cleaned_data.get("learner") or ""
        if learner:
            body, _colon, person = learner.partition(":")
            return int(person), int(body)
        body = self.cleaned_data.get("body") or ""
        return None, int(body) if body else None


class CallerForm(Form):
    """Somebody who telephones or stands at the counter and has no account."""

    name = forms.CharField(
        label=_("Name as on the certificate"),
        max_length=60,
        error_messages={"required": _("Ask for the name as it stands on the identity card.")},
    )
    phone = forms.CharField(
        label=_("Mobile phone"),
        max_length=30,
        error_messages={"required": _("Ask for a number; a seat or a change is told by it.")},
    )
    body = forms.ChoiceField(label=_("For an organisation in residence"), required=False)
    way = forms.ChoiceField(label=_("How the person came"), choices=CHANNELS)

    def __init__(self, *args: Any, bodies: Iterable[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        nobody = ("", _("Without an organisation, no allowance is used"))
        shown = [(str(body.pk), body.shown_name) for body in bodies]
        _choices(self, "body").choices = [nobody, *shown]

    def clean_phone(self) -> str:
        """Eleven digits, as the account of the person would have them."""
        number = phones.normal(self.cleaned_data["phone"])
        found = [str(reason) for reason in phones.faults(number)]
        if found:
            raise forms.ValidationError(found)
        return number


def _choices(form: Form, name: str) -> forms.ChoiceField:
    field = form.fields[name]
    if not isinstance(field, forms.ChoiceField):
        raise TypeError(f"{name} is no choice.")
    return field


def add_refusal(form: forms.BaseForm, reasons: Iterable[object], field: str | None = None) -> None:
    """Put every reason of a refusal on top of a form, or beside a field."""
    for reason in reasons:
        form.add_error(field, str(reason))
