"""Forms of an application: they translate what was typed, the operations decide."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Protocol

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from incubator.admission.enums import Form as Residence
from incubator.admission.models import Point
from incubator.applying import questions, slots
from incubator.applying.questions import Question
from incubator.programmes.models import EvidenceItem, Programme
from portal.core.forms import Explained, Form
from portal.core.reasons import Reason, Refused
from portal.files.enums import Kind
from portal.workflow.models import Channel

EXPLAINED = {
    Residence.PHYSICAL: _("You work in the base, with desk and meeting room."),
    Residence.VIRTUAL: _("You take no room, but advice and courses."),
}
ON_PAPER = (Channel.COUNTER, Channel.PAPER, Channel.PHONE)
MEGABYTES = 10


class Named(Protocol):
    """A stored file, as far as a form needs it."""

    name: str


class Later:
    """A field that is needed; what is missing is said on the check page, all at once."""

    def validate(self, value: object) -> None:
        """Refuse nothing here."""


class LaterWords(Later, forms.CharField):
    """Words that may come later."""


class LaterChoice(forms.ChoiceField):
    """A choice that may come later; what is not offered is refused."""

    def validate(self, value: object) -> None:
        """Refuse only what is not offered."""
        if value:
            super().validate(value)


class LaterFile(Later, forms.FileField):
    """A file that may come later; an empty one is refused by the operation, with its reason."""


class StepForm(Form):
    """The questions of one step; ``seen`` marks what the page showed."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=16)

    def __init__(
        self,
        data: Any = None,
        *,
        step: str,
        programme: Programme,
        answers: Mapping[str, str] | None = None,
        seen: str = "",
    ) -> None:
        super().__init__(data, initial={**(answers or {}), "seen": seen})
        for question in questions.of_step(step):
            self.fields[question.key] = words(question)
        if step == questions.CONTACT and len(questions.forms_offered(programme)) > 1:
            self.fields[questions.FORM] = residence(programme)

    @property
    def answers(self) -> dict[str, str]:
        """What may be kept of what was typed: every field without a mistake."""
        return {
            key: text.replace("\r\n", "\n")
            for key, text in self.cleaned_data.items()
            if key != "seen"
        }


def words(question: Question, *, needed: bool = True) -> forms.CharField:
    """The field of a question."""
    kind = LaterWords if needed and question.required else forms.CharField
    area = forms.Textarea(attrs={"rows": question.rows})
    return kind(
        label=question.label,  # type: ignore[arg-type] # a lazy text
        help_text=question.hint,  # type: ignore[arg-type] # a lazy text
        max_length=question.longest,
        required=needed and question.required,
        widget=area if question.rows else forms.TextInput(),
    )


def residence(programme: Programme) -> LaterChoice:
    """The choice among the forms of residence a programme offers."""
    offered = [Residence(form) for form in questions.forms_offered(programme)]
    return LaterChoice(
        label=questions.label(questions.FORM),  # type: ignore[arg-type] # a lazy text
        choices=[(form.value, Explained(form.label, EXPLAINED[form])) for form in offered],
        widget=forms.RadioSelect,
    )


def file_field(item: EvidenceItem) -> forms.FileField:
    """The field of one paper: what is taken stands in its hint."""
    slot = slots.for_item(item.kinds, item.title)
    return LaterFile(
        label=item.title,
        required=item.required,
        allow_empty_file=True,
        help_text=" ".join(part for part in (item.hint, kinds_words(slot.kinds)) if part),
        widget=forms.FileInput(attrs={"accept": slot.accept}),
    )


def list_field(item: EvidenceItem) -> forms.FileField:
    """The field of a list of people."""
    return LaterFile(
        label=item.title,
        required=item.required,
        allow_empty_file=True,
        help_text=" ".join(part for part in (item.hint, str(LIST_HINT)) if part),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
    )


def scan_field(label: Any, *, required: bool) -> forms.FileField:
    """A field for a scan or photograph."""
    return LaterFile(
        label=label,
        required=required,
        allow_empty_file=True,
        help_text=kinds_words(slots.SCANS),
        widget=forms.FileInput(attrs={"accept": slots.PAPER.accept}),
    )


