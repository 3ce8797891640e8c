"""Where a residence stands, and how it ended."""

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class ResidenceState(TextChoices):
    """Where a residence stands."""

    RUNNING = "running", pgettext_lazy("residence", "in residence")
    MIDTERM = "midterm", pgettext_lazy("residence", "mid-term review")
    MENDING = "mending", pgettext_lazy("residence", "mending after the mid-term review")
    REREVIEW = "rereview", pgettext_lazy("residence", "second review")
    EXIT = "exit", pgettext_lazy("residence", "exit evaluation")
    HEARING = "hearing", pgettext_lazy("residence", "termination proposed, you may be heard")
    HEARD = "heard", pgettext_lazy("residence", "termination being decided")
    LEAVING = "leaving", pgettext_lazy("residence", "handing back what was lent")
    FOLLOW_UP = "follow_up", pgettext_lazy("residence", "followed up after graduation")
    CLOSED = "closed", pgettext_lazy("residence", "closed")


State = ResidenceState
UNDER_REVIEW = (State.MIDTERM, State.MENDING, State.REREVIEW)
LIVING = (State.RUNNING, *UNDER_REVIEW, State.EXIT)
BEFORE_LEAVING = (*LIVING, State.HEARING, State.HEARD)


class Outcome(TextChoices):
    """How a residence ended; empty while it runs."""

    GRADUATED = "graduated", pgettext_lazy("residence outcome", "graduated")
    FINISHED = "finished", pgettext_lazy("residence outcome", "ended without graduation")
    TERMINATED = "terminated", pgettext_lazy("residence outcome", "terminated")
    LEFT = "left", pgettext_lazy("residence outcome", "left early")
    MERGED = "merged", pgettext_lazy("residence outcome", "merged into another organisation")
    DISSOLVED = "dissolved", pgettext_lazy("residence outcome", "de-registered")
