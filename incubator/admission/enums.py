"""States of an application, and what an applicant may be."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class AdmissionState(TextChoices):
    """Where an application stands."""

    SUBMITTED = "submitted", pgettext_lazy("admission", "first check")
    RETURNED = "returned", pgettext_lazy("admission", "waiting for what is missing")
    RESUBMITTED = "resubmitted", pgettext_lazy("admission", "first check with the additions")
    CHECKED = "checked", pgettext_lazy("admission", "passed the first check")
    IN_PANEL = "in_panel", pgettext_lazy("admission", "being scored by the panel")
    SCORED = "scored", pgettext_lazy("admission", "scored, being decided")
    PUBLICITY = "publicity", pgettext_lazy("admission", "published for objections")
    RESERVE = "reserve", pgettext_lazy("admission", "on the reserve list")
    AGREEMENT = "agreement", pgettext_lazy("admission", "waiting for the signed agreement")
    SIGNED = "signed", pgettext_lazy("admission", "agreement being countersigned")
    RESIDENT = "resident", pgettext_lazy("admission", "in residence")
    REFUSED = "refused", pgettext_lazy("admission", "not admitted")
    NOT_SELECTED = "not_selected", pgettext_lazy("admission", "below the pass mark")
    LAPSED = "lapsed", pgettext_lazy("admission", "closed, the time ran out")
    DECLINED = "declined", pgettext_lazy("admission", "given up by the applicant")
    WITHDRAWN = "withdrawn", pgettext_lazy("admission", "withdrawn")
    RESERVE_EXPIRED = "reserve_expired", pgettext_lazy("admission", "reserve list has ended")


State = AdmissionState
IN_CHECK = (State.SUBMITTED, State.RESUBMITTED)
OPEN = frozenset(
    {
        State.SUBMITTED,
        State.RETURNED,
        State.RESUBMITTED,
        State.CHECKED,
        State.IN_PANEL,
        State.SCORED,
        State.PUBLICITY,
        State.RESERVE,
        State.AGREEMENT,
        State.SIGNED,
    }
)
MAY_APPLY_AGAIN = frozenset({State.WITHDRAWN, State.LAPSED, State.REFUSED, State.DECLINED})
HOLDING = frozenset({State.PUBLICITY, State.AGREEMENT, State.SIGNED, State.RESIDENT})


class Form(TextChoices):
    """How an organisation is nurtured: with a desk in the base, or without."""

    PHYSICAL = "physical", _("with a place in the base")
    VIRTUAL = "virtual", _("without a place (virtual)")


class Proposal(TextChoices):
    """What the ranking proposes for an application."""

    ADMIT = "admit", _("to be admitted")
    RESERVE = "reserve", _("reserve list")
    NONE = "none", _("not proposed")
