"""What the menu offers, who may have it, and where a request stands."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ItemKind(TextChoices):
    """What kind of support an item of the menu is."""

    REGISTRATION = "registration", _("registration help")
    SPACE = "space", _("desk or meeting room")
    ADVICE = "advice", _("finance and legal desk")
    COURSE = "course", _("course")
    MENTORING = "mentoring", _("mentoring")
    DESIGN = "design", _("project design")
    MATCHING = "matching", _("matching of resources")
    PUBLICITY = "publicity", _("publicity for your work")


ICONS = {
    ItemKind.REGISTRATION: "badge-check",
    ItemKind.SPACE: "building-2",
    ItemKind.ADVICE: "scale",
    ItemKind.COURSE: "book-open",
    ItemKind.MENTORING: "users",
    ItemKind.DESIGN: "lightbulb",
    ItemKind.MATCHING: "hand-heart",
    ItemKind.PUBLICITY: "newspaper",
}
BOOKED_ELSEWHERE = {
    ItemKind.SPACE: ("rooms", "/rooms/"),
    ItemKind.COURSE: ("courses", "/courses/"),
}
"""Kinds with a page of their own to book on: the route, and the path while it does not exist."""


class Provider(TextChoices):
    """Who gives it."""

    BASE = "base", _("the base itself")
    ORGANISATION = "organisation", _("an organisation")
    EXPERT = "expert", _("an expert")


class Who(TextChoices):
    """Whom an item is for; each also includes those before it."""

    RESIDENTS = "residents", _("organisations in residence")
    ORGANISATIONS = "organisations", _("every social organisation")
    TEAMS = "teams", _("every social organisation and every founding team")


class RequestState(TextChoices):
    """Where a request stands."""

    ASKED = "asked", pgettext_lazy("support", "asked for")
    ACCEPTED = "accepted", pgettext_lazy("support", "appointment fixed")
    HELD = "held", pgettext_lazy("support", "over, result to be entered")
    DELIVERED = "delivered", pgettext_lazy("support", "delivered")
    DECLINED = "declined", pgettext_lazy("support", "declined")
    CANCELLED = "cancelled", pgettext_lazy("support", "cancelled")
    MISSED = "missed", pgettext_lazy("support", "nobody came")


State = RequestState
WAITING = (State.ASKED, State.ACCEPTED, State.HELD)
