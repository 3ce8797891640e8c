"""Forms of lineage: they translate what was typed, the operations decide."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.core.forms import Explained, Form
from portal.organisations.claims.forms import Needed, NeededChoice, NeededWords, upload
from portal.organisations.lineage.enums import LinkKind
from portal.organisations.lineage.slots import DOCUMENT

HINTS = {
    LinkKind.RENAME: _("only if the register has a second entry; a plain new name needs no link"),
    LinkKind.MERGER: _("several became one, or one was taken in"),
    LinkKind.SPLIT: _("one became several; record each of them"),
    LinkKind.REREGISTRATION: _("with a new certificate, perhaps of another kind"),
}


class NeededDay(Needed, forms.DateField):
    """A day whose absence the operation refuses, with all else."""


def _document() -> forms.CharField:
    return NeededWords(
        label=_("Which document"),
        max_length=200,
        required=False,
        help_text=_("Title, number and day, such as the decision on the merger."),
    )


class RecordForm(Form):
    """What came out of what, by which document."""

    parent = NeededWords(
        label=_("Predecessor: credit code or full name"),
        max_length=160,
        required=False,
        help_text=_("Also a struck-off organisation, or a former name; it must match exactly."),
    )
    kind = NeededChoice(
        label=_("What happened to the predecessor?"),
        choices=[(kind.value, Explained(kind.label, HINTS[kind])) for kind in LinkKind],
        widget=forms.RadioSelect,
        required=False,
    )
    happened_on = NeededDay(
        label=_("From which day"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Choose a day.")},
    )
    document = _document()
    file = upload(_("The document itself"), DOCUMENT)
    grounds = forms.CharField(
        label=_("In your words"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Both organisations read it."),
    )


class ReverseForm(Form):
    """Why a link is wrong, by which document."""

    grounds = NeededWords(
        label=_("Why is the link wrong?"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Both organisations read it."),
    )
    document = _document()
    file = upload(_("The document itself"), DOCUMENT)


class ObjectForm(Form):
    """What an organisation says against a link."""

    words = NeededWords(
        label=_("What is wrong, and how do you know?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("The officials of the registry read it and answer here."),
    )


class AnswerForm(Form):
    """What an official answers."""

    words = NeededWords(
        label=_("Your answer"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("The organisation reads it."),
    )
