"""Forms of claims: they translate what was typed, the operations decide."""

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.core.forms import Explained, Form
from portal.core.reasons import Refused, Text
from portal.files.slots import Slot
from portal.organisations import slots
from portal.organisations.claims.enums import Relation

LIMITS = _("PDF or photograph, up to 10 MB.")


def add_refusal(form: forms.Form, refusal: Refused) -> None:
    """Put every reason of a refusal on top of a form."""
    for reason in refusal.reasons:
        form.add_error(None, str(reason))


class Needed:
    """A field that is needed; that it is missing is said by the operation, with all else."""

    def validate(self, value: object) -> None:
        """Refuse nothing here."""


class NeededFile(Needed, forms.FileField):
    """A paper without which the operation refuses."""


class NeededWords(Needed, forms.CharField):
    """Words without which the operation may refuse."""


class NeededChoice(forms.ChoiceField):
    """A choice whose absence the operation refuses; one that was not offered is refused here."""

    def validate(self, value: Any) -> None:
        """Refuse only what was not offered."""
        if value not in self.empty_values:
            super().validate(value)


def upload(
    label: object, slot: Slot, *, help_text: object = LIMITS, needed: bool = True
) -> forms.FileField:
    """A file field that offers the kinds its slot takes; what is missing, operations say."""
    field = NeededFile if needed else forms.FileField
    return field(
        label=label,  # type: ignore[arg-type] # a lazy text
        required=needed,
        allow_empty_file=True,
        help_text=help_text,  # type: ignore[arg-type] # a lazy text
        widget=forms.FileInput(attrs={"accept": slot.accept}),
    )


class ClaimantForm(Form):
    """Who claims: what they are to the organisation, their name, their telephone."""

    relation = forms.ChoiceField(
        label=_("What are you to this organisation?"),
        choices=Relation.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what you are to the organisation.")},
    )
    name = forms.CharField(
        label=_("Your name"),
        max_length=60,
        help_text=_("As on your identity card and on the authorisation."),
        error_messages={"required": _("Enter your name.")},
    )
    phone = forms.CharField(
        label=_("Your telephone"),
        max_length=20,
        help_text=_("The bureau calls it when something is unclear."),
        error_messages={"required": _("Enter a telephone number.")},
    )


class PapersForm(Form):
    """The two papers of a claim."""

    certificate = upload(
        _("Registration certificate"),
        slots.CERTIFICATE,
        help_text=_("The original or the duplicate, photographed or scanned; PDF or picture."),
    )
    authorisation = upload(
        _("Sealed authorisation"),
        slots.AUTHORISATION,
        help_text=_("With the organisation's seal and the name of the person it authorises."),
    )

    def exchange(self, stored: Iterable[str]) -> "PapersForm":
        """Papers that are kept already are only exchanged, so they are no longer needed."""
        for paper in stored:
            self.fields[paper].required = False
        return self


class DeclarationForm(Form):
    """What a claimant declares before handing in."""

    true = forms.BooleanField(
        label=_("What I have entered is true, and the organisation authorised me."),
        error_messages={"required": _("Confirm the declaration before you hand in.")},
    )


class AnswerForm(Form):
    """Words and perhaps a file: additions to a claim, or the owner's side of a dispute."""

    words = forms.CharField(
        label=_("Your answer"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Write a few words.")},
    )
    paper = upload(_("File"), slots.ADDITION, needed=False)


class DecisionForm(Form):
    """What an official decides, and the words the applicant will read.

    ``offered`` are the choices shown (action, name, what follows); any of ``known`` is passed on,
    so that a choice that has just become impossible is refused by the operation, with its reason.
    """

    action = forms.ChoiceField(
        label=_("Your decision"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose your decision.")},
    )
    words = NeededWords(
        label=_("Words to the applicant"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_(
            "Needed unless you approve. They stand in the letter: what, why, how to mend it."
        ),
    )

    def __init__(
        self, data: Any, *, offered: Iterable[tuple[str, Text, Text]], known: Iterable[str]
    ) -> None:
        super().__init__(data)
        field = cast(forms.ChoiceField, self.fields["action"])
        field.choices = [(action, action) for action in known]
        field.widget.choices = [(action, Explained(name, hint)) for action, name, hint in offered]
