"""Circulars may go to everybody with an open case of a matter."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext_lazy as _

from portal.accounts.models import User
from portal.core.reasons import Text
from portal.notifications.circulars import audiences
from portal.notifications.circulars.audiences import Params
from portal.workflow.desk import queries
from portal.workflow.models import Case
from portal.workflow.steps import tables


def applicants(office: int, params: Params) -> Iterable[User]:
    """The parties of the office's open cases of the chosen matter."""
    found = Case.objects.open().filter(holder=office, workflow=params.get("choice", ""))
    return [one for case in found.select_related("applicant_user") for one in queries.parties(case)]


def matters() -> Sequence[tuple[str, Text]]:
    """The matters to choose from."""
    return [(flow.code, flow.title) for flow in tables()]


audiences.register("applicants", _("Applicants with an open case"), applicants, choices=matters)
