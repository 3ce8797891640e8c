"""Form fields and the summary of what must be mended."""

from typing import Any

from django import template
from django.forms import BaseForm, BoundField
from django.utils.safestring import SafeString

from portal.core import forms
from portal.core.ui import Text

register = template.Library()


@register.simple_tag
def field(
    bound: BoundField,
    *,
    label: Text = "",
    hint: Text = "",
    unit: Text = "",
    width: str = "",
    privacy: Text = "",
    cards: bool = False,
) -> SafeString:
    """A whole field: label, hint, error, control. ``width``: xs, s, m or l.

    ``unit`` stands after the control; ``privacy`` says who will see it; ``cards`` draws radio
    buttons and checkboxes as bordered cards.
    """
    return forms.render_field(
        bound, label=label, hint=hint, unit=unit, width=width, privacy=privacy, cards=cards
    )


@register.inclusion_tag("components/error_summary.html")
def error_summary(*found: BaseForm | None, focus: bool = True) -> dict[str, Any]:
    """What must be mended, as links in the order of the page; nothing when all is well."""
    errors = [error for form in found if form is not None for error in forms.errors_of(form)]
    return {"errors": errors, "count": len(errors), "focus": focus}


@register.inclusion_tag("components/form_fields.html")
def form_fields(form: BaseForm) -> dict[str, Any]:
    """All fields of a form one below the other, without the summary."""
    return {"form": form}
