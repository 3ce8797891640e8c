"""Where the case of a rating stands, which rules hold, and what may be answered."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class RatingState(TextChoices):
    """Where a rating stands. States of the assessment are added here, above the ends."""

    APPLIED = "applied", pgettext_lazy("rating", "being checked by the office")
    RETURNED = "returned", pgettext_lazy("rating", "waiting for what is missing")
    SUPPLIED = "supplied", pgettext_lazy("rating", "being checked with the additions")
    QUALIFIED = "qualified", pgettext_lazy("rating", "qualified, to assess itself")
    HANDED_IN = "handed_in", pgettext_lazy("rating", "self-assessment being looked over")
    ACCEPTED = "accepted", pgettext_lazy("rating", "experts and visit to be arranged")
    VISITING = "visiting", pgettext_lazy("rating", "experts visit")
    VISITED = "visited", pgettext_lazy("rating", "visited, experts score and sign")
    SCORED = "scored", pgettext_lazy("rating", "organisation signs or objects")
    ASSESSED = "assessed", pgettext_lazy("rating", "assessed, preliminary opinion to come")
    PROPOSED = "proposed", pgettext_lazy("rating", "preliminary opinion given, committee decides")
    VOTED = "voted", pgettext_lazy("rating", "decided by the committee, to be made public")
    PUBLIC = "public", pgettext_lazy("rating", "made public")
    REVIEWING = "reviewing", pgettext_lazy("rating", "re-examination asked for")
    STANDS = "stands", pgettext_lazy("rating", "publicity over, to be confirmed")
    CONFIRMED = "confirmed", pgettext_lazy("rating", "confirmed, to be announced")
    ANNOUNCED = "announced", pgettext_lazy("rating", "grade announced")
    NO_GRADE = "no_grade", pgettext_lazy("rating", "announced, no grade")
    OVERDUE = "overdue", pgettext_lazy("rating", "closed, no self-assessment came in time")
    NOT_QUALIFIED = "not_qualified", pgettext_lazy("rating", "not qualified")
    WITHDRAWN = "withdrawn", pgettext_lazy("rating", "withdrawn")
    LAPSED = "lapsed", pgettext_lazy("rating", "closed, nothing was added in time")


IN_CHECK = (RatingState.APPLIED, RatingState.SUPPLIED)
MAY_APPLY_AGAIN = (
    RatingState.NOT_QUALIFIED,
    RatingState.WITHDRAWN,
    RatingState.LAPSED,
    RatingState.OVERDUE,
)
"""Ends after which the same round may be tried again while it takes applications."""

ENDED = (*MAY_APPLY_AGAIN, RatingState.ANNOUNCED, RatingState.NO_GRADE)
"""All ends; a rating in any other state is open, and only one may be open at a time."""


class RuleSet(TextChoices):
    """The two measures on rating, by date (rules.md B)."""

    ORDER_39 = "order_39", _("measure of 2010 (Order 39)")
    REVISED = "revised_2026", _("measure as revised in 2026")


class Point(TextChoices):
    """What the portal may not know of an applicant, so that somebody must say it."""

    INSPECTION = "inspection", _("result of an annual inspection")
    LISTS = "lists", _("the two credit lists")
    INVESTIGATION = "investigation", _("whether an investigation is under way")


class Listed(TextChoices):
    """What may be said of the two credit lists."""

    NEITHER = "neither", _("on neither list")
    LISTED = "listed", _("on one of them")


class Investigated(TextChoices):
    """What may be said of an investigation."""

    NO = "no", _("none is under way")
    YES = "yes", _("one is under way")
