"""Forms of applications: they translate what was typed, the operations decide."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, cast

from django import forms
from django.core.files import File
from django.utils.translation import gettext_lazy as _

from portal.core import clock
from portal.core.forms import Form
from portal.core.reasons import Refused
from portal.organisations.claims.forms import LIMITS, upload
from portal.workflow.models import Channel
from ratings.applications import slots
from ratings.applications.points import Question, Said
from ratings.rounds.forms import day
from ratings.rounds.models import Material, Round, RoundSheet
from ratings.schemes.enums import SubKind

PAPER, SAYS, SOURCE, PROOF = "paper-", "says-", "source-", "proof-"
FIELD_OF = {
    "contact_missing": "contact",
    "sub_kind_unknown": "sub_kind",
    "nothing_added": "words",
    "words_missing": "words",
    "source_missing": "source",
    "answer_unknown": "says",
    "listing_needs_day": "says",
}


def add_refusal(form: forms.Form, refusal: Refused) -> None:
    """Put every reason where it belongs: at its field, or on top of the form."""
    for reason in refusal.reasons:
        name = FIELD_OF.get(reason.code, "")
        form.add_error(name if name in form.fields else None, str(reason))


class ApplyForm(Form):
    """Contact, papers, and an answer to each point nobody knows; the rest is on file."""

    contact = forms.CharField(
        label=_("Contact"),
        max_length=60,
        error_messages={"required": _("Enter a name.")},
    )
    phone = forms.CharField(
        label=_("Telephone"),
        max_length=40,
        help_text=_("The office calls it when something is unclear."),
        error_messages={"required": _("Enter a telephone number.")},
    )
    words = forms.CharField(
        label=_("Words of the organisation"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Only if there is something the papers do not say."),
    )

    def __init__(
        self,
        data: Any,
        files: Any = None,
        *,
        sheets: Sequence[RoundSheet],
        materials: Iterable[Material],
        questions: Sequence[Question],
        initial: Any = None,
    ) -> None:
        super().__init__(data, files, initial=initial)
        self.materials, self.questions = list(materials), questions
        if len(sheets) > 1:
            self._ask_type(sheets)
        for one in self.materials:
            self.fields[f"{PAPER}{one.pk}"] = upload(
                one.title, slots.PAPER, needed=one.required, help_text=one.hint or LIMITS
            )
        for asked in questions:
            self._ask(asked)
        self.fields["true"] = forms.BooleanField(
            label=_("What we hand in is true, and the organisation has decided to apply."),
            error_messages={"required": _("Confirm the declaration before you hand in.")},
        )

    def _ask_type(self, sheets: Sequence[RoundSheet]) -> None:
        others = str(_("all others"))
        self.fields["sub_kind"] = forms.ChoiceField(
            label=_("Which type fits your work?"),
            required=False,
            choices=[(one.sub_kind, one.get_sub_kind_display() or others) for one in sheets],
            widget=forms.RadioSelect,
            initial=sheets[0].sub_kind,
        )

    def _ask(self, asked: Question) -> None:
        self.fields[f"{SAYS}{asked.key}"] = forms.ChoiceField(
            label=asked.reason.words,
            required=False,
            choices=[("", _("We leave it to the office")), *asked.choices],
            widget=forms.RadioSelect,
        )
        self.fields[f"{SOURCE}{asked.key}"] = forms.CharField(
            label=_("Which paper says so?"), required=False, max_length=200
        )
        self.fields[f"{PROOF}{asked.key}"] = upload(
            _("The paper itself"), slots.ANSWER, needed=False
        )

    def uploads(self) -> dict[int, File[Any]]:
        """The files by the id of their material."""
        given = self.cleaned_data
        found = {one.pk: given.get(f"{PAPER}{one.pk}") for one in self.materials}
        return {key: file for key, file in found.items() if file}

    def answers(self) -> list[Said]:
        """What was answered; a source or a paper without an answer counts as one too."""
        given, found = self.cleaned_data, []
        for asked in self.questions:
            says, source, proof = (
                given.get(f"{part}{asked.key}") or "" for part in (SAYS, SOURCE, PROOF)
            )
            if says or source or proof:
                found.append(Said(asked.point, asked.about, says, source, proof or None))
        return found


class SupplyForm(Form):
    """Words and up to three files: what was asked for."""

    words = forms.CharField(
        label=_("Your answer"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    paper = upload(_("File"), slots.PAPER, needed=False)
    paper_2 = upload(_("Second file"), slots.PAPER, needed=False)
    paper_3 = upload(_("Third file"), slots.PAPER, needed=False)

    def uploads(self) -> list[File[Any]]:
        """The files that were added."""
        found = (self.cleaned_data.get(name) for name in ("paper", "paper_2", "paper_3"))
        return [file for file in found if file]


class ConfirmForm(Form):
    """What holds on an unknown point, by which source."""

    says = forms.ChoiceField(
        label=_("What does the source say?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the answers.")},
    )
    source = forms.CharField(
        label=_("Where from"),
        max_length=200,
        help_text=_("The document and its number, or the register where you read it."),
        error_messages={"required": _("A fact needs its source.")},
    )
    source_on = day(_("As it stood on"), initial=clock.today)
    upload = upload(_("The document itself"), slots.ANSWER, needed=False)

    def __init__(self, data: Any, files: Any = None, *, asked: Question, initial: Any) -> None:
        super().__init__(data, files, initial=initial)
        field = cast(forms.ChoiceField, self.fields["says"])
        field.choices = asked.choices
        field.label = asked.reason.words


class EnterForm(Form):
    """Whose application an official enters, and how it came."""

    code = forms.CharField(
        label=_("Credit code or full name of the organisation"),
        max_length=120,
        error_messages={"required": _("Enter the code or the full name.")},
    )
    round = forms.TypedChoiceField(
        label=_("Round of ratings"), coerce=int, error_messages={"required": _("Choose a round.")}
    )
    channel = forms.ChoiceField(
        label=_("How did it come?"),
        choices=[
            (Channel.COUNTER.value, Channel.COUNTER.label),
            (Channel.PHONE.value, Channel.PHONE.label),
            (Channel.PAPER.value, Channel.PAPER.label),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how it came.")},
    )
    sub_kind = forms.ChoiceField(
        label=_("Type, where the round parts them"),
        required=False,
        choices=[("", _("all others")), *SubKind.choices],
    )
    contact = forms.CharField(
        label=_("Contact"), max_length=60, error_messages={"required": _("Enter a name.")}
    )
    phone = forms.CharField(
        label=_("Telephone"),
        max_length=40,
        error_messages={"required": _("Enter a telephone number.")},
    )
    words = forms.CharField(
        label=_("What the organisation said"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, data: Any, *, rounds: Iterable[Round]) -> None:
        super().__init__(data)
        field = cast(forms.TypedChoiceField, self.fields["round"])
        field.choices = [(one.pk, one.title) for one in rounds]