def kinds_words(kinds: Iterable[Kind]) -> str:
    """What kinds of file are taken, and how large, in words."""
    names = ", ".join(sorted(kind.value.upper() for kind in kinds))
    return str(_("%(kinds)s, up to %(most)s MB.")) % {"kinds": names, "most": MEGABYTES}


LIST_HINT = _("A spreadsheet (XLSX or CSV) with one person in each row.")


class FilesForm(Form):
    """File fields by the code of their item."""

    def __init__(self, data: Any = None, files: Any = None, *, items: Iterable[EvidenceItem]):
        super().__init__(data, files)
        for item in items:
            self.fields[item.code] = list_field(item) if item.list_kind else file_field(item)


class DeclarationForm(Form):
    """What somebody declares before handing in; that it is missing is said with all else."""

    true = forms.BooleanField(
        label=_("What we have entered is true, and the organisation has agreed to it."),
        required=False,
    )


class KeepingForm(Form):
    """A form whose good files are stored at once; ``kept`` remembers them, signed."""

    kept = forms.CharField(widget=forms.HiddenInput, required=False, max_length=8000)
    remembered: dict[str, str]

    def uploads(self) -> Iterator[tuple[str, UploadedFile[Any]]]:
        """The files that came with this sending, by the name of their field."""
        for name, field in self.fields.items():
            found = self.files.get(name)
            if isinstance(field, forms.FileField) and isinstance(found, UploadedFile):
                yield name, found

    def remember(self, kept: Mapping[str, Named], packed: str) -> None:
        """Show the names of stored files, and send their keys along."""
        self.data = {**typed(self), "kept": packed}
        self.remembered = {name: stored.name for name, stored in kept.items()}


def typed(form: forms.Form) -> dict[str, Any]:
    """What was typed into a form, one value for each field."""
    return {name: form.data.get(name) for name in form.data}


class PointsForm(KeepingForm):
    """An answer and perhaps a file for each point of a return."""

    def __init__(self, data: Any = None, files: Any = None, *, points: Iterable[Point]):
        super().__init__(data, files)
        self.remembered = {}
        for point in points:
            self.fields[f"answer_{point.pk}"] = LaterWords(
                label=point.words,
                max_length=questions.LONG,
                initial=point.answer,
                widget=forms.Textarea(attrs={"rows": 3}),
            )
            self.fields[f"file_{point.pk}"] = LaterFile(
                label=_("File"),
                allow_empty_file=True,
                help_text=kinds_words(slots.SUPPLEMENT.kinds),
                widget=forms.FileInput(attrs={"accept": slots.SUPPLEMENT.accept}),
            )


class FindForm(Form):
    """Who came to the counter: an organisation or founding team, by name or code."""

    q = forms.CharField(label=_("Name or credit code of the organisation"), max_length=120)


class CounterForm(KeepingForm):
    """What stands on the paper, and its scans."""

    channel = forms.ChoiceField(
        label=_("How did it come?"),
        choices=[(channel.value, channel.label) for channel in ON_PAPER],
        widget=forms.RadioSelect,
        initial=Channel.COUNTER,
    )

    def __init__(self, data: Any = None, files: Any = None, *, programme: Programme) -> None:
        super().__init__(data, files)
        self.remembered = {}
        for question in questions.QUESTIONS:
            self.fields[question.key] = words(question, needed=not question.on_paper)
        if len(questions.forms_offered(programme)) > 1:
            self.fields[questions.FORM] = residence(programme)
        for item in programme.evidence.all():
            self.fields[f"item_{item.code}"] = file_field(item)
        self.fields["paper"] = scan_field(_("Scan of the application on paper"), required=True)
        self.fields["slip"] = scan_field(_("Scan of the signed slip"), required=True)


def add_reasons(form: forms.Form, refusal: Refused, field: str | None = None) -> None:
    """Put every reason of a refusal on top of a form, or at one field."""
    for reason in refusal.reasons:
        form.add_error(field, str(reason))


def words_of(reasons: Iterable[Reason]) -> list[str]:
    """The reasons in words."""
    return [str(reason) for reason in reasons]
