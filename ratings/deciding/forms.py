"""Forms of a decision: they translate what was typed, the operations decide."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.core import clock, workdays
from portal.core.forms import Form, put_reasons
from portal.core.reasons import Refused, Text
from ratings.deciding.enums import NAME_MOST, PLACE_MOST, REASON_MOST, WORDS_MOST, Says
from ratings.rounds.forms import day

if TYPE_CHECKING:
    from portal.bodies.models import Body

FIELD_OF = {
    "words_missing": "words",
    "name_missing": "name",
    "member_twice": "name",
    "term_reversed": "to_on",
    "account_unknown": "account",
    "account_taken": "account",
    "day_past": "held_on",
    "place_missing": "place",
    "agenda_empty": "cases",
    "case_not_ready": "cases",
    "not_a_member": "seat",
    "point_unknown": "point",
    "mark_not_number": "points",
    "mark_out_of_range": "points",
    "mark_between_steps": "points",
    "veto_unknown": "points",
    "change_reason_missing": "reason",
}
YEARS = 5
ACCOUNT_HELP = _(
    "E-mail or telephone with which they sign in: they then vote on their own page, and posts and "
    "declared ties are found."
)


def add_refusal(form: forms.Form, refusal: Refused) -> None:
    """Put every reason where it belongs: at its field, or on top of the form."""
    put_reasons(form, refusal, FIELD_OF)


class EmptyForm(Form):
    """A step that needs no words."""


class WordsForm(Form):
    """Reasons that the organisation reads."""

    words = forms.CharField(
        label=_("Reasons"),
        max_length=WORDS_MOST,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write a few words.")},
    )


class AgainForm(WordsForm):
    """What the committee shall look at again."""

    words = forms.CharField(
        label=_("What shall be looked at again?"),
        max_length=WORDS_MOST,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Name the points, and say why. The committee answers in writing."),
        error_messages={"required": _("Write a few words.")},
    )


class OfficeForm(Form):
    """A form of an office; who works in several chooses one."""

    office = forms.TypedChoiceField(
        label=_("Registration authority"),
        coerce=int,
        error_messages={"required": _("Choose the authority.")},
    )

    def __init__(self, data: Any, *, offices: Sequence[Body]) -> None:
        super().__init__(data)
        self.offices = {one.pk: one for one in offices}
        field = cast(forms.TypedChoiceField, self.fields["office"])
        field.choices = [(one.pk, one.name) for one in offices]
        if len(offices) == 1:
            field.initial, field.widget = offices[0].pk, forms.HiddenInput()

    @property
    def chosen(self) -> Body:
        """The office that was chosen."""
        return self.offices[self.cleaned_data["office"]]


class MemberForm(OfficeForm):
    """A member of the committee and the term."""

    name = forms.CharField(
        label=pgettext_lazy("person", "Name"),
        max_length=NAME_MOST,
        error_messages={"required": _("Enter a name.")},
    )
    title = forms.CharField(label=_("Post or title"), max_length=60, required=False)
    employer = forms.CharField(
        label=_("Employer"),
        max_length=120,
        required=False,
        help_text=_("As it is registered: whoever works there does not vote on it."),
    )
    account = forms.CharField(
        label=_("Address of the account"),
        max_length=120,
        required=False,
        help_text=ACCOUNT_HELP,
    )
    from_on = day(_("First day of the term"), initial=clock.today)
    to_on = day(
        _("Last day of the term"),
        initial=lambda: workdays.months_later(clock.today(), 12 * YEARS) - timedelta(days=1),
    )

    def words(self) -> dict[str, Any]:
        """What was typed, without the office."""
        return {name: value for name, value in self.cleaned_data.items() if name != "office"}


class OneMemberForm(Form):
    """A member of the committee."""

    member = forms.TypedChoiceField(
        label=_("Member"), coerce=int, error_messages={"required": _("Choose a member.")}
    )

    def __init__(self, data: Any, *, members: Iterable[tuple[int, Text]]) -> None:
        super().__init__(data)
        cast(forms.TypedChoiceField, self.fields["member"]).choices = list(members)


class EndForm(OneMemberForm):
    """Whose term ends on which day."""

    on = day(_("Last day of the term"), initial=clock.today)


class LinkForm(OneMemberForm):
    """The account of a member."""

    account = forms.CharField(
        label=_("Address of the account"),
        max_length=120,
        help_text=ACCOUNT_HELP,
        error_messages={"required": _("Enter the address with which they sign in.")},
    )


class CallForm(OfficeForm):
    """Day, place and agenda of a sitting."""

    held_on = day(_("Day of the sitting"))
    place = forms.CharField(
        label=_("Place"), max_length=PLACE_MOST, error_messages={"required": _("Enter the place.")}
    )
    cases = forms.TypedMultipleChoiceField(
        label=_("Cases on the agenda"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Choose at least one case."),
            "invalid_choice": _("This case does not wait for the committee any more."),
        },
    )

    def __init__(
        self, data: Any, *, offices: Sequence[Body], cases: Iterable[tuple[int, Text]]
    ) -> None:
        super().__init__(data, offices=offices)
        cast(forms.TypedMultipleChoiceField, self.fields["cases"]).choices = list(cases)


class AttendForm(Form):
    """Who is present."""

    says_optional = False

    present = forms.TypedMultipleChoiceField(
        label=_("Members present"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Choose a member of the committee.")},
    )

    def __init__(self, data: Any, *, seats: Iterable[tuple[int, Text]], initial: Any) -> None:
        super().__init__(data, initial=initial)
        cast(forms.TypedMultipleChoiceField, self.fields["present"]).choices = list(seats)


class TieForm(Form):
    """What ties a member to the organisation."""

    words = forms.CharField(
        label=_("What is the tie?"),
        max_length=REASON_MOST,
        error_messages={"required": _("Write a few words.")},
    )


class RecuseForm(TieForm):
    """Who has a tie to the organisation, and which."""

    seat = forms.TypedChoiceField(
        label=_("Member"), coerce=int, error_messages={"required": _("Choose a member.")}
    )
    field_order = ("seat", "words")

    def __init__(self, data: Any, *, seats: Iterable[tuple[int, Text]]) -> None:
        super().__init__(data)
        cast(forms.TypedChoiceField, self.fields["seat"]).choices = list(seats)


class ChangeForm(Form):
    """Other points for a point of the sheet, with the reason."""

    point = forms.TypedChoiceField(
        label=_("Point"), coerce=int, error_messages={"required": _("Choose a point.")}
    )
    points = forms.CharField(
        label=_("Points of the committee"),
        max_length=12,
        required=False,
        help_text=_(
            "For a veto: 1 when it holds, 0 when it does not. Empty: what the experts found counts "
            "again."
        ),
    )
    reason = forms.CharField(
        label=_("Why other points?"),
        max_length=REASON_MOST,
        required=False,
        help_text=_("The organisation reads the reason."),
    )

    def __init__(self, data: Any, *, points: Iterable[tuple[int, Text]]) -> None:
        super().__init__(data)
        cast(forms.TypedChoiceField, self.fields["point"]).choices = list(points)


class BallotForm(Form):
    """A member's own vote on the grade that the page showed."""

    grade = forms.IntegerField(min_value=0, max_value=5, widget=forms.HiddenInput)
    says = forms.ChoiceField(
        label=_("Your vote"),
        choices=Says.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of them.")},
    )


class MotionForm(Form):
    """The grade that the page showed, and the words of the committee."""

    grade = forms.IntegerField(min_value=0, max_value=5, widget=forms.HiddenInput)
    words = forms.CharField(
        label=_("Reasons of the committee"),
        max_length=WORDS_MOST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
