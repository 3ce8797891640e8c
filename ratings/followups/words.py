"""A follow-up in words: why, what about, what was said and found."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from portal.core import days
from portal.core.ui import Fact
from portal.organisations.record.enums import GradeLevel
from ratings.followups.enums import How, Kind, OccasionKind
from ratings.followups.models import FollowUp, Occasion


def grounds(row: FollowUp) -> list[str]:
    """Why the grade is looked at: the draw, and each event with its day."""
    found = [occasion(one) for one in row.occasions.all()]
    if row.sample is not None:
        drawn = _("drawn by lot on %(day)s") % {
            "day": days.date_words(row.sample.drawn_at, year=True)
        }
        found.insert(0, drawn)
    return found


def occasion(row: Occasion) -> str:
    """An event with its day."""
    return _("%(event)s on %(day)s") % {
        "event": OccasionKind(row.kind).label,
        "day": days.date_words(row.happened_on, year=True),
    }


def facts(row: FollowUp) -> list[Fact]:
    """What the case is about."""
    found = [
        Fact(_("Organisation"), row.organisation.body.name),
        Fact(
            _("Grade"),
            GradeLevel(row.level).label,
            note=_("announced on %(day)s") % {"day": days.date_words(row.announced_on, year=True)},
        ),
        Fact(_("Kind"), Kind(row.kind).label),
    ]
    return [*found, *(Fact(pgettext("followup", "Ground"), ground) for ground in grounds(row))]


def checked(row: FollowUp) -> Iterable[Fact]:
    """How, when and what was checked, and the finding; empty before."""
    if row.checked_on is not None:
        yield Fact(_("How it was checked"), How(row.how).label)
        yield Fact(_("Day of the check"), days.date_words(row.checked_on, year=True))
        yield Fact(pgettext("followup", "What was found"), row.seen)
    if row.finding:
        yield Fact(pgettext("followup", "Finding"), row.finding)
