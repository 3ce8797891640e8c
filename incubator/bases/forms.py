"""Forms of bases."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from incubator.bases import queries
from incubator.bases.enums import Indicator
from incubator.bases.models import Base, BaseStaff
from incubator.bases.operations import FIELDS
from incubator.bases.staffing import FIELDS as STAFF_FIELDS
from portal.bodies import queries as places
from portal.bodies.enums import Level
from portal.core.forms import Form, ModelForm
from portal.core.reasons import Refused
from portal.organisations.register import queries as register

if TYPE_CHECKING:
    from portal.organisations.register.models import Organisation


def add_refusal(form: forms.BaseForm, refusal: Refused, fields: dict[str, str]) -> None:
    """Put each reason at the field it is about (``fields`` by code), or on top of the form."""
    for reason in refusal.reasons:
        name = fields.get(reason.code, "")
        form.add_error(name if name in form.fields else None, str(reason))


class BaseForm(ModelForm):
    """What a base says about itself, and which organisation runs it."""

    run_by = forms.CharField(
        label=_("Organisation that runs it"),
        max_length=120,
        required=False,
        help_text=_(
            "Credit code or full name. It may claim the operating award. Empty: the office itself."
        ),
    )

    class Meta:
        model = Base
        fields = FIELDS
        widgets = {"introduction": forms.Textarea(attrs={"rows": 5})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["parent"]
        field.queryset = queries.public().exclude(pk=self.instance.pk)  # type: ignore[attr-defined] # a choice of models
        field.empty_label = _("none")  # type: ignore[attr-defined] # likewise
        field.label_from_instance = lambda base: base.body.name  # type: ignore[attr-defined] # likewise
        if self.instance.operator_id:
            self.initial["run_by"] = self.instance.operator.body.name

    def clean_run_by(self) -> Organisation | None:
        """The one organisation on the register that this code or name means."""
        words: str = self.cleaned_data["run_by"].strip()
        found = list(register.by_code_or_name_exact(words)[:2]) if words else []
        if words and (len(found) != 1 or found[0].struck_off):
            raise forms.ValidationError(
                _("No organisation on the register has this code or name. Write it in full.")
            )
        return found[0] if found else None

    def _post_clean(self) -> None:
        """Leave the base as it is: the operation writes."""

    @property
    def values(self) -> dict[str, Any]:
        """The values of the base's own fields."""
        given = {name: self.cleaned_data[name] for name in FIELDS}
        return given | {"operator": self.cleaned_data["run_by"]}


class Hours(forms.CharField):
    """Opening hours as people write them; the operation understands them."""

    def __init__(self, **options: Any) -> None:
        options = {
            "label": _("Opening hours"),
            "required": False,
            "max_length": 400,
            "widget": forms.Textarea(attrs={"rows": 2}),
            "help_text": _(
                "Write them as on the door: 工作日8:30-12:00，14:30-17:30；周末9:00-12:00. "
                "“工作日” follows the official calendar of working days."
            ),
            **options,
        }
        super().__init__(**options)


class HoursForm(Form):
    """The weekly hours of a base."""

    hours = Hours()


class NewBaseForm(BaseForm):
    """A base with its office, name, place and hours."""

    office: Any = forms.ModelChoiceField(None, label=_("Office responsible"))
    name = forms.CharField(
        label=_("Name of the base"),
        max_length=120,
        error_messages={"required": _("Give the base its name.")},
    )
    division: Any = forms.ModelChoiceField(None, label=_("Division"))
    hours = Hours()

    def __init__(self, *args: Any, offices: frozenset[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = places.of_ids(offices)
        for name, found in (("office", chosen), ("division", _divisions(chosen))):
            self.fields[name].queryset = found  # type: ignore[attr-defined] # a choice of models


class DayForm(Form):
    """A day on which a base is closed, or open at other hours."""

    day = forms.DateField(
        label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    reason = forms.CharField(label=_("Reason"), max_length=120)
    opens = forms.TimeField(
        label=_("Opens"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        help_text=_("Leave both times empty if the base is closed all day."),
    )
    closes = forms.TimeField(
        label=_("Closes"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )


class StaffForm(ModelForm):
    """Somebody who works at a base."""

    class Meta:
        model = BaseStaff
        fields = STAFF_FIELDS
        help_texts = {
            "duty": _("What people may ask them for, such as 登记咨询."),
            "phone_public": _("Everybody reads the number on the page of the base."),
            "place": _("Smaller numbers stand further up."),
        }

    def _post_clean(self) -> None:
        """Leave the person as they are: the operation writes."""

    @property
    def values(self) -> dict[str, Any]:
        """The values of the person's fields."""
        return {name: self.cleaned_data[name] for name in STAFF_FIELDS}


class OffersForm(Form):
    """What a base offers, and whom it serves."""

    offers = forms.CharField(
        label=_("Services"),
        required=False,
        max_length=1300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Part them by 、, such as 注册协助、场地、培训."),
    )
    served = forms.MultipleChoiceField(
        label=_("Communities and streets served"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, base: Base, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        around = base.body.division_id[:9]
        levels = (Level.BANNER, Level.STREET, Level.COMMUNITY)
        found = places.divisions_under(around).filter(level__in=levels)
        chosen = places.names_of(self.initial.get("served", ())) | {d.code: d.name for d in found}
        chosen.pop(base.body.division_id, None)
        self.fields["served"].choices = sorted(chosen.items())  # type: ignore[attr-defined] # a choice


class PlanForm(Form):
    """What a base means to do in a year: a number for each indicator, and words."""

    text = forms.CharField(
        label=_("The plan in words"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 8}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for indicator in Indicator:
            self.fields[indicator.value] = forms.IntegerField(
                label=indicator.label, required=False, min_value=0
            )
        self.order_fields([*Indicator.values, "text"])

    @property
    def targets(self) -> dict[str, int]:
        """The numbers that were given."""
        given = {code: self.cleaned_data.get(code) for code in Indicator.values}
        return {code: amount for code, amount in given.items() if amount is not None}


def _divisions(offices: Any) -> Any:
    found = places.divisions_under("none")
    for office in offices:
        found = found | places.divisions_under(office.division_id)
    return found
