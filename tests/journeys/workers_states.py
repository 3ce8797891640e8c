"""Workers and groups in the states that the descriptions of addresses do not show, for axe."""

from collections.abc import Callable
from datetime import date

from django.urls import reverse

from incubator.workers import lists, working
from tests import people
from tests.factories import groups
from tests.factories import workers as make

Where = tuple[str, str] | tuple[str, str, int]


def list_to_mend() -> Where:
    """A checked list with good rows and rows to mend."""
    body, owner = people.body("ours"), people.person("owner")
    rows = make.listed({}, {"begins_on": "三月"}, {"number": "150602"})
    made = lists.upload(body=body, upload=rows, by=owner)
    working.check(made.pk)
    return reverse("worker_list", args=[body.pk, made.pk]), "owner"


def person_with_everything() -> Where:
    """An entry with months, as its organisation sees it."""
    row = make.insured(make.worker(), date(2026, 1, 1), date(2026, 6, 1))
    return reverse("worker", args=[row.body_id, row.pk]), "owner"


def group_to_confirm() -> Where:
    """A group that is asked to confirm, as its head sees it."""
    row = groups.in_state("confirming", name="秋叶合唱队")
    return reverse("group_follow", args=[row.pk]), "resident"


def group_to_complete() -> Where:
    """A filing that was sent back, as its head completes it."""
    row = groups.in_state("returned", name="向阳棋友会")
    return reverse("group_supply", args=[row.pk]), "resident"


def _clerk() -> str:
    """The kind of person who works in the street for these pages."""
    by, street = people.person("base_worker"), groups.street()
    if not by.posts.filter(body=street).exists():
        people.appoint(by, "street_clerk", street)
    return "base_worker"


def groups_of_the_street() -> Where:
    """The list of the street."""
    groups.filed()
    return reverse("groups_kept"), _clerk()


def group_on_the_desk() -> Where:
    """A group that was handed in, as the street decides it."""
    return reverse("group_case", args=[groups.submitted().pk]), _clerk()


def group_from_paper() -> Where:
    """The form for a group that came on paper."""
    return reverse("group_enter", args=[groups.street().pk]), _clerk()


def group_to_refuse() -> Where:
    """The form of a refusal."""
    return reverse("group_act", args=[groups.submitted().pk, "refuse"]), _clerk()


FURTHER: dict[str, Callable[[], Where]] = {
    "list of workers to mend": list_to_mend,
    "worker with insured months": person_with_everything,
    "groups of the street": groups_of_the_street,
    "group on the desk": group_on_the_desk,
    "group from paper": group_from_paper,
    "group to refuse": group_to_refuse,
    "group to confirm": group_to_confirm,
    "group to complete": group_to_complete,
}
