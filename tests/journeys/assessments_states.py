"""Assessments in states that the descriptions of addresses do not show, for the sweep by axe."""

from collections.abc import Callable

from django.urls import reverse

from tests.factories import assessments as make

Where = tuple[str, str] | tuple[str, str, int]


def to_look_over() -> Where:
    """A self-assessment with a claim to decide, as the office sees it."""
    return reverse("rating_assessment", args=[make.handed_in(claim=True).pk]), "rating_clerk"


def to_sign() -> Where:
    """Own marks and those of the experts side by side, as the organisation sees them."""
    return reverse("my_assessment", args=[make.scored().pk]), "owner"


FURTHER: dict[str, Callable[[], Where]] = {
    "self-assessment to look over": to_look_over,
    "marks of the experts to sign": to_sign,
}
