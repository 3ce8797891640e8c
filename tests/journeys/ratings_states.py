"""Rounds and applications in states that the descriptions of addresses do not show."""

from collections.abc import Callable

from django.urls import reverse

from ratings.applications import operations
from tests.factories import ratings as make

Where = tuple[str, str] | tuple[str, str, int]


def round_to_publish() -> Where:
    """A round as the second person reads it."""
    return reverse("rating_round_case", args=[make.proposed().pk]), "section_head"


def rating_barred() -> Where:
    """The page to apply with every reason against it."""
    address = reverse("rating_apply", args=[make.theirs().pk, make.published().pk])
    return address, "stranger"


def rating_returned() -> Where:
    """What is missing, as the organisation reads it."""
    row = make.of_theirs()
    if row.status == "applied":
        by = make.official(make.office_of(row.round.registry_id), 1)
        operations.ask_more(application=row, words="申报表没有盖章，请重新上传。", by=by)
    return reverse("my_rating", args=[row.pk]), "stranger"


def rating_of_ours() -> Where:
    """Whether we may apply today, with the open round."""
    make.clean()
    make.published()
    return reverse("my_ratings"), "owner"


FURTHER: dict[str, Callable[[], Where]] = {
    "round of ratings to publish": round_to_publish,
    "rating barred": rating_barred,
    "rating returned": rating_returned,
    "rating of ours": rating_of_ours,
}
