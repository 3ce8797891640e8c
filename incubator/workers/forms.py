"""Forms of the register: they translate what was typed, the operations decide."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from incubator.workers.conditions import FIELDS
from incubator.workers.entered import Entered, Job, Months, Paper
from incubator.workers.enums import Contract, ExamResult, Level, Proof
from incubator.workers.models import Employment
from portal.core.forms import Form
from portal.core.reasons import Refused


def _day(label: object, help_text: object = "") -> forms.DateField:
    """A day that may be missing; what is needed, the operation says with all else."""
    return forms.DateField(
        label=label,  # type: ignore[arg-type] # a lazy text
        required=False,
        help_text=help_text,  # type: ignore[arg-type] # a lazy text
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"invalid": _("This is no date. Write it like 2024-03-01.")},
    )


def _month(label: object) -> forms.DateField:
    return forms.DateField(
        label=label,  # type: ignore[arg-type] # a lazy text
        required=False,
        input_formats=["%Y-%m", "%Y.%m", "%Y/%m", "%Y年%m月", "%Y-%m-%d"],
        widget=forms.DateInput(format="%Y-%m", attrs={"type": "month", "placeholder": "2026-01"}),
        error_messages={"invalid": _("This is no month. Write it like 2026-01.")},
    )


def add_refusal(form: forms.Form, refusal: Refused) -> None:
    """Put every reason beside its field, or on top of the form."""
    for reason in refusal.reasons:
        field = FIELDS.get(reason.code)
        form.add_error(field if field in form.fields else None, str(reason))


class JobForm(Form):
    """Post and contract of a person."""

    name = forms.CharField(label=_("Name of the person"), max_length=60, required=False)
    post = forms.CharField(label=_("Post"), max_length=60, required=False)
    contract = forms.ChoiceField(
        label=_("Contract"), required=False, choices=[("", "–"), *Contract.choices]
    )
    begins_on = _day(_("First day of the contract"))
    until = _day(_("Last day of the contract"), _("Empty when the contract has no end."))
    full_time = forms.BooleanField(label=_("Works full time"), required=False)

    @classmethod
    def of(cls, row: Employment, data: Any = None) -> "JobForm":
        """The form with what is entered now."""
        return cls(
            data,
            initial={
                "name": row.worker.name,
                "post": row.post,
                "contract": row.contract,
                "begins_on": row.begins_on,
                "until": row.contract_until,
                "full_time": row.full_time,
            },
        )

    @property
    def job(self) -> Job:
        """Post and contract as typed."""
        typed = self.cleaned_data
        return Job(
            typed["post"].strip(),
            typed["contract"],
            typed["begins_on"],
            typed["until"],
            typed["full_time"],
        )


class PaperForm(Form):
    """A certificate."""

    level = forms.ChoiceField(
        label=_("Level of the certificate"),
        required=False,
        choices=[("", _("none")), *Level.choices],
    )
    certificate = forms.CharField(
        label=_("Certificate number"),
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    issued_on = _day(_("Issued on"))
    valid_until = _day(_("Registration valid until"), _("Empty: three years after it was issued."))

    @property
    def paper(self) -> Paper:
        """The certificate as typed."""
        typed = self.cleaned_data
        return Paper(
            typed["level"],
            "".join(typed["certificate"].split()).upper(),
            typed["issued_on"],
            typed["valid_until"],
        )


class WorkerForm(PaperForm, JobForm):
    """A person who is entered."""

    field_order = ("name", "number", "post", "contract", "begins_on", "until", "full_time")

    number = forms.CharField(
        label=_("Identity number"),
        max_length=40,
        required=False,
        help_text=_("All 18 digits; the birthday is read from them."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    @property
    def entered(self) -> Entered:
        """The person as typed."""
        typed = self.cleaned_data
        return Entered(
            name=typed["name"].strip(), number=typed["number"], paper=self.paper, job=self.job
        )


class MonthsForm(Form):
    """Insured months and their proof."""

    first = _month(_("First insured month"))
    last = _month(_("Last insured month"))
    source = forms.ChoiceField(label=_("Proof"), choices=Proof.choices)
    reference = forms.CharField(
        label=_("Number of the proof"),
        max_length=60,
        required=False,
        help_text=_("It stands on the record of insurance or on the receipt."),
    )

    @property
    def months(self) -> Months:
        """The months as typed."""
        typed = self.cleaned_data
        return Months(typed["first"], typed["last"], typed["source"], typed["reference"].strip())


class StudyForm(Form):
    """Hours of continuing education."""

    taken_on = forms.DateField(
        label=_("Ended on"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )
    hours = forms.IntegerField(label=_("Hours"), min_value=1, max_value=200)
    topic = forms.CharField(label=_("Topic"), max_length=120)
    provider = forms.CharField(label=_("Given by"), max_length=120)


class ExamForm(Form):
    """How an examination went."""

    year = forms.IntegerField(label=_("Year"), min_value=2008, max_value=2100)
    level = forms.ChoiceField(label=_("Level of the certificate"), choices=Level.choices)
    result = forms.ChoiceField(label=_("Result"), choices=ExamResult.choices)


class EndForm(Form):
    """The last day of an entry."""

    ended_on = forms.DateField(
        label=_("Last day of work"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        help_text=_("From the next day on another organisation may enter the person."),
    )


class ReasonForm(Form):
    """Why a whole number is shown, or a month struck out."""

    words = forms.CharField(
        label=_("For what do you need it? It is noted."), max_length=200, required=False
    )


class ListForm(Form):
    """A list to upload."""

    upload = forms.FileField(
        label=_("List of workers"),
        allow_empty_file=True,
        help_text=_(".xlsx or .csv, up to 2,000 rows."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
        error_messages={"required": _("Choose the file that holds the list.")},
    )
