"""Forms of plans, reports, mentors and reviews: they translate what was typed."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from incubator.reports import questions, slots
from incubator.reports.conditions import MOST_ROWS, Row
from incubator.reports.enums import Rating
from incubator.reports.questions import QUESTIONS, Question
from portal.core import money
from portal.core.forms import Form
from portal.core.reasons import Refused
from portal.files.slots import Slot

EMPTY_ROWS = 3
LONGEST = 2000
MOST_PEOPLE = 1_000_000
LIMITS = _("PDF, photograph, Word or Excel, up to 10 MB.")


def _day(label: Any, **more: Any) -> forms.DateField:
    return forms.DateField(
        label=label,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Choose a day."), "required": _("Choose a day.")},
        **more,
    )


def _text(label: Any, *, required: bool = False, rows: int = 3, hint: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        required=required,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": rows}),
        help_text=hint,
        error_messages={"required": _("Write a sentence.")},
    )


def _upload(label: Any, slot: Slot) -> forms.FileField:
    return forms.FileField(
        label=label,
        required=False,
        allow_empty_file=True,
        help_text=LIMITS,
        widget=forms.FileInput(attrs={"accept": slot.accept}),
    )


class PlanForm(Form):
    """The milestones of a plan: those there are, and empty lines for more."""

    def __init__(
        self, data: Any, *, rows: Sequence[Mapping[str, Any]], people: Mapping[int, Any]
    ) -> None:
        super().__init__(data)
        self.count = min(MOST_ROWS, len(rows) + EMPTY_ROWS)
        owners = [("", _("choose")), *((key, one.get_full_name()) for key, one in people.items())]
        for place in range(self.count):
            row = rows[place] if place < len(rows) else {}
            self.fields[f"code-{place}"] = forms.CharField(
                required=False, max_length=12, widget=forms.HiddenInput, initial=row.get("code", "")
            )
            self.fields[f"title-{place}"] = forms.CharField(
                label=_("What will be reached"),
                required=False,
                max_length=200,
                initial=row.get("title", ""),
            )
            self.fields[f"owner-{place}"] = forms.ChoiceField(
                label=_("Who sees to it"),
                required=False,
                choices=owners,
                initial=row.get("owner") or "",
            )
            self.fields[f"due-{place}"] = _day(
                _("Until when"), required=False, initial=row.get("due_on", "")
            )

    def groups(self) -> list[tuple[int, Any, Any, Any, Any]]:
        """The fields of each line, for the template."""
        names = ("code", "title", "owner", "due")
        found = []
        for place in range(self.count):
            code, title, owner, due = (self[f"{name}-{place}"] for name in names)
            found.append((place + 1, code, title, owner, due))
        return found

    def rows(self) -> list[Row]:
        """The lines that were filled in; a line without any word is left out."""
        given = self.cleaned_data
        found = []
        for place in range(self.count):
            title, due = given.get(f"title-{place}", ""), given.get(f"due-{place}")
            owner = given.get(f"owner-{place}", "")
            if title.strip() or due or (owner and not given.get(f"code-{place}")):
                code = given.get(f"code-{place}", "")
                found.append(Row(title, int(owner) if owner else None, due, code))
        return found


class DoneForm(Form):
    """What shows that a milestone is reached."""

    words = _text(_("What shows it"), hint=_("A sentence, a link or a number."))
    upload = _upload(_("A file that proves it"), slots.EVIDENCE)


class ReportForm(Form):
    """The answers of a report. A draft may leave everything open (``whole`` False)."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2_147_483_647)

    def __init__(
        self, data: Any, *, answers: Mapping[str, Any], version: int, whole: bool = True
    ) -> None:
        super().__init__(data, initial={"seen": version, **_shown(answers)})
        for question in QUESTIONS:
            self.fields[question.code] = _answer(question)
            self.fields[question.code].required = whole and question.required

    def questions(self) -> list[Any]:
        """The fields of the questions in their order."""
        return [self[question.code] for question in QUESTIONS]

    def answers(self) -> dict[str, Any]:
        """The answers as they are kept."""
        return {question.code: self.cleaned_data.get(question.code) for question in QUESTIONS}

    def clean_income(self) -> int | None:
        """Money as typed, in fen."""
        typed = self.cleaned_data.get("income", "")
        if not typed:
            return None
        try:
            return money.parse_yuan(typed)
        except Refused as refusal:
            raise forms.ValidationError([str(reason) for reason in refusal.reasons]) from refusal


class RhythmForm(Form):
    """Every how many months an organisation reports."""

    months = forms.TypedChoiceField(
        label=_("Reports"),
        coerce=int,
        choices=[(3, _("every quarter")), (1, _("every month"))],
        error_messages={"invalid_choice": _("Choose a month or a quarter.")},
    )


class WordsForm(Form):
    """Words for the other side."""

    words = _text(_("Your words"), hint=_("The organisation reads them."))


