"""Forms of the end of a residence: they translate what was typed, the operations decide."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from incubator.exits import slots
from incubator.exits.enums import IncomeBand, LentKind, MoneyWhat
from incubator.programmes.enums import ExitFact
from portal.core import clock
from portal.core.forms import SMALL_COLUMN, AmountField, Explained, Form
from portal.files.slots import Slot

LIMITS = _("PDF or photograph (JPG, PNG), up to 10 MB. Every page must be readable.")
YES_NO = [("yes", _("yes")), ("no", _("no"))]


def _words(label: Any, **options: Any) -> forms.CharField:
    given = {"max_length": 2000, "widget": forms.Textarea(attrs={"rows": 4}), **options}
    return forms.CharField(label=label, **given)


def _scan(label: Any, slot: Slot) -> forms.FileField:
    return forms.FileField(
        label=label,
        allow_empty_file=True,
        help_text=LIMITS,
        widget=forms.FileInput(attrs={"accept": slot.accept}),
        error_messages={"required": _("Choose the file.")},
    )


def _day(label: Any) -> forms.DateField:
    return forms.DateField(
        label=label,
        initial=clock.today,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Choose a day."), "invalid": _("Choose a day.")},
    )


def _choice(label: Any, choices: Any, **options: Any) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=list(choices),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one."), "invalid_choice": _("Choose one.")},
        **options,
    )


class CheckForm(Form):
    """The number on a certificate."""

    number = forms.CharField(
        label=_("Number of the certificate"),
        max_length=40,
        help_text=_("On the certificate, like CK-2026-0001-7KQ9MABC"),
    )


class DeclareForm(Form):
    """A value that no record knows, with its paper."""

    words = _words(_("What you declare"), max_length=500)
    amount = AmountField(label=_("Amount in yuan"), max_length=30)
    paper = _scan(_("Paper that proves it"), slots.DECLARED)

    def __init__(self, *args: Any, fact: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if fact != ExitFact.INCOME:
            del self.fields["amount"]


class JudgeForm(Form):
    """Whether a declared value proves its item."""

    accepted = _choice(_("Does the paper prove it?"), YES_NO)
    words = _words(
        _("Why"), required=False, max_length=500, help_text=_("Needed when it does not.")
    )


class ExtendForm(Form):
    """How many months more, and what for."""

    months = forms.IntegerField(label=_("How many months"), min_value=1, max_value=SMALL_COLUMN)
    words = _words(_("What you need the time for"))


class AnswerForm(Form):
    """Whether an extension is granted."""

    answer = _choice(_("Your decision"), [("grant", _("grant")), ("refuse", _("do not grant"))])
    words = _words(
        _("Reasons"), required=False, help_text=_("They stand in the letter; needed for a refusal.")
    )


class LeaveForm(Form):
    """Why an organisation leaves early."""

    words = _words(_("Why do you leave?"))
    sure = forms.BooleanField(
        label=_("I know that the residence ends today and cannot be taken up again."),
        error_messages={"required": _("Tick that you know it ends today.")},
    )


class SpeakForm(Form):
    """How an organisation wants to be heard, and what it says."""

    way = _choice(
        _("How do you want to be heard?"),
        [
            ("written", Explained(_("in writing"), _("What you write here is read and weighed."))),
            ("oral", Explained(_("in a hearing"), _("The office names a day and keeps minutes."))),
        ],
    )
    words = _words(_("What you want to say"))


class WordsForm(Form):
    """Reasons that the organisation will read."""

    words = _words(_("Reasons"), help_text=_("The organisation reads these words."))


class MinutesForm(Form):
    """What was said in a hearing."""

    held_on = _day(_("Held on"))
    words = _words(_("What was said"))
    paper = _scan(_("Signed minutes"), slots.MINUTES)


class RuleForm(Form):
    """How a termination is decided."""

    ruling = _choice(
        _("Your decision"),
        [("keep", _("the residence goes on")), ("terminate", _("terminate the residence"))],
    )
    words = _words(_("Reasons"), help_text=_("They stand in the letter."))


class DissolveForm(Form):
    """What became of an organisation that exists no more."""

    how = _choice(
        _("What happened"),
        [
            ("dissolved", _("de-registered")),
            ("merged", _("merged into another organisation")),
        ],
    )
    into = forms.CharField(
        label=_("Into which organisation"),
        max_length=160,
        required=False,
        help_text=_("Its whole name or its credit code; only when it merged."),
    )
    words = _words(_("What this rests on"), help_text=_("Decision, date, document number."))


class LendForm(Form):
    """What is lent, with its number."""

    kind = _choice(_("Kind"), LentKind.choices)
    what = forms.CharField(label=_("Thing lent"), max_length=120)
    number = forms.CharField(
        label=_("Number"), max_length=60, required=False, help_text=_("On the key, desk or device.")
    )
    since = _day(_("Lent on"))


class ReceiveForm(Form):
    """That something is back."""

    on = _day(_("Back on"))
    instead = forms.CharField(
        label=_("What replaces it"),
        max_length=300,
        required=False,
        help_text=_("Only when it is lost or broken: a new one, or how the loss was settled."),
    )


class MoneyForm(Form):
    """A receipt for support money."""

    what = _choice(_("What"), MoneyWhat.choices)
    amount = AmountField(label=_("Amount in yuan"), max_length=30)
    on = _day(_("Day of the receipt"))
    words = forms.CharField(label=_("For what"), max_length=300)
    paper = _scan(_("Receipt"), slots.RECEIPT)


class FollowUpForm(Form):
    """Five short questions to a graduate."""

    alive = _choice(_("Is the organisation still at work?"), YES_NO)
    staff = forms.IntegerField(
        label=_("How many people work for it full-time?"), min_value=0, max_value=SMALL_COLUMN
    )
    income = _choice(_("Income of the last twelve months"), IncomeBand.choices)
    projects = forms.IntegerField(
        label=_("How many projects does it run?"), min_value=0, max_value=SMALL_COLUMN
    )
    needs = _words(_("What would help you?"), required=False)


class AttemptForm(Form):
    """A call that reached nobody."""

    words = forms.CharField(
        label=_("What you tried"), max_length=300, help_text=_("Number, time, who answered.")
    )
