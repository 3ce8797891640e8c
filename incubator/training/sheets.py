"""Forms around a session: the code, the list, the evaluation, the number of a certificate."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from incubator.training import attending
from incubator.training.models import CourseSession, Enrolment
from portal.core.forms import Form

MARKS = [(5, _("5 very good")), (4, "4"), (3, "3"), (2, "2"), (1, _("1 poor"))]


class CodeForm(Form):
    """The code from the screen or the sheet."""

    code = forms.CharField(
        label=_("Code"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
        help_text=_("Six signs, shown on the screen or on the sheet in the room."),
        error_messages={"required": _("Type the six signs of the code.")},
    )


def _mark(label: Any) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label,
        choices=MARKS,
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a mark from 1 to 5.")},
    )


class EvaluationForm(Form):
    """Three marks and words."""

    useful = _mark(_("How useful was it for your work?"))
    clear = _mark(_("How well was it explained?"))
    kept = _mark(_("How well was it organised?"))
    words = forms.CharField(
        label=_("What should be different next time?"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    @property
    def marks(self) -> dict[str, int]:
        """The three marks."""
        return {name: self.cleaned_data[name] for name in ("useful", "clear", "kept")}


class ListForm(Form):
    """The sign-in list of a session: minutes for each learner, empty for whoever was absent."""

    def __init__(
        self, *args: Any, session: CourseSession, learners: Iterable[Enrolment], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.full = attending.length(session)
        self.learners = list(learners)
        known = {one.enrolment_id: one.minutes for one in session.attendances.all()}
        for one in self.learners:
            self.fields[f"came_{one.pk}"] = forms.BooleanField(
                label=one.name, required=False, initial=one.pk in known
            )
            shorter = known.get(one.pk) if known.get(one.pk) != self.full else None
            self.fields[f"minutes_{one.pk}"] = forms.IntegerField(
                label=_("Minutes, if not all"),
                required=False,
                min_value=0,
                max_value=self.full,
                initial=shorter,
            )

    @property
    def rows(self) -> list[tuple[Enrolment, Any, Any]]:
        """Each learner with the tick and the minutes."""
        return [(one, self[f"came_{one.pk}"], self[f"minutes_{one.pk}"]) for one in self.learners]

    @property
    def minutes(self) -> dict[int, int]:
        """Minutes by enrolment; nought for absent."""
        given = self.cleaned_data
        found = {}
        for one in self.learners:
            some = given.get(f"minutes_{one.pk}")
            found[one.pk] = (self.full if some is None else some) if given[f"came_{one.pk}"] else 0
        return found


class NumberForm(Form):
    """The number of a certificate."""

    number = forms.CharField(
        label=_("Number of the certificate"),
        max_length=60,
        help_text=_("It stands at the top of the certificate, for example PX-20261130-0001-AB2C."),
        error_messages={"required": _("Type the number as it stands on the certificate.")},
    )
