"""The fixed words of the end of a residence."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Proof(TextChoices):
    """Where the answer to an exit item comes from; a declared one stays marked for ever."""

    RECORD = "record", _("from the record")
    DECLARED = "declared", _("declared")
    NONE = "none", _("nothing known yet")


class Holds(TextChoices):
    """Whether an exit item holds; unknown is never a pass."""

    YES = "yes", pgettext_lazy("exit item", "met")
    NO = "no", pgettext_lazy("exit item", "not met")
    UNKNOWN = "unknown", pgettext_lazy("exit item", "not known yet")


class Answer(TextChoices):
    """What became of a request for an extension; empty while it waits."""

    GRANTED = "granted", pgettext_lazy("extension", "granted")
    REFUSED = "refused", pgettext_lazy("extension", "refused")


class Source(TextChoices):
    """What a termination was proposed for."""

    PROPOSED = "proposed", _("proposed by the office")
    REREVIEW = "rereview", _("below the mark again in the second review")
    LISTED = "listed", _("list of seriously dishonest organisations")


class Way(TextChoices):
    """How an organisation is heard; empty while its days run."""

    WRITTEN = "written", pgettext_lazy("hearing", "in writing")
    ORAL = "oral", pgettext_lazy("hearing", "in a hearing")
    SILENT = "silent", pgettext_lazy("hearing", "did not speak")


class Ruling(TextChoices):
    """How a hearing ended; empty until it is decided."""

    KEPT = "kept", pgettext_lazy("hearing", "the residence goes on")
    TERMINATED = "terminated", pgettext_lazy("hearing", "terminated")
    OVERTAKEN = "overtaken", pgettext_lazy("hearing", "ended in another way meanwhile")


class LentKind(TextChoices):
    """What a base lends to an organisation in residence."""

    KEY = "key", pgettext_lazy("lent", "key")
    DESK = "desk", pgettext_lazy("lent", "desk")
    DEVICE = "device", pgettext_lazy("lent", "device")
    OTHER = "other", pgettext_lazy("lent", "something else")


class MoneyWhat(TextChoices):
    """What an entry says of support money that was paid out."""

    SPENT = "spent", pgettext_lazy("support money", "spent, with receipt")
    RETURNED = "returned", pgettext_lazy("support money", "returned")


class Reached(TextChoices):
    """What became of a follow-up; empty while it is open."""

    ANSWERED = "answered", pgettext_lazy("follow-up", "answered")
    UNREACHED = "unreached", pgettext_lazy("follow-up", "could not be reached")


class Channel(TextChoices):
    """Who entered the answers of a follow-up."""

    WEB = "web", _("by the organisation")
    PHONE = "phone", _("by telephone")


class IncomeBand(TextChoices):
    """The income of the last twelve months, in bands that are easily told."""

    NONE = "none", _("no income")
    SMALL = "small", _("up to 50,000 yuan")
    MIDDLE = "middle", _("50,000 to 200,000 yuan")
    LARGE = "large", _("200,000 to 1,000,000 yuan")
    VERY_LARGE = "very_large", _("more than 1,000,000 yuan")
