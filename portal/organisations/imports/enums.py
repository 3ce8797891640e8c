"""States of an import, verdicts on its rows, and what officials may choose."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    """What an uploaded list is about."""

    REGISTER = "register", _("register of organisations")
    RECORD = "record", _("record: inspections, credit lists, penalties, grades, awards")
    STATIONS = "stations", _("bases, stations and their rooms")


class ImportState(TextChoices):
    """Where an import stands."""

    UPLOADED = "uploaded", _("uploaded")
    READING = "reading", _("being read")
    PREVIEWED = "previewed", _("ready to check")
    APPLYING = "applying", _("being written")
    APPLIED = "applied", _("written to the register")
    DISCARDED = "discarded", _("discarded")
    FAILED = "failed", _("could not be read")


class Verdict(TextChoices):
    """What a row would do; a row stands in its gravest class (the order below)."""

    SKIPPED = "skipped", _("not of your office")
    ERROR = "error", _("error")
    DECISION = "decision", _("needs a decision")
    WARNING = "warning", _("warning")
    CHANGED = "changed", _("changed")
    NEW = "new", _("new")
    UNCHANGED = "unchanged", _("unchanged")


WRITTEN = (Verdict.NEW, Verdict.CHANGED, Verdict.WARNING)


class Choice(TextChoices):
    """What an official decided about a row that needs a decision."""

    NONE = "", _("not decided")
    LEAVE = "leave", _("leave it out")
    TAKE = "take", _("take the row as it stands")
    MATCH = "match", _("it is this organisation")


class Outcome(TextChoices):
    """What became of a row when the import was written."""

    WAITING = "", _("not written yet")
    WRITTEN = "written", _("written")
    LEFT = "left", _("left out")
    STALE = "stale", _("left out: the register changed since the preview")
