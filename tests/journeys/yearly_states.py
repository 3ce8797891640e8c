"""Evaluations in states that the descriptions of addresses do not show, for the sweep by axe."""

from collections.abc import Callable

from django.urls import reverse

from incubator.yearly import settling
from portal.workflow.publicity.models import PublicEntry
from tests.factories import yearly as make

Where = tuple[str, str] | tuple[str, str, int]


def year_to_score() -> Where:
    """A visited base with the form of its points, as the office sees it."""
    return reverse("evaluation_case", args=[make.visited().pk]), "incubation_clerk"


def year_to_state() -> Where:
    """The account that the base writes."""
    return reverse("my_evaluation", args=[make.opened().pk]), "base_worker"


def year_in_public() -> Where:
    """Points and words as the base reads them."""
    return reverse("my_evaluation", args=[make.published().pk]), "base_worker"


def grades_of_a_year() -> Where:
    """The public list with a grade."""
    row = make.published()
    settling.stands(PublicEntry.objects.get(case=row.case_id))
    return reverse("base_grades"), "anonymous"


FURTHER: dict[str, Callable[[], Where]] = {
    "year of a base to score": year_to_score,
    "year of a base to state": year_to_state,
    "year of a base in public": year_in_public,
    "grades of a year": grades_of_a_year,
}
