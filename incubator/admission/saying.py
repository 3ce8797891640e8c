"""What letters of admission say."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from portal.core import days


def listed(points: Sequence[str]) -> Iterable[str]:
    for number, point in enumerate(points, start=1):
        yield pgettext("item of a letter", "%(number)s. %(words)s") % {
            "number": number,
            "words": point,
        }


def reasons_given(reasons: str) -> str:
    said = reasons.strip()
    return _("Reasons: %(reasons)s") % {"reasons": said} if said else ""


def what_next(kind: str, until: date | None) -> str:
    known = {"day": days.date_words(until) if until else ""}
    following = {
        "admission.returned": pgettext(
            "admission",
            "You can take more time once. Our own time limit stops until then. If nothing comes, "
            "the case is closed.",
        ),
        "admission.refused": pgettext(
            "admission", "You can mend this and apply again while an intake is open."
        ),
        "admission.not_selected": pgettext("admission", "You can apply to the next intake."),
        "admission.lapsed": pgettext("admission", "You can apply again while an intake is open."),
        "admission.offered": pgettext(
            "admission",
            "Please print the agreement, sign and stamp it and upload it by %(day)s. After that "
            "day the place goes to the first on the reserve list.",
        ),
        "admission.reserved": pgettext(
            "admission", "When a place becomes free, we tell you at once."
        ),
        "admission.reserve_expired": pgettext("admission", "You can apply to the next intake."),
    }
    return following.get(kind, "") % known
