"""The letters of a case, for the pages of subjects."""

from typing import Any

from django import template
from django.template import Context

from portal.workflow.letters import access
from portal.workflow.models import Case

register = template.Library()


@register.inclusion_tag("workflow/case_letters.html", takes_context=True)
def case_letters(context: Context, case: Case) -> dict[str, Any]:
    """The letters of a case that the reader may read, oldest first; nothing when there is none."""
    return {"letters": access.of_case(context["request"].user, case)}