class MentorForm(Form):
    """Who accompanies a residence from today."""

    name = forms.CharField(label=_("Or somebody else: name"), required=False, max_length=80)
    work = forms.CharField(label=_("Works as"), required=False, max_length=120)

    def __init__(self, data: Any, *, people: Iterable[Any]) -> None:
        super().__init__(data)
        self.fields["person"] = forms.ChoiceField(
            label=_("Expert with an account"),
            required=False,
            choices=[("", _("none")), *((one.pk, one.get_full_name()) for one in people)],
        )


class EntryForm(Form):
    """A day with the mentor."""

    day = _day(_("Day"))
    minutes = forms.IntegerField(
        label=_("Minutes"), min_value=1, max_value=1440,
        error_messages={"required": _("Write the minutes."), "invalid": _("Write a number.")},
    )  # fmt: skip
    what = _text(_("What it was about"), required=True)
    next_step = _text(_("Next step"), rows=2)
    booked = forms.BooleanField(
        label=_("Booked from the menu of support (these hours are counted there)"), required=False
    )

    def __init__(self, data: Any, *, today: date) -> None:
        super().__init__(data, initial={"day": today})


class VisitForm(Form):
    """The day of the visit."""

    visit_on = _day(_("Day of the visit"))


class PointsForm(Form):
    """Points and words for each item of a sheet."""

    def __init__(
        self, data: Any, *, items: Sequence[Mapping[str, Any]], points: Mapping[str, Any]
    ) -> None:
        super().__init__(data)
        self.items = items
        for item in items:
            kept = points.get(item["code"], {})
            self.fields[f"points-{item['code']}"] = forms.CharField(
                label=item["title"],
                required=False,
                max_length=20,
                initial=_plain(kept.get("points")),
                help_text=item.get("criterion", ""),
            )
            self.fields[f"words-{item['code']}"] = forms.CharField(
                label=_("Words"), required=False, max_length=1000, initial=kept.get("words", "")
            )

    def groups(self) -> list[tuple[Mapping[str, Any], Any, Any]]:
        """Each item with its two fields."""
        return [
            (item, self[f"points-{item['code']}"], self[f"words-{item['code']}"])
            for item in self.items
        ]

    def typed(self, part: str) -> dict[str, str]:
        """What was typed for each item: ``points`` or ``words``."""
        return {item["code"]: self.cleaned_data[f"{part}-{item['code']}"] for item in self.items}


class DecideForm(Form):
    """What must be mended, and the words of the result."""

    to_mend = _text(
        _("What must be mended"), rows=4,
        hint=_("Below the mark only. One point on each line; they stand in the letter."),
    )  # fmt: skip
    words = _text(_("Your words"))

    def lines(self) -> list[str]:
        """The points to mend."""
        return [line for line in self.cleaned_data.get("to_mend", "").splitlines() if line.strip()]


class MendForm(Form):
    """What was mended, with papers."""

    words = _text(
        _("What you mended"), required=True, rows=6, hint=_("Go through the list point by point.")
    )
    first = _upload(_("Paper"), slots.MENDING)
    second = _upload(_("Another paper"), slots.MENDING)

    def uploads(self) -> list[Any]:
        """The papers that came."""
        return [self.cleaned_data[name] for name in ("first", "second") if self.cleaned_data[name]]


def add_refusal(form: forms.Form, reasons: Iterable[object]) -> None:
    """Put every reason of a refusal on top of a form."""
    for reason in reasons:
        form.add_error(None, str(reason))


def _answer(question: Question) -> forms.Field:
    label: Any = question.label
    hint: Any = question.hint
    if question.kind == questions.CHOICE:
        return forms.ChoiceField(
            label=label,
            choices=Rating.choices,
            widget=forms.RadioSelect,
            error_messages={"required": _("Choose one answer.")},
        )
    if question.kind == questions.NUMBER:
        return forms.IntegerField(
            label=label,
            min_value=0,
            max_value=MOST_PEOPLE,
            help_text=hint,
            error_messages={
                "invalid": _("Write a number."),
                "required": _("Write a number; 0 is an answer too."),
            },
        )
    if question.kind == questions.MONEY:
        return forms.CharField(
            label=label,
            max_length=20,
            help_text=hint,
            error_messages={"required": _("Write a number; 0 is an answer too.")},
        )
    return _text(label, hint=hint)


def _shown(answers: Mapping[str, Any]) -> dict[str, Any]:
    fen = answers.get("income")
    return {**answers, "income": "" if fen is None else _plain(fen)}


def _plain(hundredths: int | None) -> str:
    """Hundredths as one types them: 725 → "7.25", 700 → "7"."""
    if hundredths is None:
        return ""
    whole, rest = divmod(hundredths, 100)
    return f"{whole}.{rest:02d}".rstrip("0").rstrip(".") if rest else str(whole)
