"""Words about claims, proofs and answers of an assessment."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Ruling(TextChoices):
    """What the office says of "does not apply to us"."""

    OPEN = "", pgettext_lazy("does not apply", "not decided yet")
    ACCEPTED = "accepted", pgettext_lazy("does not apply", "accepted, nobody scores it")
    REFUSED = "refused", pgettext_lazy("does not apply", "refused, the experts score it")


class Origin(TextChoices):
    """Where a proof comes from."""

    UPLOADED = "uploaded", _("uploaded for this point")
    REUSED = "reused", _("taken from papers handed in earlier")


class Reply(TextChoices):
    """What the organisation said to the points of the experts."""

    SIGNED = "signed", pgettext_lazy("reply", "signed by the organisation")
    OBJECTED = "objected", pgettext_lazy("reply", "the organisation objects")
    SILENT = "silent", pgettext_lazy("reply", "no reply in time")


class Save(TextChoices):
    """What became of one entry that a page sent."""

    SAVED = "saved", _("Saved")
    CONFLICT = "conflict", _("Somebody else saved something different")
    REFUSED = "refused", _("Not saved")
