"""Forms of indicator sets: they read what is typed; operations decide."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.core.forms import Form
from portal.core.reasons import Refused
from portal.organisations.record.enums import GradeLevel
from ratings.schemes.conditions import plain
from ratings.schemes.contents import SheetContent
from ratings.schemes.enums import SUB_KINDS, RatedKind, Rebase
from ratings.schemes.reading import words

if TYPE_CHECKING:
    from portal.bodies.models import Body

EMPTY, EXAMPLE = "empty", "example"
FIELD_OF = {
    "name_fixed": "name",
    "code_twice": "code",
    "code_unreadable": "code",
    "title_missing": "title",
    "scheme_exists": "kind",
    "cap_without_veto": "cap",
    "veto_with_marks": "maximum",
    "nothing_to_rebase": "may_not_apply",
}


class Words(forms.CharField):
    """Text without signs that nobody sees; line ends as one sign."""

    def to_python(self, value: Any) -> str:
        """The text, cleaned."""
        return words(super().to_python(value))


class Marks(forms.DecimalField):
    """Points with at most one decimal."""

    def __init__(self, **options: Any) -> None:
        super().__init__(min_value=0, max_digits=6, decimal_places=1, **options)


def text_area(rows: int) -> forms.Textarea:
    """A control for several sentences."""
    return forms.Textarea(attrs={"rows": rows})


def kinds() -> list[tuple[str, str]]:
    """Legal types and their sub-types as one list: "social_group/industry"."""
    found = []
    for kind in RatedKind:
        found.append((f"{kind.value}/", str(kind.label)))
        found += [(f"{kind.value}/{sub.value}", f"　{sub.label}") for sub in SUB_KINDS[kind]]
    return found


def add_refusal(form: forms.Form, refusal: Refused) -> None:
    """Put every reason where it belongs: at its field, or on top of the form."""
    for reason in refusal.reasons:
        name = FIELD_OF.get(reason.code, "")
        form.add_error(name if name in form.fields else None, str(reason))


class BeginForm(Form):
    """A new scheme: whose, for whom, from what."""

    office = forms.ChoiceField(label=_("Office"))
    kind = forms.ChoiceField(label=_("For which organisations"))
    name = Words(label=_("Name"), max_length=120)
    start = forms.ChoiceField(
        label=_("Begin with"),
        choices=[
            (EXAMPLE, _("the example that ships for this legal type")),
            (EMPTY, _("an empty sheet")),
        ],
        initial=EXAMPLE,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, offices: "Iterable[Body]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["office"].choices = [(body.pk, body.name) for body in offices]  # type: ignore[attr-defined] # a choice field
        self.fields["kind"].choices = kinds()  # type: ignore[attr-defined] # a choice field


class DraftForm(Form):
    """A part of a draft; ``seen`` is when the draft was changed last, as the page showed it."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, changed_at: datetime, **kwargs: Any) -> None:
        kwargs["initial"] = {**kwargs.get("initial", {}), "seen": changed_at.isoformat()}
        super().__init__(*args, **kwargs)

    @property
    def seen_at(self) -> datetime:
        """What the page showed; something unreadable counts as long ago."""
        try:
            found = datetime.fromisoformat(self.cleaned_data["seen"])
        except ValueError:
            return datetime.min.replace(tzinfo=UTC)
        return found if found.tzinfo else found.replace(tzinfo=UTC)

    def show_present(self, changed_at: datetime) -> None:
        """Let the next try build upon what stands there now."""
        typed: Any = self.data
        copied = typed.copy()
        copied["seen"] = changed_at.isoformat()
        self.data = copied


class BasicsForm(DraftForm):
    """Name, total, bonus, what does not apply, basis, introduction."""

    name = Words(label=_("Name"), max_length=120)
    total = Marks(label=_("Points in all"))
    bonus_most = Marks(label=_("Bonus points at most"))
    rebase = forms.ChoiceField(
        label=_("Points that do not apply"), choices=Rebase.choices, widget=forms.RadioSelect
    )
    basis = Words(label=_("Legal basis"), max_length=300, required=False)
    introduction = Words(
        label=_("Introduction"), max_length=2000, required=False, widget=text_area(4)
    )
    confirmed = forms.BooleanField(
        label=_("The authority has confirmed these indicators"),
        help_text=_("Otherwise everybody reads that they are an example."),
        required=False,
    )


class BandsForm(DraftForm):
    """The lower bound of each grade; an empty one: the grade is not given."""

    says_optional = False

    def __init__(self, *args: Any, bands: Mapping[int, Decimal], **kwargs: Any) -> None:
        kwargs["initial"] = {f"grade_{level}": plain(lower) for level, lower in bands.items()}
        super().__init__(*args, **kwargs)
        for level in sorted(GradeLevel, reverse=True):
            self.fields[f"grade_{level.value}"] = forms.DecimalField(
                label=_("%(grade)s from") % {"grade": level.label},
                min_value=0,
                max_digits=9,
                decimal_places=3,
                required=False,
            )

    @property
    def bands(self) -> dict[int, Decimal]:
        """The bounds that were entered, by level."""
        found = {level: self.cleaned_data[f"grade_{level}"] for level in GradeLevel.values}
        return {level: lower for level, lower in found.items() if lower is not None}


class ImportForm(Form):
    """A spreadsheet for a draft."""

    sheet = forms.FileField(
        label=_("Spreadsheet"),
        help_text=_("A workbook (.xlsx) or CSV file. Nothing changes before you have seen it."),
        error_messages={"required": _("Choose the file with the indicators.")},
    )


def choices_of_groups(sheet: SheetContent) -> list[tuple[str, str]]:
    """The groups of a sheet to choose from."""
    return [(group.code, f"{group.code} {group.title}") for group in sheet.groups]


def choices_of_items(sheet: SheetContent) -> list[tuple[str, str]]:
    """The items of a sheet to choose from."""
    return [(i.code, f"{i.code} {i.title}") for group in sheet.groups for i in group.items]
