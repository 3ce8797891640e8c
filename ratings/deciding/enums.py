"""Words about votes, ties and outcomes of the committee."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.core.reasons import Text
from portal.organisations.record.enums import GradeLevel

NO_GRADE = 0
MOST_SEATS = 99
NAME_MOST, WORDS_MOST, REASON_MOST, PLACE_MOST = 60, 2000, 300, 200


class Says(TextChoices):
    """A named vote on a motion."""

    FOR = "for", pgettext_lazy("vote", "for")
    AGAINST = "against", pgettext_lazy("vote", "against")
    ABSTAINS = "abstains", pgettext_lazy("vote", "abstains")


class Veto(TextChoices):
    """What the committee found of a veto."""

    HOLDS = "holds", pgettext_lazy("veto", "holds")
    FAILS = "fails", pgettext_lazy("veto", "does not hold")


class Answer(TextChoices):
    """How the committee answered a re-examination."""

    UPHELD = "upheld", pgettext_lazy("re-examination", "upheld")
    CHANGED = "changed", pgettext_lazy("re-examination", "changed")
    OVERTAKEN = "overtaken", pgettext_lazy("re-examination", "overtaken by a new decision")


def grade_words(level: int | None) -> Text:
    """A grade in words: "3A", or that there is none."""
    return GradeLevel(level).label if level else _("no grade")
