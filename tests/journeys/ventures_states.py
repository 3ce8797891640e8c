"""Calls and projects in states that the descriptions of addresses do not show, for the sweep."""

from collections.abc import Callable

from django.urls import reverse

from tests.factories import ventures as make

Where = tuple[str, str] | tuple[str, str, int]


def project_to_decide() -> Where:
    """A call whose scored projects wait for the leader."""
    row = make.marked([make.applied()], 8800)[0]
    return reverse("venture_call_kept", args=[row.call_id]), "leader"


def project_to_complete() -> Where:
    """A project that the office sent back, as its organisation reads what is missing."""
    return reverse("my_venture", args=[make.sent_back().pk]), "owner"


def application_to_complete() -> Where:
    """The form of a project that was sent back."""
    row = make.sent_back()
    url = reverse("venture_apply", args=[row.call_id])
    return f"{url}?organisation={row.organisation_id}", "owner"


def project_under_way() -> Where:
    """A project with its instalments, report wanted, as the organisation sees it."""
    return reverse("my_venture", args=[make.in_state("mid_mend").pk]), "owner"


def project_to_pay() -> Where:
    """A project whose receipt is here, as the accountant sees it."""
    return reverse("venture_case", args=[make.with_receipt().pk]), "accountant"


def money_of_a_project_came_back() -> Where:
    """Unspent money that the second person confirms."""
    return reverse("venture_case", args=[make.money_back().project_id]), "treasurer"


def call_with_funded_projects() -> Where:
    """A public call with a project that was funded."""
    return reverse("venture_call", args=[make.in_state("closed").call_id]), "anonymous"


FURTHER: dict[str, Callable[[], Where]] = {
    "projects to decide": project_to_decide,
    "project to complete": project_to_complete,
    "application to complete": application_to_complete,
    "project under way": project_under_way,
    "project to pay": project_to_pay,
    "money of a project came back": money_of_a_project_came_back,
    "call with funded projects": call_with_funded_projects,
}
