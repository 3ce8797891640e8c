"""How forms look: one renderer, two bases, and the list of what must be mended.

``Form`` and ``ModelForm`` of this module draw themselves with the portal's own field templates.
Forms of libraries get the same look through ``{% field form.name %}``.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.validators import MaxValueValidator
from django.forms import BaseForm, BoundField
from django.forms.renderers import DjangoTemplates
from django.template.loader import get_template, render_to_string
from django.utils.safestring import SafeString

from portal.core import money
from portal.core.reasons import Refused
from portal.core.ui import Text

SENTENCE = re.compile(r".+?(?:[。！？!?]|\.(?=\s)|$)", re.DOTALL)
SMALL_COLUMN, INTEGER_COLUMN, KEY_DIGITS = 2**15 - 1, 2**31 - 1, 18
CHOOSERS = (forms.RadioSelect, forms.CheckboxSelectMultiple)
OWN_WIDGETS = {
    "django/forms/widgets/radio.html": "components/widgets/choices.html",
    "django/forms/widgets/checkbox_select.html": "components/widgets/choices.html",
    "django/forms/widgets/clearable_file_input.html": "components/widgets/file.html",
}

if TYPE_CHECKING:
    AnyModelForm = forms.ModelForm[Any]
    ModelRowsField = forms.ModelMultipleChoiceField[Any]
else:
    AnyModelForm = forms.ModelForm
    ModelRowsField = forms.ModelMultipleChoiceField


class PortalRenderer(DjangoTemplates):
    """Draws forms and fields with the portal's templates, plain widgets with Django's."""

    form_template_name = "components/form.html"
    field_template_name = "components/field_group.html"

    def get_template(self, template_name: str) -> Any:
        """Our template where there is one."""
        name = OWN_WIDGETS.get(template_name, template_name)
        if name.startswith("components/"):
            return get_template(name)
        return super().get_template(template_name)


class Form(forms.Form):
    """A form in the portal's look. The browser's own bubbles are off: our summary speaks."""

    default_renderer = PortalRenderer
    use_required_attribute = False


class ModelForm(AnyModelForm):
    """A model's form in the portal's look."""

    default_renderer = PortalRenderer
    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if isinstance(field, forms.IntegerField) and field.max_value is None:
                field.max_value = self._largest(name)
                field.validators.append(MaxValueValidator(field.max_value))

    def _largest(self, name: str) -> int:
        """The largest number that the column holds; more is refused before it gets there."""
        column = next((f for f in self._meta.model._meta.fields if f.name == name), None)
        is_small = column is None or "Small" in column.get_internal_type()
        return SMALL_COLUMN if is_small else INTEGER_COLUMN


class AmountField(forms.CharField):
    """An amount in yuan as people type it; its value is whole fen, None when empty."""

    def __init__(self, *, max_length: int = 30, **given: Any) -> None:
        typing = forms.TextInput(attrs={"inputmode": "decimal"})
        super().__init__(max_length=max_length, **({"widget": typing} | given))

    def clean(self, value: Any) -> int | None:
        """Fen; what is no amount is refused with the form it should have."""
        typed = super().clean(value)
        if not typed:
            return None
        try:
            return money.parse_yuan(typed)
        except Refused as refused:
            raise forms.ValidationError([str(reason) for reason in refused.reasons]) from None


class ChosenRowsField(ModelRowsField):
    """Several rows by their keys; a key that no row can have is refused before it is looked for."""

    def clean(self, value: Any) -> Any:
        """The rows; a key beyond the column is refused like one that stands for no row."""
        for key in value or ():
            if str(key).lstrip("-").isdecimal() and len(str(key)) > KEY_DIGITS:
                raise forms.ValidationError(
                    self.error_messages["invalid_choice"],
                    code="invalid_choice",
                    params={"value": str(key)[:KEY_DIGITS]},
                )
        return super().clean(value)


def put_reasons(
    form: forms.BaseForm, refusal: Refused, fields: Mapping[str, str] | None = None
) -> None:
    """Put every reason at the field it is about (``fields`` by code), else on top of the form."""
    for reason in refusal.reasons:
        name = (fields or {}).get(reason.code, "")
        form.add_error(name if name in form.fields else None, str(reason))


class Explained:
    """The label of a choice with one line that explains it, for choices drawn as cards."""

    def __init__(self, label: Text, hint: Text) -> None:
        self.label = label
        self.hint = hint

    def __str__(self) -> str:
        return str(self.label)


@dataclass(frozen=True, slots=True)
class Mistake:
    """A line of the error summary: its words and the id of the control it leads to."""

    text: str
    target: str


def errors_of(form: BaseForm) -> Iterator[Mistake]:
    """What must be mended in a form, in the order of the page."""
    for text in form.non_field_errors():
        yield Mistake(str(text), "")
    for bound in form:
        for text in bound.errors:
            yield Mistake(first_sentence(str(text)), target_of(bound))


def first_sentence(text: str) -> str:
    """The first sentence of a message, without its full stop."""
    found = SENTENCE.match(text.strip())
    return (found[0] if found else text).rstrip("。.")


def target_of(bound: BoundField) -> str:
    """The id of the control (for radio buttons the first one) that a link should reach."""
    if isinstance(bound.field.widget, CHOOSERS):
        return f"{bound.auto_id}_0"
    return bound.id_for_label or bound.auto_id


def render_field(
    bound: BoundField,
    *,
    label: Text = "",
    hint: Text = "",
    unit: Text = "",
    width: str = "",
    privacy: Text = "",
    cards: bool = False,
) -> SafeString:
    """A whole field; hidden ones are only their control."""
    if not isinstance(bound.form.renderer, PortalRenderer):
        bound.form.renderer = PortalRenderer()
    if bound.is_hidden:
        return bound.as_hidden()
    shown_hint = hint or bound.help_text
    described = _described_by(bound, bool(shown_hint), bool(privacy))
    values = {
        "field": bound,
        "kind": _kind(bound),
        "label": label or bound.label,
        "hint": shown_hint,
        "unit": unit,
        "width": width,
        "privacy": privacy,
        "cards": cards,
        "described_by": described,
        "control": bound.as_widget(attrs=_attributes(bound, described)),
        "optional": _is_optional(bound),
    }
    return SafeString(render_to_string("components/field.html", values))


def _is_optional(bound: BoundField) -> bool:
    """Whether to say so; a form of which another part decides what is needed keeps silent."""
    says = getattr(bound.form, "says_optional", True)
    return says and not bound.field.required and not isinstance(bound.field, forms.BooleanField)


def _attributes(bound: BoundField, described: str) -> dict[str, Any]:
    if described and not bound.use_fieldset:
        return {"aria-describedby": described}
    return {}


def _described_by(bound: BoundField, hint: bool, privacy: bool) -> str:
    parts = {"helptext": hint, "error": bool(bound.errors), "privacy": privacy}
    return " ".join(f"{bound.auto_id}_{part}" for part, there in parts.items() if there)


def _kind(bound: BoundField) -> str:
    widget = bound.field.widget
    if isinstance(widget, CHOOSERS):
        return "choices"
    if bound.use_fieldset:
        return "group"
    if isinstance(widget, forms.CheckboxInput):
        return "checkbox"
    return "file" if isinstance(widget, forms.FileInput) else "plain"
