"""Follow-ups and grades in states that the descriptions of addresses do not show."""

from collections.abc import Callable
from urllib.parse import quote

from django.urls import reverse

from tests.addresses.followups import NUMBER
from tests.factories import followups as make

Where = tuple[str, str] | tuple[str, str, int]


def to_check() -> Where:
    """A statement with a file, as the office that writes the check down sees it."""
    return reverse("followup_case", args=[make.stated().pk]), "rating_clerk"


def number_known() -> Where:
    """The number of a certificate that is on record."""
    make.graded(number=NUMBER)
    return f"{reverse('grade_verify')}?number={quote(NUMBER)}", "anonymous"


FURTHER: dict[str, Callable[[], Where]] = {
    "follow-up to check": to_check,
    "certificate on record": number_known,
}
