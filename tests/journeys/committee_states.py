"""Decisions on ratings in states that the addresses do not show, for the sweep by axe."""

from collections.abc import Callable

from django.urls import reverse

from tests.factories import committee as cm

Where = tuple[str, str] | tuple[str, str, int]


def to_vote() -> Where:
    """A case of an open sitting, with everybody's vote to write down."""
    item = cm.item(cm.on_agenda(cm.ready()))
    return reverse("rating_sitting_case", args=[item.sitting_id, item.pk]), "rating_clerk"


def to_ask_again() -> Where:
    """A public result, as its organisation sees it."""
    row = cm.published(cm.ready(cm.State.VOTED, points="9"))
    return reverse("my_decision", args=[row.pk]), "owner"


def to_publish() -> Where:
    """Results that wait to be made public, and an announcement there was."""
    cm.ready(cm.State.VOTED, points="9")
    return reverse("rating_results"), "rating_clerk"


def to_vote_oneself() -> Where:
    """A case of an open sitting, as a member with an account votes on it."""
    cm.with_account("expert")
    return reverse("my_sitting_case", args=[cm.item(cm.on_agenda(cm.ready())).pk]), "expert"


FURTHER: dict[str, Callable[[], Where]] = {
    "vote of the committee": to_vote,
    "own vote of a member": to_vote_oneself,
    "result to look at again": to_ask_again,
    "results to make public": to_publish,
}
