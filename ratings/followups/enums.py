"""Kinds, occasions and states of a follow-up rating."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Kind(TextChoices):
    """Why a grade is looked at again (measure as revised in 2026)."""

    SAMPLED = "sampled", pgettext_lazy("followup", "follow-up rating (drawn by lot)")
    EVENT = "event", pgettext_lazy("followup", "verification rating (after an event)")


class OccasionKind(TextChoices):
    """What may affect a grade; which of them opens a case is a row of the rules."""

    ABNORMAL = "abnormal", _("put on the list of abnormal activity")
    DISHONEST = "dishonest", _("put on the list of serious dishonesty")
    PENALTY = "penalty", _("administrative penalty")
    RENAME = "rename", pgettext_lazy("occasion", "renamed, and entered anew")
    MERGER = "merger", pgettext_lazy("occasion", "merged with another organisation")
    SPLIT = "split", pgettext_lazy("occasion", "split")
    REREGISTRATION = (
        "reregistration",
        pgettext_lazy("occasion", "registered anew, or as another type"),
    )


class How(TextChoices):
    """How an official checked."""

    VISIT = "visit", pgettext_lazy("followup", "visit on the spot")
    DESK = "desk", pgettext_lazy("followup", "check of the papers")


class FollowUpState(TextChoices):
    """Where a follow-up rating stands."""

    OPENED = "opened", pgettext_lazy("followup", "the organisation states its case")
    STATED = "stated", pgettext_lazy("followup", "the office checks")
    CHECKED = "checked", pgettext_lazy("followup", "checked, the finding is due")
    KEPT = "kept", pgettext_lazy("followup", "the grade is kept")
    PROPOSED = "proposed", pgettext_lazy("followup", "lowering or cancelling proposed")
    DROPPED = "dropped", pgettext_lazy("followup", "closed without a finding")


OPEN = (FollowUpState.OPENED, FollowUpState.STATED, FollowUpState.CHECKED)
