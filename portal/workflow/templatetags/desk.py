"""The desk on a staff case page: ``{% case_desk page.case as desk %}`` and two includes."""

from django import template

from portal.accounts.models import User
from portal.workflow.desk import page
from portal.workflow.models import Case

register = template.Library()


@register.simple_tag(takes_context=True)
def case_desk(context: template.Context, case: Case) -> page.Desk:
    """The desk of a case for the reader, for ``workflow/desk/aside.html`` and
    ``workflow/desk/instructions_of_case.html``; read once wherever it is asked for.
    """
    user = context["request"].user
    return page.of(case, user) if isinstance(user, User) else page.Desk(case)
